"""The pages of members."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.admin import OfficeAdmin, OfficeTabularInline
from backoffice.kit.exchange.admin import ListExport
from billing.actions.member_edits import log_edit, snapshot
from billing.admin.member_filters import (
    LawFilter,
    MembershipFilter,
    ProcedureFilter,
    ProductFilter,
    ServicesFilter,
)
from billing.admin.member_form import MemberForm
from billing.admin.member_log import log_of
from billing.exchange import MemberResource
from billing.models import Contact, Member, Subscription
from billing.queries.coverage import missing_names
from documents.admin.batch_action import LetterBatches
from documents.admin.letter_pages import SubjectLettersMixin


class ContactInline(OfficeTabularInline):
    """The people at a member."""

    model = Contact
    fields = ["role", "name", "email", "phone"]


class SubscriptionInline(OfficeTabularInline):
    """What a member has; it is changed by steps on the subscription's own page."""

    model = Subscription
    fields = ["product", "state", "starts_on", "ends_on"]
    readonly_fields = ["product", "state", "starts_on", "ends_on"]
    show_change_link = True
    can_delete = False

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """A new one is made on its own page."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what each row shows."""
        return super().get_queryset(request).select_related("product", "member")


@admin.register(Member)
class MemberAdmin(SubjectLettersMixin, ListExport, LetterBatches, OfficeAdmin):
    """Members: who they are, what they have, and what is missing."""

    resource_classes = [MemberResource]
    form = MemberForm
    change_form_template = "admin/billing/member/change_form.html"
    list_display = ["number", "name", "city", "sector", "shown_laws", "kvk", "joined_on", "left_on"]
    list_display_links = ["number", "name"]
    list_filter = [MembershipFilter, ServicesFilter, LawFilter, ProductFilter, ProcedureFilter, "legal_form"]
    search_fields = ["search_text"]
    search_help_text = _("Number, name or city")
    ordering = ["number"]
    autocomplete_fields = ["umbrella"]
    inlines = [ContactInline, SubscriptionInline]
    fieldsets = [
        (None, {"fields": [("number", "name"), ("legal_form", "sector"), "laws", "procedure"]}),
        (_("Membership"), {"fields": [("joined_on", "left_on"), ("umbrella", "umbrella_pays")]}),
        (_("Numbers"), {"fields": [("kvk", "branch", "agb")]}),
        (
            _("Address"),
            {"fields": [("street", "house_number"), ("postcode", "city"), ("email", "phone"), "website"]},
        ),
        (
            _("Invoices"),
            {
                "fields": [
                    ("invoice_street", "invoice_house_number"),
                    ("invoice_postcode", "invoice_city"),
                    ("invoice_email", "vat_number"),
                    "iban",
                    ("mandate_reference", "mandate_signed_on"),
                ]
            },
        ),
    ]

    @admin.display(description=_("care laws"), ordering="laws")
    def shown_laws(self, member: Member) -> str:
        """The laws with commas."""
        return ", ".join(member.laws)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Every word in the number, name or city, without regard to accents."""
        return queryset.search(search_term), False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and remember what was before, for the log."""
        form.before = snapshot(obj) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save contacts, then log everything that changed."""
        super().save_related(request, form, formsets, change)
        log_edit(form.instance, form.before, by=request.user)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The page, with the warning when services are missing and with the change log."""
        if obj is not None:
            context |= {
                "missing_services": missing_names(obj, clock.today()),
                "member_log": log_of(obj),
                "letters": self.letters_box(request, obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)
