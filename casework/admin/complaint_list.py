"""The columns of the complaints list. None of them queries: `ComplaintChangeList` has fetched what they show."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.admin import OfficeAdmin
from casework.admin import complaint_filters as by
from casework.models import Complaint, Deadline, Party
from casework.presentation.deadlines import days_in_words, short_day
from casework.queries.complaints import NEWEST_FIRST
from casework.states import State

NOTHING = "–"
BY_DATE = frozenset(group.value for group in by.BY_NEXT_DATE)
FIRST_DATE_FIRST = ("next_due_on", "pk")


class ComplaintChangeList(ChangeList):
    """The page of rows, with everything its columns show."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """The filtered rows, with their own columns and the people's."""
        rows: Any = super().get_queryset(request, exclude_parameters)
        return rows.for_lines()

    def get_results(self, request: HttpRequest) -> None:
        """The rows of the page, with the complainants and the clocks. Three queries and a count."""
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        keys = [complaint.pk for complaint in rows]
        names, clocks = Party.objects.complainant_names(keys), Deadline.objects.next_clocks(keys)
        for complaint in rows:
            complaint.complainant_name = names.get(complaint.pk, NOTHING)
            complaint.next_clock = clocks.get(complaint.pk)
        self.result_list = rows

    def get_ordering_field_columns(self) -> dict[int, Any]:
        """The column with the arrow; none in the groups of work, which stand in the order of their dates."""
        if ORDER_VAR not in self.params and self.params.get(by.GroupFilter.parameter_name) in BY_DATE:
            return {}
        columns: dict[int, Any] = super().get_ordering_field_columns()
        return columns


class ComplaintColumns(OfficeAdmin):
    """The list's columns, filters and order."""

    list_display = (
        "case",
        "next_date",
        "state_shown",
        "member_shown",
        "complainant_shown",
        "handler",
        "received_on",
    )
    list_filter = (
        by.GroupFilter,
        by.WhoseFilter,
        by.StateFilter,
        by.HandlerFilter,
        by.CategoryFilter,
        "procedure",
        by.ChannelFilter,
        by.FlagFilter,
        by.AgeFilter,
        by.MemberFilter,
    )
    search_fields = ("search_text",)
    search_help_text = _("Case number, name, or name or number of the member")
    sortable_by = ("case", "received_on")
    list_display_links = ("case",)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list that fetches what its columns show."""
        return ComplaintChangeList

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """The newest first; in the groups of work the date that comes first."""
        is_by_date = request.GET.get(by.GroupFilter.parameter_name) in BY_DATE
        return FIRST_DATE_FIRST if is_by_date else NEWEST_FIRST

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The complaints with every word of the search, through the index."""
        return queryset.search(search_term), False

    # --- displays -------------------------------------------------------------------------------------------------

    @admin.display(description=_("case"), ordering="number")
    def case(self, complaint: Complaint) -> str:
        """The case number."""
        return str(complaint)

    @admin.display(description=_("state"))
    def state_shown(self, complaint: Complaint) -> SafeString:
        """Where it stands."""
        label = State(complaint.state).label  # what Django makes of the choices is slow for every line
        return format_html('<span class="state state-{}">{}</span>', complaint.state, label)

    @admin.display(description=_("member"))
    def member_shown(self, complaint: Complaint) -> str:
        """The name of the member."""
        return complaint.member.name if complaint.member else NOTHING

    @admin.display(description=_("complainant"))
    def complainant_shown(self, complaint: Any) -> str:
        """The name of the complainant."""
        name: str = complaint.complainant_name
        return name

    @admin.display(description=_("next date"))
    def next_date(self, complaint: Any) -> SafeString | str:
        """The clock that ends first, its date, and how far that is: in colour and in words."""
        ends_first = complaint.next_clock
        if ends_first is None:
            return NOTHING
        left = days_in_words(ends_first.due_on, clock.today())
        return format_html(
            '<span class="date-words"><span class="words words-{}">{}</span> · {}</span>'
            '<span class="quiet date-what">{}</span>',
            left.level,
            left,
            short_day(ends_first.due_on),
            ends_first.title,
        )

    @admin.display(description=_("handler"))
    def handler(self, complaint: Complaint) -> str:
        """The officer, or else the coordinator."""
        who = complaint.officer or complaint.coordinator
        return who.name if who else NOTHING
