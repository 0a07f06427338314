"""The page of subscriptions: steps change them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from backoffice.kit.admin import StepAdmin
from billing.models import Subscription


class SubscriptionForm(forms.ModelForm):
    """A new subscription."""

    def clean(self) -> dict[str, Any]:
        """One at a time: the state is no field here, so the rule of the database is asked by itself."""
        cleaned = super().clean() or self.cleaned_data
        member, product = cleaned.get("member"), cleaned.get("product")
        if (
            member
            and product
            and Subscription.objects.not_ended().filter(member=member, product=product).exists()
        ):
            self.add_error("product", _("This member has this subscription already."))
        return cleaned


@admin.register(Subscription)
class SubscriptionAdmin(StepAdmin):
    """Subscriptions: who has what, from when until when."""

    form = SubscriptionForm
    list_display = ["member", "product", "state", "starts_on", "ends_on"]
    list_filter = ["state", "product"]
    list_select_related = ["member", "product"]
    search_fields = ["member__search_text"]
    ordering = ["member__number", "product__order"]
    autocomplete_fields = ["member"]
    fields = ["member", "product", "state", "starts_on", "ends_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What was agreed stays; the last day comes from a step."""
        fixed = ("member", "product", "starts_on", "ends_on") if obj else ("ends_on",)
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By the member's number, name or city."""
        return queryset.of_members(search_term), False
