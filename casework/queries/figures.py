"""Figures about complaints for the start page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from casework.deadline_states import DeadlineState


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Complaints received so many days ago: at least ``from_days`` and less than ``to_days`` (None: no limit)."""

    key: str
    from_days: int
    to_days: int | None


AGE_GROUPS = (
    AgeGroup("0-2", 0, 14),
    AgeGroup("2-6", 14, 42),
    AgeGroup("6-10", 42, 70),
    AgeGroup("10-17", 70, 119),
    AgeGroup("17+", 119, None),
)


def of_age(rows: Any, group: AgeGroup, today: date) -> QuerySet[Any]:
    """The complaints of one age group."""
    found: QuerySet[Any] = rows.filter(_aged(group, today))
    return found


def by_age(rows: Any, today: date) -> Mapping[str, int]:
    """How many complaints there are of each age. One query."""
    counted = {f"age_{group.from_days}": Count("pk", filter=_aged(group, today)) for group in AGE_GROUPS}
    found = rows.order_by().aggregate(**counted)
    return {group.key: found[f"age_{group.from_days}"] for group in AGE_GROUPS}


def in_time_share(deadlines: QuerySet[Any], year: int) -> int | None:
    """The percentage of the clocks that stopped this year in time; None when none stopped. One query."""
    stopped = deadlines.filter(
        stopped_on__gte=date(year, 1, 1),
        stopped_on__lte=date(year, 12, 31),
        state__in=[DeadlineState.MET, DeadlineState.MISSED],
    )
    found = stopped.order_by().aggregate(of=Count("pk"), met=Count("pk", filter=Q(state=DeadlineState.MET)))
    return round(100 * found["met"] / found["of"]) if found["of"] else None


def _aged(group: AgeGroup, today: date) -> Q:
    newest = Q(received_on__lte=today - timedelta(days=group.from_days))
    if group.to_days is None:
        return newest
    return newest & Q(received_on__gt=today - timedelta(days=group.to_days))
