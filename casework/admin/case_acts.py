"""What a handler does with a case beside its steps: take it over, note that consent was withdrawn, make a letter."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _

from backoffice.kit.refusals import Refused
from casework.actions.consent import withdraw_consent
from casework.actions.take_over import take_over
from casework.admin.case_page import case_url
from casework.models import Complaint
from casework.step_forms import ConsentWithdrawnForm
from documents.admin.letter_pages import SubjectLettersMixin


class CaseActsMixin(SubjectLettersMixin):
    """Pages of one case that do one thing."""

    object_views: Mapping[str, str] = {"take-over": "take_over_view", "consent-withdrawn": "consent_view"}

    def letter_subject(self: Any, subject: Complaint) -> Complaint:
        """The complaint with everything that its letters need."""
        detailed: Complaint = self.in_detail(subject)
        return detailed

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


def _withdrawn(request: HttpRequest, complaint: Complaint, form: ConsentWithdrawnForm) -> bool:
    if not form.is_valid():
        return False
    try:
        withdraw_consent(complaint, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, list(refused.reasons))
        return False
    return True


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
