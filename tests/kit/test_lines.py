"""The lines of a list are Django's own, to the letter."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.templatetags.admin_list import results
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import resolve
from django.utils.html import format_html

from backoffice.accounts.models import User
from backoffice.kit.admin.lines import lines
from tests.kit.workshop.models import Shelf, Ticket

pytestmark = [pytest.mark.urls("tests.kit.workshop.urls"), pytest.mark.usefixtures("workshop")]
TICKETS = "/admin/workshop/ticket/"


def called(ticket: Ticket) -> str:
    """A column that is a function."""
    return "a < b"


class AllColumns(admin.ModelAdmin):
    """Every kind of column that Django knows."""

    list_display = (
        "action_checkbox", "__str__", "title", "owner", "shelf", "shelf__name", "state", "version", "empty",
        "blank", "script", "html", "day", "amount", "is_new", "named_empty", "lost", "several", called,
    )  # fmt: skip
    list_filter = ("state",)

    def empty(self, ticket: Ticket) -> None:
        """Nothing."""

    def blank(self, ticket: Ticket) -> str:
        return "  "

    def script(self, ticket: Ticket) -> str:
        return "<script>&'\""

    def html(self, ticket: Ticket) -> str:
        return format_html("<b>{}</b>", "a & b")

    def day(self, ticket: Ticket) -> dt.date:
        return dt.date(2026, 3, 24)

    def amount(self, ticket: Ticket) -> Decimal:
        return Decimal("1234.50")

    @admin.display(boolean=True)
    def is_new(self, ticket: Ticket) -> bool:
        return ticket.state == "new"

    @admin.display(empty_value="nobody")
    def named_empty(self, ticket: Ticket) -> None:
        """Nothing, in own words."""

    def lost(self, ticket: Ticket) -> str:
        raise ObjectDoesNotExist

    def several(self, ticket: Ticket) -> list[str]:
        return ["one", "<two>"]


@pytest.fixture
def two_tickets(coordinator: User) -> None:
    shelf = Shelf.objects.create(name="Shelf <1>")
    Ticket.objects.create(title="Kettle & lid", owner=coordinator, shelf=shelf)
    Ticket.objects.create(title="Lamp", owner=coordinator)


def changes(coordinator: User, query: str, links: Any) -> Any:
    """The list as the admin makes it."""
    request: HttpRequest = RequestFactory().get(f"{TICKETS}?{query}")
    request.user, request.resolver_match = coordinator, resolve(TICKETS)
    model_admin = AllColumns(Ticket, admin.site)
    model_admin.list_display_links = links
    made = model_admin.get_changelist_instance(request)
    made.formset = None  # as its view does
    return made


@pytest.mark.usefixtures("two_tickets")
@pytest.mark.parametrize("links", [(), None, ("title", "html")], ids=["first", "none", "chosen"])
@pytest.mark.parametrize("query", ["", "state__exact=new&o=1", "_popup=1", "_popup=1&_to_field=id"])
def test_lines_are_what_django_writes(coordinator: User, query: str, links: Any) -> None:
    ours = ["".join(line) for line in lines(changes(coordinator, query, links))]
    djangos = ["".join(line) for line in results(changes(coordinator, query, links))]

    assert len(djangos) == 2
    assert ours == djangos


def test_an_empty_list_has_no_lines(coordinator: User) -> None:
    assert list(lines(changes(coordinator, "", ()))) == []
