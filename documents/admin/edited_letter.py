"""Edited versions of letters: to be looked at and approved by somebody else, or sent back."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit.admin import StepAdmin
from documents import file_names
from documents.admin.files import letter_response
from documents.models import EditedLetter
from documents.rendering import PdfFailed
from documents.rendering.pdf import is_available


@admin.register(EditedLetter)
class EditedLetterAdmin(StepAdmin):
    """The edited versions of the letters that the user may see."""

    change_form_template = "admin/documents/edited/change_form.html"
    list_display = ("letter_title", "state", "note", "uploaded_by", "uploaded_at", "approved_by")
    list_filter = ("state",)
    object_views = {"download": "download_view"}
    fields = (
        "letter_title",
        "state",
        "note",
        "compared",
        "original_sha256",
        "sha256",
        "uploader",
        "uploaded_at",
        "approver",
        "approved_at",
    )
    readonly_fields = fields
    ordering = ("-uploaded_at",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the files themselves."""
        return super().get_queryset(request).for_list()  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are put back from the page of the letter."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is typed here; there are steps."""
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
        """The page, with both files beside each other."""
        if obj is not None:
            context |= {
                "file_url": self.page_named(obj, "download"),
                "has_pdf": is_available(),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("letter"))
    def letter_title(self, obj: EditedLetter) -> str:
        """The name of the letter and of what it is about."""
        return str(obj)

    @admin.display(description=_("put back by"))
    def uploader(self, obj: EditedLetter) -> str:
        """The name only: not everybody may open the page of a user."""
        return str(obj.uploaded_by)

    @admin.display(description=_("approved by"))
    def approver(self, obj: EditedLetter) -> str:
        """The name only."""
        return str(obj.approved_by or "–")

    def download_view(self, request: HttpRequest, obj: EditedLetter) -> HttpResponse:
        """The edited file, or its PDF in the browser; the log says who took it."""
        as_pdf = request.GET.get("as") == "pdf"
        name = file_names.of_edited(obj.original.kind, obj.original.subject_name)
        try:
            response = letter_response(bytes(obj.content), name, as_pdf=as_pdf, is_shown=True)
        except PdfFailed as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.page_of(obj))
        log(Action.DOWNLOAD, by=request.user, subject=obj, request=request)
        return response
