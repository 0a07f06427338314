"""What a handler does with a case beside its steps: take it over, note that consent was withdrawn, make a letter."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit.refusals import Refused
from casework.actions.consent import withdraw_consent
from casework.actions.take_over import take_over
from casework.admin.case_page import case_url, note_read
from casework.models import Complaint
from casework.step_forms import ConsentWithdrawnForm
from documents.actions.issue import compose, issue
from documents.kinds import kinds
from documents.page_keys import key_of_page, signed_key


class CaseActsMixin:
    """Pages of one case that do one thing."""

    object_views: Mapping[str, str] = {"take-over": "take_over_view", "consent-withdrawn": "consent_view"}
    letter_template = "admin/casework/complaint/letter.html"

    def get_urls(self: Any) -> list[URLPattern]:
        """The address of the letters, before the others."""
        letter = path(
            "<path:object_id>/letter/<slug:kind>/",
            self.object_page(self.letter_view),
            name=self.url_name("letter"),
        )
        return [letter, *super().get_urls()]  # type: ignore[misc]

    def take_over_view(self, request: HttpRequest, complaint: Complaint) -> HttpResponse:
        """Become the coordinator."""
        done = _("You coordinate this complaint from now on.")
        return _act(request, complaint, lambda: take_over(complaint, request.user), done)

    def consent_view(self: Any, request: HttpRequest, complaint: Complaint) -> HttpResponse:
        """Note that consent to one purpose was withdrawn; what is wrong is told beside what was typed."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not complaint.is_handled_by(request.user):
            raise PermissionDenied
        form = ConsentWithdrawnForm(request.POST, subject=complaint, by=request.user)
        if not _withdrawn(request, complaint, form):
            return self.case_response(request, complaint, status=422, withdrawal=form)
        done = _("It was noted that consent is withdrawn. Nothing more is shared on the strength of it.")
        messages.success(request, done)
        return HttpResponseRedirect(case_url(complaint))

    def letter_view(self: Any, request: HttpRequest, complaint: Complaint, kind: str) -> HttpResponse:
        """What a letter still lacks, or the question whether to make it."""
        if kind not in kinds or not kinds.get(kind).may_issue(request.user, complaint):
            raise Http404
        detailed = self.in_detail(complaint)
        if request.method == "POST" and "_preview" in request.POST:
            return _preview(request, detailed, kind)
        if request.method == "POST":
            done = _("The letter was made. It stands with the documents.")
            return _act(request, detailed, lambda: _issue(request, detailed, kind), done)
        note_read(request, complaint)
        return TemplateResponse(request, self.letter_template, _letter_context(self, request, detailed, kind))


def _withdrawn(request: HttpRequest, complaint: Complaint, form: ConsentWithdrawnForm) -> bool:
    if not form.is_valid():
        return False
    try:
        withdraw_consent(complaint, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, list(refused.reasons))
        return False
    return True


def _issue(request: HttpRequest, complaint: Complaint, kind: str) -> None:
    key = key_of_page(kind, complaint, request.POST.get("key", ""))
    issue(kind, complaint, request.user, key=key)


def _letter_context(
    model_admin: Any, request: HttpRequest, complaint: Complaint, kind: str
) -> dict[str, Any]:
    letter = kinds.get(kind)
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": complaint,
        "title": letter.title,
        "subtitle": str(complaint),
        "kind": letter,
        "recipient": letter.recipient(complaint),
        "missing": letter.missing(complaint),
        "edit_url": case_url(complaint, "edit"),
        "case_url": case_url(complaint),
        # One page makes one letter, however often its button is pressed.
        "key": signed_key(kind, complaint, f"{complaint.version}:{complaint.events.count()}"),
    }


def _preview(request: HttpRequest, complaint: Complaint, kind: str) -> HttpResponse:
    try:
        made = compose(kind, complaint)
    except Refused as refused:
        return _told(request, complaint, refused)
    log(Action.DOWNLOAD, by=request.user, subject=complaint, request=request)
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response = HttpResponse(made.content, content_type=word)
    response["Content-Disposition"] = f'attachment; filename="{kind}-preview.docx"'
    return response


def _act(request: HttpRequest, complaint: Complaint, act: Callable[[], object], done: str) -> HttpResponse:
    """Do one thing and say so on the case page, or say there why not."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        act()
    except Refused as refused:
        return _told(request, complaint, refused)
    messages.success(request, done)
    return HttpResponseRedirect(case_url(complaint))


def _told(request: HttpRequest, complaint: Complaint, refused: Refused) -> HttpResponse:
    for reason in refused.reasons:
        messages.error(request, reason)
    return HttpResponseRedirect(case_url(complaint))
