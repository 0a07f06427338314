"""How the consents of a complaint stand now."""

from typing import Any

from casework.queries.parties import COMPLAINANT
from casework.rules.consent import FOR_ANOTHER, Purpose, Standing, may_share_with_provider, standing


def standing_of(complaint: Any) -> dict[Purpose, Standing]:
    """How each purpose stands; uses what `for_detail` has fetched."""
    return standing(complaint.consents.all())


def givers_of(complaint: Any) -> list[Any]:
    """Who may be the one to give consent: the complainant, and whoever acts as representative or agent."""
    parties = complaint.parties.all()
    complainants = [party for party in parties if party.role == COMPLAINANT]
    return complainants + [party for party in parties if party.role in FOR_ANOTHER]


def provider_may_know(complaint: Any) -> bool:
    """Whether anything at all about the complaint may reach the provider now."""
    return may_share_with_provider(standing_of(complaint))
