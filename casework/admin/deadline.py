"""Deadlines: a list to look at, and a page that says why the date is what it is."""

from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from backoffice.kit.admin import StepAdmin
from backoffice.kit.admin.steps import StepBar
from casework.admin.deadline_list import DeadlineColumns
from casework.models import Deadline
from casework.presentation.deadlines import explain


@admin.register(Deadline)
class DeadlineAdmin(DeadlineColumns, StepAdmin):
    """Dates are counted, not typed: they move by steps, by closures and by rules."""

    fields = ("case_link", ("due", "left"), ("clock_shown", "state_shown", "waits_for"), "why_this_date")
    readonly_fields = (
        "case_link",
        "due",
        "left",
        "clock_shown",
        "state_shown",
        "waits_for",
        "why_this_date",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Clocks start by themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is typed here; the steps ask their own permission."""
        return False

    def step_bar(self, request: HttpRequest, obj: Any) -> StepBar:
        """What can be done comes first: what is impossible for one clock is ordinary for another."""
        bar = super().step_bar(request, obj)
        return replace(bar, options=tuple(sorted(bar.options, key=lambda option: not option.is_usable)))

    @admin.display(description=_("case"))
    def case_link(self, deadline: Deadline) -> SafeString:
        """The case, to go there."""
        url = reverse("admin:casework_complaint_change", args=[deadline.complaint_id])
        return format_html('<a href="{}">{}</a>', url, deadline.complaint)

    @admin.display(description=_("why this date?"))
    def why_this_date(self, deadline: Deadline) -> str:
        """The lines that explain the date."""
        return render_to_string("admin/casework/deadline/why.html", {"why": explain(deadline)})
