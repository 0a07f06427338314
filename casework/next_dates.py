"""Keeps on each complaint the date that comes first and who must act before it, for lists and lanes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from casework.models import Complaint, Deadline


def keep_next_dates(complaints: Iterable[Any]) -> int:
    """Bring the next date of these complaints (or their keys) up to date; gives how many rows. One query.

    Whoever starts, moves, pauses or stops a clock calls this, in the same transaction.
    """
    clocks = Deadline.objects.running().filter(complaint=OuterRef("pk")).order_by("due_on", "pk")
    keys = [getattr(complaint, "pk", complaint) for complaint in complaints]
    return Complaint.objects.filter(pk__in=keys).update(
        next_due_on=Subquery(clocks.values("due_on")[:1]),
        waits_for=Coalesce(Subquery(clocks.values("rule__waits_for")[:1]), Value("")),
    )
