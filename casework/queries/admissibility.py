"""Whether the member of a complaint was covered when it happened, and is today."""

from datetime import date
from typing import Any

from billing.queries.coverage import cover_on
from casework.rules.admissibility import NO_MEMBER_KNOWN, Admissibility, CoverOn, assess


def admissibility(complaint: Any, today: date) -> Admissibility:
    """The cover on both days and what the first assessment should look at. Queries."""
    if complaint.member is None:
        return NO_MEMBER_KNOWN
    incident_on = complaint.incident_on
    then = _cover(complaint.member, incident_on) if incident_on else None
    return assess(then, _cover(complaint.member, today))


def _cover(member: Any, day: date) -> CoverOn:
    cover = cover_on(member, day)
    return CoverOn(day=day, is_member=cover.is_member, products=frozenset(cover.products))
