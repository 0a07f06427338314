"""Words about the people in complaints."""

from collections.abc import Iterable

from casework.queries.complaints import ThroughComplaint

COMPLAINANT = "complainant"


class PartyQuerySet(ThroughComplaint):
    """Parties; `visible_to` leaves those of the complaints that a user may see."""

    def complainant_names(self, complaints: Iterable[int]) -> dict[int, str]:
        """Of each complaint (by key) the name of its complainant. One query, no parties made."""
        # Of several the first by name, as everywhere: what comes last in a dictionary stays.
        found = self.filter(complaint__in=complaints, role=COMPLAINANT).order_by("-name", "-pk")
        return dict(found.values_list("complaint", "name"))
