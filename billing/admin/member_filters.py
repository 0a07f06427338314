"""The filters of the list of members."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from billing.models import CareLaw, MemberQuerySet, Product, Subscription
from billing.procedures import known_procedures


class MembershipFilter(admin.SimpleListFilter):
    """Who is a member today, who leaves, who has left."""

    title = _("membership")
    parameter_name = "membership"
    words: dict[str, Callable[[MemberQuerySet, date], MemberQuerySet]] = {
        "member": lambda rows, today: rows.members_on(today),
        "leaving": lambda rows, today: rows.filter(left_on__gte=today),
        "left": lambda rows, today: rows.filter(left_on__lt=today),
        "coming": lambda rows, today: rows.filter(joined_on__gt=today),
    }

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """The choices."""
        return [
            ("member", _("member today")),
            ("leaving", _("leaving")),
            ("left", _("has left")),
            ("coming", _("not yet a member")),
        ]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """The chosen members."""
        chosen = self.words.get(self.value() or "")
        return chosen(queryset, clock.today()) if chosen else queryset


class ServicesFilter(admin.SimpleListFilter):
    """Whether the subscriptions cover the care laws."""

    title = _("services")
    parameter_name = "services"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """The choices."""
        return [("missing", _("do not cover the care laws")), ("covered", _("cover the care laws"))]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """The chosen members; only those who are member today."""
        if self.value() == "missing":
            return queryset.lacking_services(clock.today())
        return queryset.with_required_services(clock.today()) if self.value() == "covered" else queryset


class LawFilter(admin.SimpleListFilter):
    """Members that work under a care law."""

    title = _("care law")
    parameter_name = "law"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """The care laws."""
        return list(CareLaw.choices)

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """The chosen members."""
        return (
            queryset.filter(laws__contains=f"|{self.value()}|")
            if self.value() in CareLaw.values
            else queryset
        )


class ProductFilter(admin.SimpleListFilter):
    """Members that have a product today."""

    title = _("product")
    parameter_name = "product"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """The products. Queries."""
        return list(Product.objects.values_list("code", "name"))

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """The chosen members."""
        if not self.value():
            return queryset
        held = Subscription.objects.in_force_on(clock.today()).filter(member=OuterRef("pk"))
        return queryset.filter(Exists(held.filter(product__code=self.value())))


class ProcedureFilter(admin.SimpleListFilter):
    """Members with a complaints procedure."""

    title = _("procedure")
    parameter_name = "procedure"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """The procedures. Queries."""
        return list(known_procedures().items())

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """The chosen members."""
        return queryset.filter(procedure=self.value()) if self.value() else queryset
