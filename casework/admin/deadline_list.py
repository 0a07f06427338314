"""The filters and columns of the list of deadlines."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from casework.admin.complaint_filters import ChoiceFilter
from casework.deadline_states import DeadlineState
from casework.models import ClockRule, Deadline
from casework.presentation.deadlines import days_in_words

OPEN, EVERYTHING = "open", "all"


class WhenFilter(ChoiceFilter):
    """How pressing they are; without a choice those that are not over."""

    title = _("when")
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """From late to over."""
        return [
            ("late", _("Late")),
            ("today", _("Today")),
            ("week", _("This week")),
            ("waiting", _("Waiting for someone else")),
            ("paused", DeadlineState.PAUSED.label),
            (EVERYTHING, _("Those that are over too")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The open ones, or those that were chosen."""
        rows: Any = queryset
        return rows.open() if self.value() is None else super().queryset(request, queryset)

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The chosen ones, as of today."""
        today = clock.today()
        found: dict[str, Any] = {
            "late": queryset.late(today),
            "today": queryset.due_today(today),
            "week": queryset.due_this_week(today),
            "waiting": queryset.waiting_for_others(today),
            "paused": queryset.filter(state=DeadlineState.PAUSED),
            EVERYTHING: queryset,
        }
        rows: QuerySet[Any] = found[value]
        return rows


class WhoseClockFilter(ChoiceFilter):
    """Whose cases they are of."""

    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """One's own."""
        return [("mine", _("Mine to do"))]

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """Those of the cases that this user handles, or a colleague whom they stand in for."""
        user: Any = request.user
        rows: QuerySet[Any] = queryset.in_hands_of(user.hands())
        return rows


class ClockFilter(ChoiceFilter):
    """Which clock it is, whatever the procedure."""

    title = _("clock")
    parameter_name = "clock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The clocks there are, by name. One query."""
        return sorted(dict(ClockRule.objects.order_by("pk").values_list("key", "title")).items())

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """Those of this clock."""
        rows: QuerySet[Any] = queryset.filter(key=value)
        return rows


class DeadlineChangeList(ChangeList):
    """The page of rows, with everything its columns show."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """The filtered rows, ready to be shown."""
        rows: Any = super().get_queryset(request, exclude_parameters)
        found: QuerySet[Any] = rows.for_list()
        return found


class DeadlineColumns:
    """The list's columns, filters and order."""

    list_display: Any = ("case", "clock_shown", "due", "left", "state_shown", "waits_for", "handler")
    list_filter: Any = (WhenFilter, WhoseClockFilter, ClockFilter)
    sortable_by: Any = ()
    ordering: Any = ("due_on", "pk")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list that fetches what its columns show."""
        return DeadlineChangeList

    @admin.display(description=_("case"))
    def case(self, deadline: Deadline) -> str:
        """The case number."""
        return str(deadline.complaint)

    @admin.display(description=_("clock"))
    def clock_shown(self, deadline: Deadline) -> str:
        """The name of the clock."""
        return deadline.rule.title

    @admin.display(description=_("date"))
    def due(self, deadline: Deadline) -> str:
        """The date."""
        return date_format(deadline.due_on, "D j F Y")

    @admin.display(description=_("how long"))
    def left(self, deadline: Deadline) -> SafeString | str:
        """How far that is: in colour and in words."""
        if deadline.state != DeadlineState.RUNNING:
            return "–"
        left = days_in_words(deadline.due_on, clock.today())
        return format_html('<span class="words words-{}">{}</span>', left.level, left)

    @admin.display(description=_("state"))
    def state_shown(self, deadline: Any) -> str:
        """Whether it runs."""
        return str(deadline.get_state_display())

    @admin.display(description=_("who must act"))
    def waits_for(self, deadline: Any) -> str:
        """Who must act before the date."""
        return str(deadline.rule.get_waits_for_display())

    @admin.display(description=_("handler"))
    def handler(self, deadline: Deadline) -> str:
        """The officer, or else the coordinator."""
        who = deadline.complaint.officer or deadline.complaint.coordinator
        return who.name if who else "–"
