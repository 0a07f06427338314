"""Words about complaints as work: what is late, what comes, what waits for somebody else.

Every open complaint with a running clock is in exactly one of `late`, `waiting`, `due_today`, `due_this_week` and
`due_later`. They read the next date that each complaint keeps.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from backoffice.accounts.roles import Role
from backoffice.kit.calendar import end_of_week
from backoffice.kit.search_index import FEW
from backoffice.kit.visibility import VisibleQuerySet
from casework.states import COMMITTEE_PHASE, FINISHED, State

OVER = (*FINISHED, State.ANONYMISED)
OFFICE = "office"


class Group(StrEnum):
    """The groups of work, as addresses and lanes name them."""

    OPEN = "open"
    LATE = "late"
    TODAY = "today"
    THIS_WEEK = "week"
    LATER = "later"
    WAITING = "waiting"
    NEW = "new"


class HasPart(models.Exists):
    """Whether a complaint has one of these parts; it keeps them, for whoever counts from their side."""

    def __init__(self, parts: models.QuerySet[Any]) -> None:
        """Of parts that were not bound to a complaint yet."""
        super().__init__(parts.filter(complaint=models.OuterRef("pk")))
        self.parts = parts


class WorklistQuerySet(VisibleQuerySet[Any]):
    """Complaints by what must be done when."""

    def group(self, key: Group, on: date) -> Self:
        """The complaints of one group on a day."""
        chosen: Self = GROUPS[key](self, on)
        return chosen

    def open(self) -> Self:
        """Those in which something is to be done."""
        # Said as "not over": a list of the open states would make SQLite gather and sort them all.
        return self.exclude(state__in=OVER)

    def new(self) -> Self:
        """Those that were received and wait for the first assessment."""
        return self.filter(state=State.RECEIVED)

    def late(self, on: date) -> Self:
        """Those whose first date has passed."""
        return self.filter(next_due_on__lt=on)

    def waiting(self, on: date) -> Self:
        """Those not late in which the complainant or the provider must act first."""
        return self.filter(_waits_for_another(), next_due_on__gte=on)

    def due_today(self, on: date) -> Self:
        """Those that the office must act in this day."""
        return self.filter(~_waits_for_another(), next_due_on=on)

    def due_this_week(self, on: date) -> Self:
        """Those that the office must act in after this day, up to and including Sunday."""
        return self.filter(~_waits_for_another(), next_due_on__gt=on, next_due_on__lte=end_of_week(on))

    def due_later(self, on: date) -> Self:
        """Those that the office must act in after this week."""
        return self.filter(~_waits_for_another(), next_due_on__gt=end_of_week(on))

    def to_do_for(self, user: Any) -> Self:
        """The open ones that this user may work on (`is_handled_by` says it of one). May query the stand-ins."""
        hands = user.hands()
        mine = Q(pk__in=[])
        if user.has_role(Role.COORDINATOR):
            mine |= Q(held_by__in=hands)
        if user.has_role(Role.OFFICER):
            mine |= Q(officer__in=hands)
        if user.has_role(Role.SECRETARY):
            mine |= Q(state__in=COMMITTEE_PHASE)
        # What nobody coordinates is in the hands of every coordinator.
        return self.open().alias(held_by=Coalesce("coordinator", models.Value(user.pk))).filter(mine)

    def handled_by(self, key: Any) -> Self:
        """Those of this colleague: the officer's, and the coordinator's as long as there is no officer."""
        return self.alias(handler=Coalesce("officer", "coordinator")).filter(handler=key)

    def about(self, category: Any) -> Self:
        """Those with a part in this category (or its key). Queries: few are looked up, many are met on the way."""
        parts = self.model._meta.get_field("parts").related_model._base_manager.filter(category=category)
        complaints = parts.order_by().values("complaint")
        if complaints[: FEW + 1].count() <= FEW:
            return self.filter(pk__in=complaints)
        return self.filter(HasPart(parts))

    def concerning(self, member: Any) -> Self:
        """Those about this member (or its key): looked up first, whatever else is asked, as a member has few."""
        return self.filter(pk__in=self.model._base_manager.filter(member=member).values("pk"))

    def to_count(self) -> models.QuerySet[Any]:
        """What has as many rows as these, and reaches a limit soonest.

        The parts of a category lie in an index by the key of their complaint, so that its complaints are counted in
        there when nothing else is asked. Any other question has an index of its own, which an order would keep from
        being used.
        """
        asked = self.query.where.children
        only = getattr(asked[0], "lhs", None) if len(asked) == 1 else None
        if isinstance(only, HasPart):
            return only.parts.order_by().values("complaint").distinct()
        return self.order_by()

    def for_list(self) -> Self:
        """With what a line in a list shows; without the encrypted text. Two more queries for any number of lines."""
        return (
            self.select_related("member", "coordinator", "officer")
            .defer("narrative", "wish", "result", "declined_reason", "declined_refer_to")
            .prefetch_related(self._complainants(), self._running_clocks())
        )

    def for_lines(self) -> Self:
        """With no more of its own columns, and of the people's and the member's, than a line of the list shows."""
        return self.select_related("member", "coordinator", "officer").only(
            "number", "state", "received_on", "member__name", "coordinator__name", "officer__name"
        )

    def for_cards(self) -> Self:
        """As `for_list`, with what the guards of the steps ask. Three more queries for any number of cards."""
        part = self.model._meta.get_field("parts").related_model._base_manager
        parts = models.Prefetch("parts", part.defer("text"))
        return self.for_list().prefetch_related("parties", "consents", parts)

    def _complainants(self) -> Any:
        parties = self.model._meta.get_field("parties").related_model._base_manager
        return models.Prefetch("parties", parties.filter(role="complainant"), to_attr="complainants")

    def _running_clocks(self) -> Any:
        clocks = self.model._meta.get_field("deadlines").related_model._default_manager
        running = clocks.running().select_related("rule").order_by("due_on", "pk")
        return models.Prefetch("deadlines", running, to_attr="running_clocks")


def _waits_for_another() -> Q:
    return Q(waits_for__in=["complainant", "provider"]) | Q(state=State.AWAITING_CONSENT)


GROUPS: Mapping[Group, Callable[[Any, date], Any]] = {
    Group.OPEN: lambda rows, on: rows.open(),
    Group.LATE: lambda rows, on: rows.late(on),
    Group.TODAY: lambda rows, on: rows.due_today(on),
    Group.THIS_WEEK: lambda rows, on: rows.due_this_week(on),
    Group.LATER: lambda rows, on: rows.due_later(on),
    Group.WAITING: lambda rows, on: rows.waiting(on),
    Group.NEW: lambda rows, on: rows.new(),
}
