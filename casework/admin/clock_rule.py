"""The clocks, which the administrator edits: a change is for clocks that start, unless it is asked to hold for all."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.kit.admin import OfficeAdmin
from casework.actions.clock_rules import apply_rules, follow_plan, moved_by_rules
from casework.admin.moved import moved_list
from casework.models import ClockRule
from casework.presentation.deadlines import language_code
from casework.rules.deadline_words import term_in_words

FIXED_ONCE_USED = ("starts_at", "stops_at")
WHY_FIXED = gettext_lazy(
    "What starts and stops a clock is fixed once it has run. For another start or end, make a new version of the "
    "procedure."
)
WHEN_IT_REMINDS = {"reminders", "escalate_after"}
WHY_EXPLAINED = gettext_lazy(
    "A change holds for clocks that start from now on. Clocks that run already keep the terms they began under. "
    "“Apply to running clocks” shows which dates would move, and moves them when you say so."
)


@admin.register(ClockRule)
class ClockRuleAdmin(OfficeAdmin):
    """A clock is switched off rather than removed: what ran by it stays explained."""

    change_form_template = "admin/casework/clockrule/change_form.html"
    list_display = ("title", "procedure", "term", "basis", "reminders", "is_statutory", "is_active")
    list_filter = ("procedure", "is_statutory", "is_active")
    list_select_related = ("procedure",)
    search_fields = ("title", "key")
    ordering = ("procedure", "order", "key")
    object_views = {"apply": "apply_view"}
    fieldsets = (
        (None, {"fields": ("procedure", "key", "title", "basis", "is_active"), "description": WHY_EXPLAINED}),
        (
            gettext_lazy("How long"),
            {"fields": (("length", "unit"), "backwards", "is_statutory", "shifts", "moves_when_closed")},
        ),
        (
            gettext_lazy("Extension and pause"),
            {"fields": (("extension_length", "extension_unit"), "may_pause")},
        ),
        (
            gettext_lazy("From what to what"),
            {"fields": ("starts_at", "stops_at", "waits_for"), "description": WHY_FIXED},
        ),
        (gettext_lazy("Reminders"), {"fields": ("reminders", "escalate_after", "order")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: ClockRule | None = None) -> tuple[str, ...]:
        """What deadlines refer to stays; once one ran, so does from what to what it runs."""
        if obj is None:
            return ()
        return ("procedure", "key", *(FIXED_ONCE_USED if obj.deadlines.exists() else ()))

    def save_model(self, request: HttpRequest, obj: ClockRule, form: Any, change: bool) -> None:
        """Save it, and say what that does not do."""
        super().save_model(request, obj, form, change)
        if change and not WHEN_IT_REMINDS.isdisjoint(form.changed_data):
            follow_plan(obj)
        if change and form.has_changed():
            self._offer_to_apply(request, obj)

    def _offer_to_apply(self, request: HttpRequest, rule: ClockRule) -> None:
        count = len(moved_by_rules(ClockRule.objects.filter(pk=rule.pk)))
        if not count:
            return
        text = ngettext(
            "%(count)s clock runs under the old terms; its date did not move.",
            "%(count)s clocks run under the old terms; their dates did not move.",
            count,
        )
        url = reverse("admin:casework_clockrule_apply", args=[rule.pk])
        link = format_html('{} <a href="{}">{}</a>', text % {"count": count}, url, _("See what would move"))
        messages.info(request, link)

    def apply_view(self, request: HttpRequest, rule: ClockRule) -> HttpResponse:
        """What would move when the running clocks got the present terms; on a post they do."""
        if not self.has_change_permission(request, rule):
            raise Http404
        rules = ClockRule.objects.filter(pk=rule.pk)
        if request.method == "POST":
            moved = apply_rules(rules, by=request.user, why=_("The clock rule was changed."))
            text = ngettext("%(count)s date was moved.", "%(count)s dates were moved.", len(moved))
            messages.success(request, text % {"count": len(moved)})
            return HttpResponseRedirect(reverse("admin:casework_clockrule_change", args=[rule.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": rule,
            "title": _("Apply to running clocks"),
            "moved": moved_list(moved_by_rules(rules), request.user),
        }
        return TemplateResponse(request, "admin/casework/clockrule/apply.html", context)

    @admin.display(description=gettext_lazy("term"))
    def term(self, rule: ClockRule) -> str:
        """How long it is, in words."""
        return term_in_words(rule.length, rule.unit, language_code())
