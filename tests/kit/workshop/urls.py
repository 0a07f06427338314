"""An office of its own for the workshop."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path

from backoffice.kit.admin import (
    OfficeAdmin,
    OfficeStackedInline,
    OfficeTabularInline,
    StepAdmin,
    step_action,
)
from backoffice.office import OfficeSite
from tests.kit.workshop.models import Shelf, Ticket

site = OfficeSite()


class TicketsOnShelf(OfficeTabularInline):
    """The tickets of a shelf, one a line."""

    model = Ticket
    fk_name = "shelf"
    fields = ["title", "note"]


class OtherTicketsOnShelf(OfficeStackedInline):
    """The tickets that name a shelf as their other one, each a block."""

    model = Ticket
    fk_name = "other_shelf"
    fields = ["title", "note"]


@admin.register(Shelf, site=site)
class ShelfAdmin(OfficeAdmin):
    """Shelves; they can be deleted."""

    search_fields = ["name"]
    may_delete = True
    fields = ["name"]
    inlines = [TicketsOnShelf, OtherTicketsOnShelf]


@admin.register(Ticket, site=site)
class TicketAdmin(StepAdmin):
    """Tickets."""

    list_display = ["title", "state"]
    list_filter = ["state", "shelf"]
    search_fields = ["title"]
    fields = ["title", "note", "shelf", "other_shelf", "state"]
    raw_id_fields = ["other_shelf"]
    actions = [step_action("finish", "Finish the chosen")]
    object_views = {"paper": "paper_view"}

    def paper_view(self, request: HttpRequest, ticket: Ticket) -> HttpResponse:
        """A further page of one ticket."""
        return HttpResponse(f"paper of {ticket}")


urlpatterns = [path("admin/", site.urls)]
