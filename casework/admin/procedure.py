"""The procedures under which complaints begin, version by version."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.kit.admin import OfficeAdmin
from casework.actions.clock_rules import copy_clock_rules
from casework.models import ClockRule, Procedure


class NewProcedureForm(forms.ModelForm):
    """A new version has the same clocks as the one before, unless somebody wants to make them all anew."""

    takes_over_clocks = forms.BooleanField(
        label=gettext_lazy("take over the clocks of the version before"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "You can change them afterwards; the clocks of the version before stay as they are. Without clocks the "
            "complaints under this version have no terms and nobody is reminded."
        ),
    )

    class Meta:
        model = Procedure
        fields = (
            "key",
            "version",
            "name",
            "legal_basis",
            "own_board_first",
            "has_committee",
            "is_current",
        )


@admin.register(Procedure)
class ProcedureAdmin(OfficeAdmin):
    """A version that complaints began under keeps its key and number; a change makes a new version."""

    list_display = ("name", "key", "version", "legal_basis", "has_committee", "own_board_first", "is_current")
    list_filter = ("is_current", "has_committee")
    search_fields = ("name", "key")
    ordering = ("key", "-version")

    def get_form(
        self, request: HttpRequest, obj: Procedure | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """A new one asks what becomes of the clocks."""
        if obj is None:
            kwargs["form"] = NewProcedureForm
        return super().get_form(request, obj, change, **kwargs)

    def get_readonly_fields(self, request: object, obj: Procedure | None = None) -> tuple[str, ...]:
        """What complaints refer to stays."""
        return ("key", "version") if obj else ()

    def save_model(self, request: HttpRequest, obj: Procedure, form: Any, change: bool) -> None:
        """Save it, with the clocks that were asked for; a current version without clocks is not left unsaid."""
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("takes_over_clocks"):
            _take_over_clocks(request, obj)
        if obj.is_current and not obj.clock_rules.filter(is_active=True).exists():
            _warn_of_no_clocks(request, obj)


def _take_over_clocks(request: HttpRequest, procedure: Procedure) -> None:
    before = Procedure.objects.before(procedure)
    count = copy_clock_rules(before, procedure) if before else 0
    if count:
        text = ngettext(
            "%(count)s clock was taken over from version %(version)s.",
            "%(count)s clocks were taken over from version %(version)s.",
            count,
        )
        messages.info(request, text % {"count": count, "version": before.version})


def _warn_of_no_clocks(request: HttpRequest, procedure: Procedure) -> None:
    text = _(
        "“%(procedure)s” is current but has no clocks: complaints under it get no terms, and nobody is reminded."
    )
    url = f"{reverse(f'admin:{ClockRule._meta.app_label}_clockrule_add')}?procedure={procedure.pk}"
    warning = format_html('{} <a href="{}">{}</a>', text % {"procedure": procedure}, url, _("Add a clock"))
    messages.warning(request, warning)
