"""Templates: uploaded, checked at once, tried with a sample, approved by somebody else."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit.admin import StepAdmin
from documents.actions.templates import fill, problems_of
from documents.admin.files import WORD, file_response, letter_response
from documents.admin.filters import KindFilter
from documents.admin.letter_pages import fields_context
from documents.kinds import kinds
from documents.models import TemplateVersion
from documents.rendering import PdfFailed, RenderingFailed, render
from documents.rendering.package import MAX_FILE_BYTES


class UploadForm(forms.ModelForm):
    """Which letter, and the Word file; a file that tries something unsafe is refused, not kept."""

    kind = forms.ChoiceField(label=_("letter"))
    file = forms.FileField(
        label=_("Word file"), help_text=_("A Word document (.docx). It is checked as soon as you save.")
    )

    class Meta:
        model = TemplateVersion
        fields = ("kind", "language", "file", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, kind.title) for key, kind in kinds.items()]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Raises ValidationError for a file that is too large to look at."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise ValidationError(
                _("The file is larger than %(limit)d MB; make the pictures smaller."),
                params={"limit": MAX_FILE_BYTES // 1024 // 1024},
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError with every unsafe thing that was found."""
        cleaned = super().clean() or {}
        if "file" in cleaned and "kind" in cleaned:
            content = cleaned["file"].read()
            cleaned["file"].seek(0)
            unsafe = [one for one in problems_of(content, kinds.get(cleaned["kind"])) if one.is_unsafe]
            if unsafe:
                raise ValidationError({"file": [f"{one.where}: {one.message}" for one in unsafe]})
        return cleaned


@admin.register(TemplateVersion)
class TemplateVersionAdmin(StepAdmin):
    """The templates of all letters."""

    list_display = (
        "kind_title",
        "number",
        "language",
        "state",
        "check_in_short",
        "uploaded_by",
        "uploaded_at",
    )
    list_filter = (KindFilter, "language", "state")
    object_views = {"download": "download_view", "preview": "preview_view", "fields": "fields_view"}
    fields = (
        "kind_title",
        "number",
        "language",
        "note",
        "check_result",
        "links",
        "file_name",
        "uploaded_by",
        "uploaded_at",
        "approved_by",
        "approved_at",
    )
    readonly_fields = tuple(name for name in fields if name != "note")
    ordering = ("kind", "-number")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the files themselves."""
        return super().get_queryset(request).for_list()  # type: ignore[attr-defined]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new template asks for a file; an existing one shows what became of it."""
        return super().get_fields(request, obj) if obj else ("kind", "language", "file", "note")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Nothing is read-only in a form for something new."""
        return super().get_readonly_fields(request, obj) if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Uploading has a form of its own."""
        if obj is None:
            return UploadForm
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store the upload with what its check found."""
        if change:
            super().save_model(request, obj, form, change)
            return
        file = form.cleaned_data["file"]
        fill(obj, file.read(), file_name=file.name, by=request.user)
        if obj.problems:
            messages.warning(request, gettext("The check found something to mend; see the list below."))

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """On to the result of the check."""
        return HttpResponseRedirect(self.page_of(obj))

    # --- displays -------------------------------------------------------------------------------------------------

    @admin.display(description=_("letter"), ordering="kind")
    def kind_title(self, obj: TemplateVersion) -> str:
        """The letter's name."""
        return obj.kind_title

    @admin.display(description=_("check"))
    def check_in_short(self, obj: TemplateVersion) -> str:
        """Whether something must be mended."""
        if not obj.problems:
            return gettext("in order")
        return gettext("%(count)d to mend") % {"count": len(obj.problems)}

    @admin.display(description=_("check"))
    def check_result(self, obj: TemplateVersion) -> str:
        """What must be mended, each with its place."""
        if not obj.problems:
            return gettext("In order: every field exists and a letter with sample values could be made.")
        rows = ((one["where"], one["message"]) for one in obj.problems)
        return format_html("<ul>{}</ul>", format_html_join("", "<li><strong>{}</strong>: {}</li>", rows))

    @admin.display(description=_("look at it"))
    def links(self, obj: TemplateVersion) -> str:
        """The file, a letter made with sample values, and the fields that may be used."""
        pages = [
            ("download", gettext("Download the template"), ""),
            ("preview", gettext("Preview with sample values (Word)"), ""),
            ("preview", gettext("Preview with sample values (PDF)"), "?as=pdf"),
            ("fields", gettext("Fields of this letter"), ""),
        ]
        rows = ((self._address(obj, name) + query, words) for name, words, query in pages)
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', rows))

    # --- further pages --------------------------------------------------------------------------------------------

    def download_view(self, request: HttpRequest, obj: TemplateVersion) -> HttpResponse:
        """The template as it was uploaded."""
        return file_response(bytes(obj.content), f"{obj.kind}-v{obj.number}.docx", WORD)

    def preview_view(self, request: HttpRequest, obj: TemplateVersion) -> HttpResponse:
        """A letter with the kind's sample values; nothing is stored."""
        try:
            letter = render(bytes(obj.content), kinds.get(obj.kind).sample_context)
            sample = gettext("sample")
            name = f"{obj.kind}-v{obj.number}-{sample}.docx"
            return letter_response(letter, name, as_pdf=request.GET.get("as") == "pdf")
        except (RenderingFailed, PdfFailed) as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.page_of(obj))

    def fields_view(self, request: HttpRequest, obj: TemplateVersion) -> HttpResponse:
        """What may be written between the braces, with its meaning and a sample."""
        context = {
            **self.admin_site.each_context(request),
            **fields_context(kinds.get(obj.kind)),
            "opts": self.opts,
            "original": obj,
            "subtitle": obj.kind_title,
            "back": self.page_of(obj),
            "back_words": gettext("Back to the template"),
        }
        return TemplateResponse(request, "admin/documents/fields.html", context)

    def _address(self, obj: TemplateVersion, name: str) -> str:
        return reverse(f"{self.admin_site.name}:{self.url_name(name)}", args=[obj.pk])
