"""Exports and small corrections in the admin: the visible rows of the list, in files that no sheet calculates with."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin, ImportMixin
from import_export.forms import ExportForm

from backoffice.kit import clock
from backoffice.kit.exchange.formats import SAFE_FORMATS
from backoffice.kit.refusals import Refused


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

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        """What the file holds, in the active language, and of which day: "leden-2026-03-24.csv"."""
        name = slugify(str(self.opts.verbose_name_plural))
        return f"{name}-{clock.today():%Y-%m-%d}.{file_format.get_extension()}"

    def init_request_context_data(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        """What the page shows: also how the list is filtered, so that the file holds the same rows."""
        context: dict[str, Any] = super().init_request_context_data(request, form)
        return context | {"list_query": request.GET.urlencode()}


class SmallCorrections(ImportMixin):
    """Goes before `ListExport`: corrects rows that exist with a list of the exported columns, after a preview.

    Whoever may change these, and 404 for a role that sees no such thing. All rows are corrected, or none.
    """

    import_formats = SAFE_FORMATS
    import_template_name = "admin/exchange/import.html"
    import_export_change_list_template = "admin/exchange/change_list.html"

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Who may change these."""
        allowed: bool = self.has_change_permission(request)
        return allowed

    def get_import_data_kwargs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """A wrong row takes the others with it, also when it became wrong after the preview."""
        return {**super().get_import_data_kwargs(*args, **kwargs), "rollback_on_validation_errors": True}

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The choice of a file, and the preview of what it would change."""
        self._hide_from_strangers(request)
        answer: HttpResponse = super().import_action(request, **kwargs)
        return answer

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        """Why the file cannot be read, in our own words when we know."""
        if isinstance(e, Refused):
            form.add_error("import_file", list(e.reasons))
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do what the preview shows; a second click, or an address typed over, does nothing."""
        self._hide_from_strangers(request)
        if not self.has_import_permission(request):
            raise PermissionDenied
        choose = HttpResponseRedirect(reverse(f"{self.admin_site.name}:{self.url_name('import')}"))
        if request.method != "POST":
            return choose
        try:
            answer: HttpResponse = super().process_import(request, **kwargs)
        except FileNotFoundError:
            messages.warning(request, _("This list has been dealt with already. Choose it again if need be."))
            return choose
        return answer

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """Back to the list; what became wrong after the preview is said, and nothing of it is done."""
        if result.has_errors() or result.has_validation_errors():
            messages.error(request, _("The list has become wrong since the preview. Nothing was changed."))
            return HttpResponseRedirect(reverse(f"{self.admin_site.name}:{self.url_name('import')}"))
        answer: HttpResponse = super().process_result(result, request)
        return answer
