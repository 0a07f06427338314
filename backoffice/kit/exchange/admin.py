"""Exports in the admin: the visible rows of the list, as it is filtered, in files that no sheet calculates with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from backoffice.kit.exchange.formats import SAFE_FORMATS


class ListExport(ExportMixin):
    """Goes before `OfficeAdmin`; who may see the list may export it."""

    formats = SAFE_FORMATS
    export_form_class = ExportForm
    export_template_name = "admin/exchange/export.html"
    import_export_change_list_template = "admin/exchange/change_list.html"

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Who may see these."""
        allowed: bool = self.has_view_permission(request)
        return allowed

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """The choice of format, and the file; 404 for a role that sees no such thing."""
        self._hide_from_strangers(request)
        answer: HttpResponse = super().export_action(request)
        return answer

    def init_request_context_data(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        """What the page shows: also how the list is filtered, so that the file holds the same rows."""
        context: dict[str, Any] = super().init_request_context_data(request, form)
        return context | {"list_query": request.GET.urlencode()}
