"""The pages of one letter about one subject: what it still lacks, how it would look, and making it final.

Any admin of something that letters are about takes `SubjectLettersMixin`; what a letter is about stays unknown here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit.refusals import Refused, Text
from documents import file_names
from documents.actions.issue import compose, issue
from documents.actions.issue_and_send import issue_and_send
from documents.actions.mail_offer import offer_before
from documents.admin.files import letter_response, no_preview
from documents.admin.letter_lines import LetterLine, lines_of
from documents.admin.send_letter import SendForm, offered, tell_queued, tell_refused
from documents.kinds import DocumentKind, kinds
from documents.models import IssuedDocument, TemplateVersion
from documents.page_keys import key_of_page, signed_key
from documents.placeholder_guide import conditions, field_lines, loops
from documents.rendering import PdfFailed
from documents.rendering.pdf import is_available

MARKED, UNMARKED = "marked", "plain"
SEND = "send"  # the button that also mails the letter


@dataclass(frozen=True, slots=True)
class LettersBox:
    """The letters about a subject, the newest first, and the title and page of each that can be made."""

    made: list[LetterLine]
    to_make: list[tuple[Text, str]]


class SubjectLettersMixin:
    """Letters for an admin of their subject; a letter that this user may not make here does not exist."""

    letter_template = "admin/documents/letter/page.html"

    def get_urls(self: Any) -> list[URLPattern]:
        """The addresses of the letters, before the others."""
        views = {
            "": ("letter", self.letter_view),
            "preview/": ("letter_preview", self.letter_preview_view),
            "fields/": ("letter_fields", self.letter_fields_view),
        }
        pages = [
            path(
                f"<path:object_id>/letter/<slug:kind>/{end}", self.object_page(view), name=self.url_name(name)
            )
            for end, (name, view) in views.items()
        ]
        return [*pages, *super().get_urls()]  # type: ignore[misc]

    def letter_subject(self, subject: Any) -> Any:
        """The subject with everything that its letters need."""
        return subject

    def letter_url(self: Any, name: str, subject: Any, kind: str) -> str:
        """The address of a page of a letter."""
        page = f"{self.admin_site.name}:{self.url_name(name)}"
        return reverse(page, args=[quote(str(subject.pk)), kind])

    def letters_box(self: Any, request: HttpRequest, subject: Any) -> "LettersBox":
        """The letters about the subject, and those that this user may make. Queries."""
        visible = IssuedDocument.objects.visible_to(request.user)
        fitting = [kind for kind in kinds if kind.model_label == subject._meta.label_lower]
        return LettersBox(
            made=lines_of(visible.of(subject).for_list(), subject, request.user),
            to_make=[
                (kind.title, self.letter_url("letter", subject, kind.key))
                for kind in fitting
                if kind.may_issue(request.user, subject)
            ],
        )

    def letter_view(self: Any, request: HttpRequest, obj: Any, kind: str) -> HttpResponse:
        """What a letter still lacks, or the question whether to make it."""
        letter, subject = _letter_or_404(request, obj, kind), self.letter_subject(obj)
        superseded = _superseded(request, subject, kind)
        if request.method == "POST":
            return self._make_final(request, subject, kind, superseded)
        log(Action.READ, by=request.user, subject=subject, request=request)
        context = self._letter_context(request, subject, letter, superseded)
        return TemplateResponse(request, self.letter_template, context)

    def letter_preview_view(self: Any, request: HttpRequest, obj: Any, kind: str) -> HttpResponse:
        """The letter as it would be made now, shown in the browser or as a Word file; nothing is kept."""
        _letter_or_404(request, obj, kind)
        subject, as_pdf = self.letter_subject(obj), request.GET.get("as") != "word"
        try:
            made = compose(kind, subject, marked=request.GET.get("marked") == "1")
            name = file_names.of_preview(kind, str(subject))
            response = letter_response(made.content, name, as_pdf=as_pdf, is_shown=True)
        except Refused as refused:
            return no_preview(request, refused.reasons)
        except PdfFailed as error:
            return no_preview(request, [error])
        log(Action.DOWNLOAD, by=request.user, subject=subject, request=request)
        return response

    def letter_fields_view(self: Any, request: HttpRequest, obj: Any, kind: str) -> HttpResponse:
        """What may be written between the braces, with what it is in this case."""
        letter, subject = _letter_or_404(request, obj, kind), self.letter_subject(obj)
        missing = letter.missing(subject)
        log(Action.READ, by=request.user, subject=subject, request=request)
        context = {
            **fields_context(letter, None if missing else letter.context(subject)),
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": subject,
            "subtitle": f"{subject} · {letter.title}",
            "missing": missing,
            "back": self.letter_url("letter", subject, kind),
            "back_words": _("Back to the letter"),
        }
        return TemplateResponse(request, "admin/documents/fields.html", context)

    def _make_final(
        self: Any, request: HttpRequest, subject: Any, kind: str, superseded: IssuedDocument | None
    ) -> HttpResponse:
        made = _("The letter was made. It stands with the documents.")
        try:
            key = key_of_page(kind, subject, request.POST.get("key", ""))
            if SEND in request.POST:
                attach = _asked_to_attach(request)
                mail = issue_and_send(
                    kind, subject, request.user, attach=attach, key=key, supersedes=superseded
                )
                tell_queued(request, mail, made)
            else:
                issue(kind, subject, request.user, key=key, supersedes=superseded)
                messages.success(request, made)
        except Refused as refused:
            tell_refused(request, refused, _("Nothing was made."))
        return HttpResponseRedirect(self.page_of(subject))

    def _letter_context(
        self: Any,
        request: HttpRequest,
        subject: Any,
        letter: DocumentKind,
        superseded: IssuedDocument | None,
    ) -> dict[str, Any]:
        recipient, missing = letter.recipient(subject), letter.missing(subject)
        template = TemplateVersion.objects.for_reader(letter.key, recipient.language)
        asked, also = request.GET.get("preview", ""), {"supersedes": str(superseded.pk)} if superseded else {}
        return {
            **self.admin_site.each_context(request),
            **preview_context(self.letter_url("letter_preview", subject, letter.key), asked, also),
            **offered(offer_before(letter, subject, request.user), SendForm()),
            "opts": self.opts,
            "original": subject,
            "title": letter.title,
            "subtitle": str(subject),
            "kind": letter,
            "recipient": recipient,
            "missing": missing,
            "template_version": template,
            "superseded": superseded,
            "is_previewed": bool(asked and template and not missing),
            "back": self.page_of(subject),
            "fields_url": self.letter_url("letter_fields", subject, letter.key),
            # One page makes one letter, however often its button is pressed.
            "key": signed_key(letter.key, subject, _seen(subject, superseded)),
        }


def fields_context(letter: DocumentKind, values: Any = None) -> dict[str, Any]:
    """What the page with the fields of a letter shows, with the values of a case when they are given."""
    return {
        "title": _("Fields of this letter"),
        "lines": field_lines(letter, values),
        "has_values": values is not None,
        "loops": loops(letter),
        "conditions": conditions(letter),
    }


def preview_context(address: str, asked: str, also: Mapping[str, str]) -> dict[str, Any]:
    """The addresses of a preview, with marks or without.

    ``address`` is where the file itself comes from; ``also`` is what every address says beside that.
    """
    is_marked = asked != UNMARKED
    marks = {"marked": "1"} if is_marked else {}
    return {
        "has_pdf": is_available(),
        "is_marked": is_marked,
        "marked_query": urlencode({"preview": MARKED, **also}),
        "unmarked_query": urlencode({"preview": UNMARKED, **also}),
        "preview_url": f"{address}?{urlencode({**marks, **also})}",
        "preview_word_url": f"{address}?{urlencode({'as': 'word', **marks, **also})}",
    }


def _letter_or_404(request: HttpRequest, subject: Any, kind: str) -> DocumentKind:
    if kind not in kinds or kinds.get(kind).model_label != subject._meta.label_lower:
        raise Http404
    if not kinds.get(kind).may_issue(request.user, subject):
        raise Http404
    return kinds.get(kind)


def _asked_to_attach(request: HttpRequest) -> bool:
    """Whether the letter itself goes along. Raises Refused when the page did not say what goes out."""
    form = SendForm(request.POST)
    if not form.is_valid():
        raise Refused([_("Choose what goes out by e-mail.")])
    return form.attaches


def _superseded(request: HttpRequest, subject: Any, kind: str) -> IssuedDocument | None:
    """The letter that a new one comes in place of, when the page says so; one about something else does not exist."""
    asked = request.POST.get("supersedes") or request.GET.get("supersedes")
    if not asked:
        return None
    letters = IssuedDocument.objects.visible_to(request.user).of(subject).filter(kind=kind).for_list()
    try:
        return letters.get(pk=asked)
    except (IssuedDocument.DoesNotExist, ValidationError) as error:
        raise Http404 from error


def _seen(subject: Any, superseded: IssuedDocument | None) -> str:
    """What the page shows: the subject as it is, the letters about it so far, and which of them is replaced."""
    made = IssuedDocument.objects.of(subject).count()
    return f"{getattr(subject, 'version', 0)}:{made}:{superseded.pk.hex if superseded else ''}"
