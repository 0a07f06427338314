"""The words of the office's mail: written by the administrator, checked, looked at, and put back when unwanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit.admin import OfficeAdmin
from backoffice.kit.transitions import Refused, Text
from documents.actions.mail_texts import back_to_shipped, keep_words
from documents.actions.words_in_use import shipped_words
from documents.admin.mail_text_form import MailTextForm, PreviewForm
from documents.languages import Language
from documents.mail_kinds import MailKind, MailWords, mail_kinds
from documents.models import MailText


@dataclass(frozen=True, slots=True)
class Untouched:
    """A mail with the words that came with the program, and where it gets words of the office."""

    title: Text
    language: Text
    subject: str
    url: str


@admin.register(MailText)
class MailTextAdmin(OfficeAdmin):
    """The texts that the office wrote; those it did not stand above the list."""

    form = MailTextForm
    change_list_template = "admin/documents/mail_text/change_list.html"
    change_form_template = "admin/documents/mail_text/change_form.html"
    list_display = ("kind_title", "language", "subject", "standing", "changed_by", "changed_at")
    list_select_related = ("changed_by",)
    fields = ("kind", "language", "subject", "body")
    object_views = {"shipped": "shipped_view"}

    def get_urls(self) -> list[URLPattern]:
        """The preview of words that are not kept yet, before the others."""
        view = self.admin_site.admin_view(self.preview_view)
        return [path("preview/", view, name=self.url_name("preview")), *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Of which mail a text is, stays."""
        return ("kind_title", "language") if obj is not None else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The kind by its name once it is chosen."""
        return ("kind_title", "language", "subject", "body") if obj is not None else self.fields

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new text begins with the words that came with the program."""
        kind, language = request.GET.get("kind", ""), request.GET.get("language", Language.DUTCH.value)
        if kind not in mail_kinds or language not in Language.values:
            return {}
        words = shipped_words(mail_kinds.get(kind), language)
        return {"kind": kind, "language": language, "subject": words.subject, "body": words.body}

    def save_model(self, request: HttpRequest, obj: MailText, form: Any, change: bool) -> None:
        """Through the one door, so that the history knows."""
        if not change or form.changed_data or not obj.is_own:
            keep_words(obj, request.user)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with what still has the words that came with the program."""
        return super().changelist_view(request, {**(extra_context or {}), "untouched": _untouched()})

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The words, the fields to copy, how the mail looks, and who changed it."""
        key = obj.kind if obj is not None else request.GET.get("kind", "")
        kind = mail_kinds.get(key) if key in mail_kinds else None
        context |= {
            "preview_page": reverse(f"{self.admin_site.name}:{self.url_name('preview')}"),
            "mail_kind": kind,
            "sample": _sample(kind, obj),
        }
        if obj is not None:
            context |= {
                "problems": [one for found in obj.problems.values() for one in found],
                "shipped_page": self.page_named(obj, "shipped"),
                "changes": [_change(event) for event in obj.events.select_related("by")],
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- displays -------------------------------------------------------------------------------------------------

    @admin.display(description=_("mail"), ordering="kind")
    def kind_title(self, obj: MailText) -> str:
        """The mail's name."""
        return obj.kind_title

    @admin.display(description=_("text in use"))
    def standing(self, obj: MailText) -> str:
        """Whose words go out."""
        if obj.problems:
            return format_html(
                '<span class="words words-late">{}</span>', _("cannot be used; the shipped text goes out")
            )
        return gettext("own text") if obj.is_own else gettext("as it came with the program")

    # --- further pages --------------------------------------------------------------------------------------------

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """The words of the form with sample values, or what is wrong with them; nothing is kept."""
        if not self.has_change_permission(request):
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = PreviewForm(request.POST)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": gettext("Preview")}
        if form.is_valid():
            kind, words = form.kind_of_mail, form.words
            problems = [one for found in kind.problems_in(words).values() for one in found]
            context |= {
                "subtitle": kind.title,
                "problems": problems,
                "words": kind.filled(words, kind.samples),
            }
        else:
            context["problems"] = [gettext("Choose a mail first; then there is something to look at.")]
        return TemplateResponse(request, "admin/documents/mail_text/preview.html", context)

    def shipped_view(self, request: HttpRequest, obj: MailText) -> HttpResponse:
        """Ask whether the mail goes back to the words that came with the program, or do it."""
        if request.method == "POST":
            try:
                back_to_shipped(obj, request.user)
            except Refused as refused:
                messages.info(request, str(refused))
            else:
                messages.success(request, gettext("This mail has the text that came with the program again."))
            return HttpResponseRedirect(self.page_of(obj))
        if obj.kind not in mail_kinds:
            raise Http404
        kind = mail_kinds.get(obj.kind)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": gettext("Back to the shipped text"),
            "words": kind.filled(shipped_words(kind, obj.language), kind.samples),
            "back": self.page_of(obj),
        }
        return TemplateResponse(request, "admin/documents/mail_text/shipped.html", context)


def _untouched() -> list[Untouched]:
    """Every mail and language without a row of its own. Queries."""
    touched = set(MailText.objects.values_list("kind", "language"))
    page = reverse("admin:documents_mailtext_add")
    return [
        Untouched(
            kind.title,
            language.label,
            shipped_words(kind, language.value).subject,
            f"{page}?{urlencode({'kind': kind.key, 'language': language.value})}",
        )
        for kind in mail_kinds
        for language in Language
        if (kind.key, language.value) not in touched
    ]


def _sample(kind: MailKind | None, text: MailText | None) -> MailWords | None:
    """The words that go out now, with sample values."""
    if kind is None or text is None:
        return None
    is_used = text.is_own and not text.problems
    words = text.words if is_used else shipped_words(kind, text.language)
    return kind.filled(words, kind.samples)


def _change(event: Any) -> Mapping[str, Any]:
    before = event.answers.get("before") or {}
    return {"who": event.by, "at": event.at, "is_back": event.name == "back_to_shipped", "before": before}
