"""The correction of what was written down: the same form as the intake, with the history of what stood there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from backoffice.kit.refusals import Refused
from casework.actions.edit import edit
from casework.actions.intake import warnings
from casework.admin.case_page import CasePage, case_url, note_read
from casework.admin.intake import parts_formset
from casework.admin.intake_form import EditForm
from casework.admin.intake_values import initial_from, intake_from, parts_initial
from casework.intake import intake_of
from casework.models import Complaint
from casework.presentation.timeline import Show


class CaseEditMixin:
    """The correction page."""

    edit_template = "admin/casework/complaint/edit.html"

    def get_urls(self: Any) -> list[URLPattern]:
        """The address of the correction, before the others."""
        page = path("<path:object_id>/edit/", self.object_page(self.edit_view), name=self.url_name("edit"))
        return [page, *super().get_urls()]  # type: ignore[misc]

    def edit_view(self: Any, request: HttpRequest, complaint: Complaint) -> HttpResponse:
        """The filled form, or the correction."""
        detailed = self.in_detail(complaint)
        if not CasePage(detailed, request.user, Show.ALL).may_edit:
            messages.warning(
                request, _("You cannot change this complaint: it is finished, or not in your hands.")
            )
            return HttpResponseRedirect(case_url(complaint))
        if request.method != "POST":
            return self._blank_edit(request, detailed)
        form = EditForm(request.POST, user=request.user)
        parts = parts_formset(request.POST)
        if self._corrected(request, detailed, form, parts):
            return HttpResponseRedirect(case_url(complaint))
        return self._edit_page(request, detailed, form, parts, status=422)

    def _blank_edit(self: Any, request: HttpRequest, complaint: Complaint) -> HttpResponse:
        present = intake_of(complaint)
        initial = {**initial_from(present), "version": complaint.version}
        parts = parts_formset(initial=parts_initial(present), extra=1)
        return self._edit_page(request, complaint, EditForm(initial=initial, user=request.user), parts)

    def _corrected(self, request: HttpRequest, complaint: Complaint, form: EditForm, parts: Any) -> bool:
        if not (form.is_valid() & parts.is_valid()):
            return False
        intake = intake_from(form.cleaned_data, parts.cleaned_data, before=intake_of(complaint))
        doubts = warnings(intake)
        if doubts and not form.cleaned_data["citizen_number_seen"]:
            form.add_error("citizen_number_seen", doubts)
            return False
        complaint.version = form.cleaned_data["version"]
        try:
            changed = edit(complaint, intake, request.user)
        except Refused as refused:
            form.add_refusal(refused)
            return False
        said = _("The correction was saved; the history keeps what stood there.")
        messages.success(request, said if changed else _("Nothing was changed."))
        return True

    def _edit_page(
        self: Any, request: HttpRequest, complaint: Complaint, form: EditForm, parts: Any, status: int = 200
    ) -> HttpResponse:
        note_read(request, complaint)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": complaint,
            "title": _("Correct"),
            "subtitle": str(complaint),
            "form": form,
            "parts": parts,
            "case_url": case_url(complaint),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.edit_template, context, status=status)
