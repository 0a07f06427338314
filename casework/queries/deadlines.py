"""Words about deadlines: which run, which are late, which wait for somebody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import models

from backoffice.kit.calendar import end_of_week
from backoffice.kit.history import EventQuerySet
from backoffice.kit.visibility import visible
from casework.deadline_states import OPEN_CLOCK, DeadlineState
from casework.queries.complaints import ThroughComplaint

OFFICE = "office"


@dataclass(frozen=True, slots=True)
class NextClock:
    """What a line of the complaints list says of the clock that ends first."""

    due_on: date
    title: str


class DeadlineQuerySet(ThroughComplaint):
    """Deadlines; `visible_to` leaves those of the complaints that a user may see."""

    def running(self) -> Self:
        """Those whose clock runs: neither paused nor stopped."""
        return self.filter(state=DeadlineState.RUNNING)

    def open(self) -> Self:
        """Those that are not over: running or paused."""
        return self.filter(state__in=OPEN_CLOCK)

    def late(self, on: date) -> Self:
        """Running ones whose date has passed."""
        return self.running().filter(due_on__lt=on)

    def due_today(self, on: date) -> Self:
        """Running ones whose date is this day."""
        return self.running().filter(due_on=on)

    def due_this_week(self, on: date) -> Self:
        """Running ones whose date comes after this day, up to and including Sunday."""
        return self.running().filter(due_on__gt=on, due_on__lte=end_of_week(on))

    def waiting_for_others(self, on: date) -> Self:
        """Running ones, not late, for which the complainant or the provider must act."""
        return self.running().filter(due_on__gte=on).exclude(rule__waits_for=OFFICE)

    def in_hands_of(self, users: Iterable[int]) -> Self:
        """Those of complaints that one of these users (by key) handles."""
        keys = list(users)
        return self.filter(
            models.Q(complaint__officer__in=keys)
            | models.Q(complaint__officer__isnull=True, complaint__coordinator__in=keys)
        )

    def next_clocks(self, complaints: Iterable[int]) -> dict[int, NextClock]:
        """Of each complaint (by key) that has one running, the clock that ends first. One query, no deadlines made."""
        running = self.running().filter(complaint__in=complaints).order_by("-due_on", "-pk")
        found = running.values_list("complaint", "due_on", "rule__title")
        return {complaint: NextClock(due_on, title) for complaint, due_on, title in found}

    def for_list(self) -> Self:
        """With what a list shows, in the order of the dates."""
        people = ("complaint__officer", "complaint__coordinator")
        return self.select_related("rule", "complaint", *people).order_by("due_on", "pk")


class DeadlineEventQuerySet(EventQuerySet):
    """The history of deadlines."""

    def visible_to(self, user: Any) -> Self:
        """The history of the deadlines that this user may see."""
        deadline = self.model._meta.get_field("deadline").related_model
        return self.filter(deadline__in=visible(deadline, user))
