"""Keeps on each complaint the date that comes first and who must act before it, for lists and lanes."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from casework.models import Complaint, Deadline

ROWS_AT_A_TIME = 500


def keep_next_dates(keys: Iterable[Any]) -> None:
    """Bring the next date of the complaints with these keys up to date. One query for each 500 of them.

    Whoever starts, moves, pauses or stops a clock calls this, in the same transaction.
    """
    wanted = list(dict.fromkeys(keys))
    for first in range(0, len(wanted), ROWS_AT_A_TIME):
        _keep(Complaint.objects.filter(pk__in=wanted[first : first + ROWS_AT_A_TIME]))


def _keep(complaints: models.QuerySet[Complaint]) -> None:
    clocks = Deadline.objects.running().filter(complaint=OuterRef("pk")).order_by("due_on", "pk")
    complaints.update(
        next_due_on=Subquery(clocks.values("due_on")[:1]),
        waits_for=Coalesce(Subquery(clocks.values("rule__waits_for")[:1]), Value("")),
    )
