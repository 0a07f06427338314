"""Complaints that may be the same one again."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from casework.models import Complaint

RECENT_DAYS = 90
MOST = 5


def possible_duplicates(user: Any, *, member: Any, name: str, email: str, today: date) -> QuerySet[Complaint]:
    """Recent complaints about the same member by a complainant with the same name or e-mail address."""
    same = Q(parties__name__iexact=name) | (Q(parties__email__iexact=email) if email else Q())
    recent = Complaint.objects.visible_to(user).filter(
        member=member, received_on__gte=today - timedelta(days=RECENT_DAYS)
    )
    found: QuerySet[Complaint] = recent.filter(same, parties__role="complainant").distinct()[:MOST]
    return found
