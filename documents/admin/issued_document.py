"""Issued letters: to be found, read and downloaded; never changed."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit.admin import OfficeAdmin
from documents.admin.files import letter_response
from documents.admin.filters import MadeKindFilter
from documents.models import IssuedDocument
from documents.rendering import PdfFailed
from documents.rendering.pdf import is_available


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(OfficeAdmin):
    """The letters about what the user may see."""

    list_display = ("kind_title", "subject_name", "issued_at", "issued_by", "template_version")
    list_filter = (MadeKindFilter,)
    object_views = {"download": "download_view"}
    fields = (
        "kind_title",
        "subject_name",
        "download_links",
        "issued_at",
        "issuer",
        "template",
        "supersedes",
        "fingerprint",
    )
    readonly_fields = fields
    ordering = ("-issued_at",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the files themselves."""
        return super().get_queryset(request).for_list()  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Letters come from cases."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A letter is corrected by a new one."""
        return False

    @admin.display(description=_("letter"), ordering="kind")
    def kind_title(self, obj: IssuedDocument) -> str:
        """The letter's name."""
        return obj.kind_title

    @admin.display(description=_("issued by"))
    def issuer(self, obj: IssuedDocument) -> str:
        """The name only: not everybody may open the page of a user."""
        return str(obj.issued_by or _("the office"))

    @admin.display(description=_("template"))
    def template(self, obj: IssuedDocument) -> str:
        """The version only: templates are the administrator's."""
        return str(obj.template_version)

    @admin.display(description=_("fingerprint (SHA-256)"))
    def fingerprint(self, obj: IssuedDocument) -> str:
        """Proves that a file is this letter, unchanged."""
        return obj.sha256

    @admin.display(description=_("file"))
    def download_links(self, obj: IssuedDocument) -> str:
        """The letter as Word and as PDF, and a look at it where PDFs can be made."""
        address = reverse(f"{self.admin_site.name}:{self.url_name('download')}", args=[obj.pk])
        links = format_html('<a href="{0}">Word</a> · <a href="{0}?as=pdf">PDF</a>', address)
        if not is_available():
            return links
        return format_html('{} · <a href="{}?inline=1&amp;as=pdf">{}</a>', links, address, _("view"))

    def download_view(self, request: HttpRequest, obj: IssuedDocument) -> HttpResponse:
        """The letter as it was issued; the log says who took it."""
        try:
            response = _asked(request, obj)
        except PdfFailed as error:
            messages.error(request, str(error))
            page = f"{self.admin_site.name}:{self.url_name('change')}"
            return HttpResponseRedirect(reverse(page, args=[obj.pk]))
        log(Action.DOWNLOAD, by=request.user, subject=obj, request=request)
        return response


def _asked(request: HttpRequest, letter: IssuedDocument) -> HttpResponse:
    as_pdf, is_shown = request.GET.get("as") == "pdf", request.GET.get("inline") == "1"
    return letter_response(bytes(letter.content), letter.file_name, as_pdf=as_pdf, is_shown=is_shown)
