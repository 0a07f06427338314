"""The further pages of a template: its file, how it will look, its fields, and a mended file in its place."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit.refusals import Refused
from documents import file_names
from documents.actions.preview import may_choose_subject, subject_for, trial_letter
from documents.actions.templates import replace
from documents.admin.files import file_response, letter_response, no_preview
from documents.admin.letter_pages import fields_context, preview_context
from documents.admin.template_forms import ReplaceForm
from documents.file_names import WORD
from documents.kinds import kinds
from documents.models import TemplateVersion
from documents.rendering import PdfFailed


class TemplatePagesMixin:
    """Pages of one template."""

    object_views: Mapping[str, str] = {
        "download": "download_view",
        "preview": "preview_view",
        "sample": "sample_view",
        "fields": "fields_view",
        "replace": "replace_view",
    }

    def download_view(self, request: HttpRequest, obj: TemplateVersion) -> HttpResponse:
        """The template as it was uploaded."""
        return file_response(bytes(obj.content), file_names.of_template(obj.kind, obj.number), WORD)

    def preview_view(self: Any, request: HttpRequest, obj: TemplateVersion) -> HttpResponse:
        """A letter with the sample, or with a case that this user may see, to look at."""
        number = request.GET.get("number", "").strip()
        context = {
            **preview_context(
                self.page_named(obj, "sample"),
                request.GET.get("preview", ""),
                {"number": number} if number else {},
            ),
            "title": _("Preview with a sample"),
            "may_choose_subject": may_choose_subject(kinds.get(obj.kind), request.user),
            "number": number,
        }
        return self.template_page(request, obj, "admin/documents/template/preview.html", context)

    def sample_view(self, request: HttpRequest, obj: TemplateVersion) -> HttpResponse:
        """The file of the preview; nothing is stored."""
        number, as_pdf = request.GET.get("number", "").strip(), request.GET.get("as") != "word"
        try:
            subject = subject_for(kinds.get(obj.kind), number, request.user) if number else None
            letter = trial_letter(obj, subject, marked=request.GET.get("marked") == "1")
            name = file_names.of_template_preview(obj.kind, obj.number, str(subject or ""))
            response = letter_response(letter, name, as_pdf=as_pdf, is_shown=True)
        except Refused as refused:
            return no_preview(request, refused.reasons)
        except PdfFailed as error:
            return no_preview(request, [error])
        if subject is not None:
            log(Action.DOWNLOAD, by=request.user, subject=subject, request=request)
        return response

    def fields_view(self: Any, request: HttpRequest, obj: TemplateVersion) -> HttpResponse:
        """What may be written between the braces, with its meaning and a sample."""
        context = {
            **fields_context(kinds.get(obj.kind)),
            "back": self.page_of(obj),
            "back_words": _("Back to the template"),
        }
        return self.template_page(request, obj, "admin/documents/fields.html", context)

    def replace_view(self: Any, request: HttpRequest, obj: TemplateVersion) -> HttpResponse:
        """Ask for a mended file, or keep it as the next version."""
        form = ReplaceForm(request.POST or None, request.FILES or None, template=obj)
        if request.method == "POST" and form.is_valid():
            file, note = form.cleaned_data["file"], form.cleaned_data["note"]
            newer = replace(obj, file.read(), file_name=file.name, by=request.user, note=note)
            messages.success(
                request,
                _("%(newer)s was kept; %(former)s stays to be looked up.") % {"newer": newer, "former": obj},
            )
            return HttpResponseRedirect(self.page_of(newer))
        context = {"title": _("Upload a mended file"), "form": form}
        status = 422 if form.errors else 200
        return self.template_page(
            request, obj, "admin/documents/template/replace.html", context, status=status
        )

    def template_page(
        self: Any,
        request: HttpRequest,
        obj: TemplateVersion,
        page: str,
        context: dict[str, Any],
        *,
        status: int = 200,
    ) -> HttpResponse:
        """A page about one template, with the way back."""
        shown = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "subtitle": str(obj),
            "back": self.page_of(obj),
            **context,
        }
        return TemplateResponse(request, page, shown, status=status)
