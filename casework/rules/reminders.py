"""When somebody is reminded of a date: before it, on it, after it, and when it goes to the coordinator.

Pure. Reminders fall on working days. The moments of a clock stand in a fixed order, so that "how many were given"
says all that has to be known about one deadline.
"""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from backoffice.kit.calendar import IsFree, add_working_days, previous_working_day

BEFORE = "before"
ON = "on"
AFTER = "after"
ESCALATED = "escalated"

# No reminder lies further from its date than this, closures and holidays included.
FURTHEST_DAYS = 400
FURTHEST_WORKING_DAYS = 200


@dataclass(frozen=True)
class Plan:
    """When a clock reminds: so many working days before its date, and escalated so many after it."""

    days_before: tuple[int, ...]
    escalated_after: int

    @property
    def moments(self) -> tuple["ReminderMoment", ...]:
        """The moments in the order in which they come."""
        before = [ReminderMoment(BEFORE, -days) for days in sorted(set(self.days_before), reverse=True)]
        after = [ReminderMoment(AFTER, 1), ReminderMoment(ESCALATED, max(self.escalated_after, 1))]
        return (*before, ReminderMoment(ON, 0), *after)


@dataclass(frozen=True)
class ReminderMoment:
    """One moment: what kind, and how many working days from the date (negative is before it)."""

    kind: str
    working_days: int

    @property
    def key(self) -> str:
        """The kind, with the distance when there can be more of them: `before_5`, `on`."""
        return f"{self.kind}_{-self.working_days}" if self.kind == BEFORE else self.kind

    def day_for(self, due: date, is_free: IsFree) -> date:
        """The working day on which the reminder of this date falls; for a free date the working day before it."""
        if self.working_days == 0:
            return previous_working_day(due, is_free)
        return add_working_days(due, self.working_days, is_free)

    def latest_due(self, on: date, is_free: IsFree) -> date:
        """The last date of which this reminder has fallen by the day `on`; it has for every earlier one too."""
        span = range(-FURTHEST_DAYS, FURTHEST_DAYS)
        reached = bisect_right(span, on, key=lambda days: self.day_for(on + timedelta(days=days), is_free))
        return on + timedelta(days=reached - FURTHEST_DAYS - 1)


def given_at_start(plan: Plan, started: date, due: date, is_free: IsFree) -> int:
    """How many reminders make no sense for this term, because they would fall on or before its own start."""
    return sum(
        moment.kind == BEFORE and moment.day_for(due, is_free) <= started < due for moment in plan.moments
    )


def given_by(plan: Plan, kinds: Collection[str]) -> int:
    """How many reminders of this plan are behind a date for which these (keys) were given, by whatever plan.

    What comes before or at the last one that was given is behind it, also when this plan alone has it.
    """
    last = max((_place(kind) for kind in kinds), default=None)
    return sum(last is not None and _place(moment.key) <= last for moment in plan.moments)


def _place(key: str) -> int:
    """Where a reminder comes in the order of all plans."""
    kind, _, days = key.partition("_")
    return -int(days) if kind == BEFORE else (ON, AFTER, ESCALATED).index(kind)


def parse_days_before(text: str) -> tuple[int, ...]:
    """The working days out of "5,2". Raises ValueError on anything that is not a list of days from 1 to 200."""
    days = tuple(int(part) for part in text.split(",") if part.strip())
    if any(not 1 <= number <= FURTHEST_WORKING_DAYS for number in days):
        raise ValueError("a reminder before the date lies from 1 to 200 working days before it")
    return days
