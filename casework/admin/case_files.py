"""The attachments of a case: added on its page, read through a view that checks who may and logs who did."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit.refusals import Refused
from casework.actions.attachments import attach
from casework.admin.case_page import case_url
from casework.admin.intake_form import ManyFilesField
from casework.file_store import FileLost, content_of
from casework.models import Complaint

# What a browser may show in its own window; anything else is saved to disk.
SHOWN_IN_BROWSER = frozenset({"application/pdf", "image/jpeg", "image/png"})


class FilesForm(forms.Form):
    """The files to add."""

    attachments = ManyFilesField()


class CaseFilesMixin:
    """Adds and gives out the attachments."""

    def get_urls(self: Any) -> list[URLPattern]:
        """The addresses of the files, before the others."""
        one = path(
            "<path:object_id>/files/<uuid:file>/",
            self.object_page(self.file_view),
            name=self.url_name("file"),
        )
        every = path(
            "<path:object_id>/files/", self.object_page(self.files_view), name=self.url_name("files")
        )
        return [one, every, *super().get_urls()]  # type: ignore[misc]

    def files_view(self, request: HttpRequest, complaint: Complaint) -> HttpResponse:
        """Add files."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = FilesForm(request.POST, request.FILES)
        if form.is_valid():
            for upload in form.cleaned_data["attachments"]:
                _add(request, complaint, upload)
        for problem in form.errors.get("attachments", []):
            messages.error(request, str(problem))
        return HttpResponseRedirect(f"{case_url(complaint)}#files")

    def file_view(self, request: HttpRequest, complaint: Complaint, file: UUID) -> HttpResponse:
        """Give one file out, to be saved or, when a browser shows it safely, to be looked at."""
        attachment = complaint.attachments.filter(pk=file).first()
        if attachment is None:
            raise Http404
        try:
            content = content_of(attachment)
        except FileLost:
            messages.error(request, _("This file cannot be read any more. Tell the administrator."))
            return HttpResponseRedirect(case_url(complaint))
        log(Action.DOWNLOAD, by=request.user, subject=attachment, label=str(complaint), request=request)
        is_saved = attachment.content_type not in SHOWN_IN_BROWSER or "save" in request.GET
        response = HttpResponse(content, content_type=attachment.content_type)
        response["Content-Disposition"] = (
            content_disposition_header(is_saved, attachment.name) or "attachment"
        )
        response["X-Content-Type-Options"] = "nosniff"
        return response


def _add(request: HttpRequest, complaint: Complaint, upload: Any) -> None:
    try:
        added = attach(complaint, upload, request.user)
    except Refused as refused:
        messages.error(request, f"{upload.name}: {' '.join(refused.reasons)}")
        return
    messages.success(request, _("%(name)s was added.") % {"name": added.name})
    if added.holds_citizen_number:
        warning = _(
            "%(name)s seems to hold a citizen service number (BSN). We do not keep it: replace the file."
        )
        messages.warning(request, warning % {"name": added.name})
