"""Complaints that may be the same one again."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

RECENT_DAYS = 90
MOST = 5


def possible_duplicates(
    complaints: QuerySet[Any], *, member: Any, name: str, email: str, today: date
) -> QuerySet[Any]:
    """Of these, the recent ones about the same member by a complainant with the same name or e-mail address."""
    same = Q(parties__name__iexact=name) | (Q(parties__email__iexact=email) if email else Q())
    recent = complaints.filter(member=member, received_on__gte=today - timedelta(days=RECENT_DAYS))
    found: QuerySet[Any] = recent.filter(same, parties__role="complainant").distinct()[:MOST]
    return found
