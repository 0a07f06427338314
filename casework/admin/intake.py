"""The intake: one page for everything that comes in with a complaint, saved through the one action for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.refusals import Refused
from casework.actions.attachments import attach
from casework.actions.intake import take_in, warnings
from casework.admin.case_page import case_url
from casework.admin.intake_form import IntakeForm, PartForm
from casework.admin.intake_values import intake_from
from casework.models import Complaint
from casework.presentation.cover import CoverWords, cover_in_words
from casework.queries.admissibility import admissibility
from casework.queries.duplicates import possible_duplicates
from casework.rules.admissibility import Admissibility, Finding

PREFIX = "parts"
ROWS_AT_FIRST = 2
MOST_ROWS = 30
MORE, LOOK, REGISTER = "_more", "_look", "_register"


@dataclass(frozen=True, slots=True)
class Hints:
    """What is good to know while the form is being filled in."""

    cover: CoverWords | None
    duplicates: tuple[Complaint, ...]


class IntakeMixin:
    """The add page of complaints."""

    intake_template = "admin/casework/complaint/intake.html"
    hints_template = "admin/casework/complaint/hints.html"

    def get_urls(self: Any) -> list[URLPattern]:
        """The address of the hints, before the others."""
        hints = path("add/hints/", self.admin_site.admin_view(self.hints_view), name=self.url_name("hints"))
        return [hints, *super().get_urls()]  # type: ignore[misc]

    def add_view(
        self: Any, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The intake form; what was typed stays when something is wrong."""
        if not self.has_add_permission(request):
            raise Http404
        if request.method != "POST":
            return self._intake_page(request, IntakeForm(user=request.user), parts_formset())
        form = IntakeForm(request.POST, request.FILES, user=request.user)
        if MORE in request.POST or LOOK in request.POST:
            return self._asked_again(request)
        parts = parts_formset(request.POST)
        complaint = self._taken_in(request, form, parts)
        if complaint is None:
            return self._intake_page(request, form, parts)
        return self._after_intake(request, complaint)

    def hints_view(self: Any, request: HttpRequest) -> HttpResponse:
        """The hints for what was typed so far, for the script of the page. Posted: names stay out of addresses."""
        if not self.has_add_permission(request):
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        hints = _hints(request, IntakeForm(request.POST, user=request.user))
        return TemplateResponse(request, self.hints_template, {"hints": hints})

    def _taken_in(self, request: HttpRequest, form: IntakeForm, parts: Any) -> Complaint | None:
        if not (form.is_valid() & parts.is_valid()):
            return None
        intake = intake_from(form.cleaned_data, parts.cleaned_data)
        doubts = warnings(intake)
        if doubts and not form.cleaned_data["citizen_number_seen"]:
            form.add_error("citizen_number_seen", doubts)
            return None
        try:
            complaint = take_in(intake, request.user, key=form.cleaned_data["key"])
        except Refused as refused:
            form.add_refusal(refused)
            return None
        _attach_all(request, complaint, form.cleaned_data["attachments"])
        return complaint

    def _after_intake(self, request: HttpRequest, complaint: Complaint) -> HttpResponse:
        messages.success(request, _("The complaint was saved. Its clocks run from the day of receipt."))
        opened = "?step=register#step" if REGISTER in request.POST else ""
        return HttpResponseRedirect(case_url(complaint) + opened)

    def _asked_again(self: Any, request: HttpRequest) -> HttpResponse:
        """The same form, unchecked: with a row more, or with the hints."""
        rows = _typed_rows(request.POST)
        if MORE in request.POST:
            rows.append({})
        form = IntakeForm(initial=_typed(request.POST), user=request.user)
        hints = _hints(request, IntakeForm(request.POST, user=request.user))
        return self._intake_page(request, form, parts_formset(initial=rows[:MOST_ROWS], extra=0), hints)

    def _intake_page(
        self: Any, request: HttpRequest, form: IntakeForm, parts: Any, hints: Hints | None = None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("New complaint"),
            "form": form,
            "parts": parts,
            "files_let_go": [upload.name for upload in request.FILES.getlist("attachments")],
            "hints": hints or (_hints(request, form) if form.is_bound else None),
            "media": self.media + form.media,
        }
        status = 200 if not form.is_bound or form.is_valid() else 422
        return TemplateResponse(request, self.intake_template, context, status=status)


def parts_formset(
    data: Any = None, *, initial: Iterable[dict[str, Any]] = (), extra: int = ROWS_AT_FIRST
) -> Any:
    """The rows of the parts: those that are given and so many empty ones."""
    rows = forms.formset_factory(PartForm, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return rows(data, prefix=PREFIX, initial=list(initial))


def _typed(data: Any) -> dict[str, Any]:
    """What was typed, to be shown again without being judged."""
    return {
        name: field.widget.value_from_datadict(data, {}, name)
        for name, field in IntakeForm.base_fields.items()
        if not isinstance(field, forms.FileField)
    }


def _typed_rows(data: Any) -> list[dict[str, Any]]:
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = min(int(total), MOST_ROWS) if total.isdigit() else 0
    return [
        {name: data.get(f"{PREFIX}-{row}-{name}") for name in ("text", "category")} for row in range(count)
    ]


def _hints(request: HttpRequest, form: IntakeForm) -> Hints:
    form.is_valid()
    given = form.cleaned_data
    member, name = given.get("member"), given.get("complainant_name", "")
    if member is None:
        return Hints(cover=None, duplicates=())
    seen = Complaint(member=member, incident_on=given.get("incident_on"))
    found = possible_duplicates(
        Complaint.objects.visible_to(request.user),
        member=member,
        name=name,
        email=given.get("complainant_email", ""),
        today=clock.today(),
    )
    cover = cover_in_words(_without_what_was_said(admissibility(seen, clock.today()), form))
    return Hints(cover, tuple(found) if name else ())


def _without_what_was_said(found: Admissibility, form: IntakeForm) -> Admissibility:
    """A date of the incident that cannot be has its own message: it is not missing as well."""
    if "incident_on" not in form.errors:
        return found
    left = (finding for finding in found.findings if finding is not Finding.NO_INCIDENT_DATE)
    return replace(found, findings=tuple(left))


def _attach_all(request: HttpRequest, complaint: Complaint, uploads: Iterable[Any]) -> None:
    """Keep the files with the complaint, once; what cannot be kept is told, the complaint stays."""
    if complaint.attachments.exists():
        return
    for upload in uploads:
        try:
            attach(complaint, upload, request.user)
        except Refused as refused:
            messages.warning(request, f"{upload.name}: {' '.join(refused.reasons)}")
