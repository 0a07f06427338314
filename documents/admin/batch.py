"""The pages of a batch of letters: look at it, start it, watch it, and take the files."""

import re
from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.audit.actions import log, log_many
from backoffice.audit.models import Action
from backoffice.kit.admin import StepAdmin
from backoffice.kit.refusals import Refused
from documents import file_names
from documents.actions.issue import compose
from documents.actions.print_batch import ask_for_print, left_in_the_house, may_still_be_taken
from documents.admin.batch_page import NAMED, BatchPage
from documents.admin.batch_zip import zip_response
from documents.admin.files import file_response, letter_response
from documents.admin.filters import KindFilter
from documents.batch_subjects import subjects_by_key, why_not_allowed
from documents.file_names import PDF
from documents.lifecycles.batch import LettersState
from documents.models import Batch, IssuedDocument, PrintRun
from documents.rendering import PdfFailed

PLACE = re.compile(r"[0-9]{1,6}")


@admin.register(Batch)
class BatchAdmin(StepAdmin):
    """Batches of letters. They are put together in the lists of what letters are about."""

    list_display = ("kind_title", "state", "progress", "failed", "created_by", "created_at")
    list_filter = (KindFilter, "state")
    list_select_related = ("created_by",)
    ordering = ("-created_at",)
    empty_list_text = gettext_lazy(
        "No letters were made in a batch yet. Choose rows in a list, and then “Make letters”."
    )
    object_views = {
        "preview": "preview_view",
        "zip": "zip_view",
        "print": "print_view",
        "print-file": "print_file_view",
    }

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A batch begins in a list."""
        return False

    # --- displays -------------------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("letter"), ordering="kind")
    def kind_title(self, batch: Batch) -> str:
        """The letter's name."""
        return batch.kind_title

    @admin.display(description=gettext_lazy("made"))
    def progress(self, batch: Batch) -> str:
        """How many of how many."""
        return _("%(made)s of %(total)s") % {"made": batch.made, "total": batch.total}

    # --- the page -------------------------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Before the start a preview, afterwards the progress; nothing of it is typed over."""
        self._hide_from_strangers(request)
        batch = self.object_or_404(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        name = "prepared" if batch.state == LettersState.PREPARED else "progress"
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "original": batch,
            "batch": batch,
            "title": batch.kind_title,
            "shown": BatchPage(batch, request),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/documents/batch/{name}.html", context)

    def preview_view(self, request: HttpRequest, batch: Batch) -> HttpResponse:
        """One letter as it would be made now, with the merged values marked; nothing is kept."""
        subject = _subject_at(batch, request)
        as_pdf = request.GET.get("as") == "pdf"
        try:
            made = compose(batch.kind, subject, marked=True)
            name = file_names.of_preview(batch.kind, str(subject))
            answer = letter_response(made.content, name, as_pdf=as_pdf, is_shown=True)
        except (Refused, PdfFailed) as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.page_of(batch))
        log(Action.READ, by=request.user, subject=subject, request=request)
        return answer

    def zip_view(self, request: HttpRequest, batch: Batch) -> HttpResponseBase:
        """The Word files; the log says who took them, of each letter."""
        made = batch.items.visible_to(request.user).made()
        kept_back = left_in_the_house(batch, request.user)
        taken = made.exclude(document_id__in=kept_back)
        _tell_what_stays(request, kept_back)
        if not taken.exists():
            if not kept_back:
                messages.warning(request, _("There is no letter to download yet."))
            return HttpResponseRedirect(self.page_of(batch))
        _log_taken(request, taken.values("document_id"))
        return zip_response(batch, taken)

    def print_view(self, request: HttpRequest, batch: Batch) -> HttpResponse:
        """Have the file for the printer made."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request, batch):
            raise PermissionDenied
        try:
            ask_for_print(batch, request.user, is_double_sided=request.POST.get("sides") == "double")
        except Refused as refused:
            messages.error(request, str(refused))
        _tell_what_stays(request, left_in_the_house(batch, request.user))
        return HttpResponseRedirect(f"{self.page_of(batch)}#print")

    def print_file_view(self, request: HttpRequest, batch: Batch) -> HttpResponse:
        """The file that this user asked for; not when a letter in it is no longer theirs to see."""
        is_double_sided = request.GET.get("sides") == "double"
        mine = PrintRun.objects.of(batch).visible_to(request.user).filter(is_double_sided=is_double_sided)
        run = mine.filter(ready_at__isnull=False).first()
        if run is None or not may_still_be_taken(run, request.user):
            messages.warning(request, _("This print is not there or no longer yours. Have it made again."))
            return HttpResponseRedirect(self.page_of(batch))
        _log_taken(request, run.letters)
        name = file_names.of_batch(batch.kind, batch.created_at, is_double_sided=is_double_sided)
        return file_response(bytes(run.content or b""), name, PDF)


def _tell_what_stays(request: HttpRequest, kept_back: Mapping[Any, str]) -> None:
    for letter in IssuedDocument.objects.filter(pk__in=list(kept_back)[:NAMED]).for_log():
        about = {"name": letter.subject_name, "why": kept_back[letter.pk]}
        messages.warning(request, _("The letter about %(name)s stays here. %(why)s") % about)


def _log_taken(request: HttpRequest, keys: Any) -> None:
    """One file, many letters: whoever looks a letter up in the log finds that it was taken."""
    letters = IssuedDocument.objects.filter(pk__in=keys).for_log()
    log_many(Action.DOWNLOAD, by=request.user, subjects=letters, request=request)


def _subject_at(batch: Batch, request: HttpRequest) -> Any:
    """The subject at the asked place in the order, when this user may write to it. Raises Http404."""
    asked = request.GET.get("letter", "")
    rows = batch.items.visible_to(request.user).filter(position=int(asked) if PLACE.fullmatch(asked) else 0)
    keys = [item.subject_id for item in rows]
    subject = next(iter(subjects_by_key(batch.letter, keys, request.user).values()), None)
    if why_not_allowed(batch.letter, subject, request.user):
        raise Http404(_("This does not exist, or it is not yours to see."))
    return subject
