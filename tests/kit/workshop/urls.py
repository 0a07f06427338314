"""An office of its own for the workshop."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path

from backoffice.kit.admin import OfficeAdmin, StepAdmin, step_action
from backoffice.office import OfficeSite
from tests.kit.workshop.models import Shelf, Ticket

site = OfficeSite()


@admin.register(Shelf, site=site)
class ShelfAdmin(OfficeAdmin):
    """Shelves; they can be deleted."""

    search_fields = ["name"]
    may_delete = True


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
