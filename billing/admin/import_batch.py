"""The pages of a member list: bring in, watch the check, look at the preview, confirm, undo."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.kit.admin import OfficeAdmin
from backoffice.kit.heartbeat import worker_health
from backoffice.kit.transitions import Refused
from billing.actions.import_checking import check_again
from billing.actions.import_ordering import order_confirm, order_undo
from billing.actions.member_import import put_away, receive_list
from billing.admin.import_form import ReceiveListForm
from billing.admin.import_preview import error_list, page_of_rows
from billing.member_list.progress import progress_of
from billing.models import BatchState, ImportBatch

Action = Callable[..., None]


@admin.register(ImportBatch)
class ImportBatchAdmin(OfficeAdmin):
    """Member lists. The page of a list is its preview; nothing of it can be typed over."""

    list_display = ["filename", "state", "shown_counts", "created_at", "created_by", "done_at", "done_by"]
    list_filter = ["state"]
    list_select_related = ["created_by", "done_by"]
    empty_list_text = gettext_lazy("No list has been brought in yet. Choose “Add member list”.")
    object_views = {
        "confirm": "confirm_view",
        "undo": "undo_view",
        "check": "check_view",
        "put-away": "put_away_view",
        "errors": "errors_view",
    }

    @admin.display(description=gettext_lazy("rows"))
    def shown_counts(self, batch: ImportBatch) -> str:
        """The counts in words."""
        return (
            _("%(new)s new · %(changed)s changed · %(unchanged)s unchanged · %(wrong)s wrong") % batch.counts
        )

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Choose a file; the worker then checks it."""
        if not self.has_add_permission(request):
            return super().add_view(request, form_url, extra_context)
        form = ReceiveListForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                batch = receive_list(
                    upload, upload.name, by=request.user, mapping=form.cleaned_data["mapping"]
                )
                return HttpResponseRedirect(self.page_of(batch))
            except Refused as refused:
                form.add_error("file", list(refused.reasons))
        return self._answer(
            request,
            "admin/billing/importbatch/receive.html",
            {"form": form, "title": _("Bring in a member list")},
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The preview; there is nothing to save here."""
        self._hide_from_strangers(request)
        batch = self.object_or_404(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return self._answer(request, "admin/billing/importbatch/preview.html", self._preview(request, batch))

    def confirm_view(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        """Do what the preview shows."""
        return self._act(
            request, batch, order_confirm, _("The list was brought in: everything in it is done.")
        )

    def undo_view(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        """Take back what the list did."""
        return self._act(
            request, batch, order_undo, _("The list was undone: everything is as it was before.")
        )

    def check_view(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        """Compare the list again with the members as they are now."""
        return self._act(request, batch, check_again, _("The list is being checked again."))

    def put_away_view(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        """Leave the list as it is."""
        return self._act(
            request,
            batch,
            put_away,
            _("The list was put away. Nothing of it was done; it can be checked again."),
        )

    def errors_view(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        """The wrong cells as a list to work through."""
        response = HttpResponse(error_list(batch), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="foutenlijst.csv"'
        return response

    def _act(self, request: HttpRequest, batch: ImportBatch, action: Action, done: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request, batch):
            raise PermissionDenied
        try:
            action(batch, by=request.user)
            if not batch.is_underway or action is check_again:
                messages.success(request, done)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        return HttpResponseRedirect(self.page_of(batch))

    def _preview(self, request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
        is_checking = batch.state == BatchState.CHECKING
        counts = (
            (batch.rows_checked, batch.row_count) if is_checking else (progress_of(batch.pk), batch.writes)
        )
        return {
            "original": batch,
            "batch": batch,
            "title": batch.filename,
            "done": counts[0],
            "total": counts[1],
            "worker_is_away": batch.is_underway and not worker_health().is_well,
            "may_change": self.has_change_permission(request, batch),
            "shown": page_of_rows(batch, request.GET),
        }

    def _answer(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **context}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, whole)
