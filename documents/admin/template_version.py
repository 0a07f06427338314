"""Templates: uploaded, checked at once, tried with a sample, approved by somebody else."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit.admin import StepAdmin
from documents.actions.templates import fill
from documents.admin.filters import KindFilter
from documents.admin.template_forms import UploadForm
from documents.admin.template_pages import TemplatePagesMixin
from documents.models import TemplateVersion


@admin.register(TemplateVersion)
class TemplateVersionAdmin(TemplatePagesMixin, StepAdmin):
    """The templates of all letters."""

    change_form_template = "admin/documents/template/change_form.html"
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
    fields = (
        "kind_title",
        "number",
        "language",
        "note",
        "check_result",
        "file_name",
        "sha256",
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
        """A new template asks for a file; an existing one shows what became of it, its problems above all else."""
        if obj is None:
            return ("kind", "language", "file", "note")
        return tuple(name for name in self.fields if name != "check_result" or not obj.problems)

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
            messages.warning(request, gettext("The check found something to mend; see the list."))

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """On to the result of the check."""
        return HttpResponseRedirect(self.page_of(obj))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The page, with the ways to look at it and all versions beside each other."""
        if obj is not None:
            versions = TemplateVersion.objects.visible_to(request.user).of_kind(obj.kind)
            context |= {
                "pages": self._pages(obj),
                "versions": versions.filter(language=obj.language).for_list(),
                "came_along": gettext("came with the program"),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

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
        """That nothing is wrong; what is, stands above the form."""
        return gettext("In order: every field exists and a letter with sample values could be made.")

    def _pages(self, obj: TemplateVersion) -> list[tuple[str, str]]:
        return [
            (self.page_named(obj, "fields"), gettext("Fields of this letter")),
            (self.page_named(obj, "preview"), gettext("Preview with a sample")),
            (self.page_named(obj, "download"), gettext("Download the template")),
            (self.page_named(obj, "replace"), gettext("Upload a mended file")),
        ]
