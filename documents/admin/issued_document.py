"""Issued letters: to be found, read, downloaded and followed up by a newer version; never changed."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit.admin import OfficeAdmin
from documents.actions.hand_work import why_not_by_hand
from documents.actions.mail_offer import offer_of
from documents.actions.pdf import pdf_of
from documents.admin.files import file_response, pdf_response
from documents.admin.filters import MadeKindFilter
from documents.admin.hand_work import HandWorkMixin
from documents.admin.send_letter import SendLetterMixin, mails_about
from documents.file_names import WORD
from documents.kinds import kinds
from documents.models import IssuedDocument
from documents.placeholder_guide import FieldLine, field_lines
from documents.queries.subjects import subject_of
from documents.rendering import PdfFailed
from documents.rendering.pdf import is_available


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(HandWorkMixin, SendLetterMixin, OfficeAdmin):
    """The letters about what the user may see."""

    change_form_template = "admin/documents/issued/change_form.html"
    list_display = ("kind_title", "subject_name", "issued_at", "issued_by", "template_version")
    list_filter = (MadeKindFilter,)
    object_views = {"download": "download_view", "edited": "edited_view", "send": "send_view"}
    fields = ("kind_title", "subject_name", "issued_at", "issuer", "template", "fingerprint")
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

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The page with the values that were used; whoever gets it has read them."""
        if obj is not None:
            log(Action.READ, by=request.user, subject=obj, request=request)
            context |= {
                "file_url": self.page_named(obj, "download"),
                "has_pdf": is_available(),
                "again_url": _again_url(obj, request.user),
                "predecessor": obj.supersedes,
                "successor": obj.successor,
                "values": _values(obj),
                "edited_url": "" if why_not_by_hand(obj, request.user) else self.page_named(obj, "edited"),
                "send_url": self.page_named(obj, "send"),
                "offer": offer_of(obj, request.user),
                "mails": mails_about(obj, request.user),
                "edited": obj.edited.defer("content").select_related("uploaded_by"),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- displays -------------------------------------------------------------------------------------------------

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

    # --- further pages --------------------------------------------------------------------------------------------

    def download_view(self, request: HttpRequest, obj: IssuedDocument) -> HttpResponse:
        """The letter as it was issued; the log says who took it."""
        try:
            response = _asked(request, obj)
        except PdfFailed as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.page_of(obj))
        log(Action.DOWNLOAD, by=request.user, subject=obj, request=request)
        return response


def _asked(request: HttpRequest, letter: IssuedDocument) -> HttpResponse:
    """As PDF, in the browser when that was asked; a Word file is always a download."""
    if request.GET.get("as") == "pdf":
        return pdf_response(pdf_of(letter), letter.file_name, is_shown=request.GET.get("inline") == "1")
    return file_response(bytes(letter.content), letter.file_name, WORD)


def _values(letter: IssuedDocument) -> list[FieldLine]:
    """What stood between the braces, with what each means; of a kind that no longer exists, nothing."""
    return field_lines(kinds.get(letter.kind), letter.data) if letter.kind in kinds else []


def _again_url(letter: IssuedDocument, user: Any) -> str:
    """Where a newer version is made, for who may make one; a letter has one successor. Queries."""
    if letter.successor is not None or letter.kind not in kinds or kinds.get(letter.kind).awaits:
        return ""
    try:
        subject = subject_of(letter)
    except LookupError:
        return ""
    if not kinds.get(letter.kind).may_issue(user, subject):
        return ""
    page = f"admin:{letter.model_label.replace('.', '_')}_letter"
    return f"{reverse(page, args=[subject.pk, letter.kind])}?supersedes={letter.pk}"
