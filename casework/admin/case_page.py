"""The page of one case: what to do next, what happened, and everything that is known."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property

from backoffice.accounts.roles import Role
from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit import clock
from backoffice.kit.admin.steps import OpenStep
from casework.admin.complaint_filters import FLAG_LABELS
from casework.models import Complaint, Reminder
from casework.presentation.case import ClockLine, ConsentLine, clock_lines, consent_lines, running
from casework.presentation.cover import CoverWords, cover_in_words
from casework.presentation.timeline import SHOW_LABELS, Entry, Show, timeline
from casework.queries.admissibility import admissibility
from casework.states import State
from documents.admin.letter_lines import LetterLine, lines_of
from documents.kinds import kinds
from documents.models import IssuedDocument, LetterOrder

MODEL_LABEL = "casework.complaint"
EDITORS = (Role.COORDINATOR, Role.OFFICER)


@dataclass
class CasePage:
    """What the page shows of one complaint to one user; each piece queries when the template asks for it."""

    complaint: Complaint
    user: Any
    show: Show

    @property
    def today(self) -> date:
        """The day of the office."""
        return clock.today()

    @property
    def is_new(self) -> bool:
        """Whether somebody must still read what happened, to register it."""
        return self.complaint.state == State.RECEIVED

    @cached_property
    def clocks(self) -> list[ClockLine]:
        """Every clock, those that run first."""
        return clock_lines(self.complaint, self.user)

    @cached_property
    def next_clock(self) -> ClockLine | None:
        """The clock that ends first."""
        return next(iter(running(self.clocks)), None)

    @cached_property
    def later_clocks(self) -> list[ClockLine]:
        """The other running clocks."""
        return running(self.clocks)[1:]

    @cached_property
    def cover(self) -> CoverWords:
        """What the member had on the day of the incident."""
        return cover_in_words(admissibility(self.complaint, clock.today()))

    @cached_property
    def consents(self) -> list[ConsentLine]:
        """The purposes (a) to (e)."""
        return consent_lines(self.complaint)

    @cached_property
    def flags(self) -> list[Any]:
        """What makes it special."""
        return [label for name, label in FLAG_LABELS.items() if getattr(self.complaint, name)]

    @cached_property
    def documents(self) -> list[LetterLine]:
        """The letters, the newest first, each with its mail."""
        visible = IssuedDocument.objects.visible_to(self.user)
        return lines_of(visible.of(self.complaint).for_list(), self.complaint, self.user)

    @cached_property
    def ordered_letters(self) -> list[LetterOrder]:
        """The letters that the worker still has to make."""
        waiting = LetterOrder.objects.visible_to(self.user).waiting()
        return list(waiting.filter(model_label=MODEL_LABEL, subject_id=self.complaint.pk))

    @cached_property
    def timeline(self) -> list[Entry]:
        """What happened, the newest first."""
        events = self.complaint.events.visible_to(self.user).select_related("by")
        reminders = Reminder.objects.visible_to(self.user).filter(deadline__complaint=self.complaint)
        return timeline(
            self.complaint, events, reminders.select_related("deadline__rule", "for_user"), self.show
        )

    @property
    def shows(self) -> list[tuple[str, Any, bool]]:
        """The choices of the timeline: name, label, whether it is the present one."""
        return [(show.value, label, show is self.show) for show, label in SHOW_LABELS.items()]

    @cached_property
    def is_mine(self) -> bool:
        """Whether this user may work on it."""
        return self.complaint.is_handled_by(self.user)

    @property
    def may_edit(self) -> bool:
        """Whether this user may correct what was written down."""
        return self.is_mine and self.complaint.is_open and self.user.has_role(*EDITORS)

    @property
    def may_take_over(self) -> bool:
        """Whether this user may become the coordinator."""
        is_coordinator = self.user.has_role(Role.COORDINATOR)
        return is_coordinator and self.complaint.is_open and self.complaint.coordinator_id != self.user.pk

    @cached_property
    def letters(self) -> list[Any]:
        """The kinds of letters that this user may make here."""
        mine = [kind for kind in kinds if kind.model_label == MODEL_LABEL]
        return [kind for kind in mine if kind.may_issue(self.user, self.complaint)]


class CasePageMixin:
    """Shows the case page in place of Django's form; a step that asks something opens on it."""

    case_template = "admin/casework/complaint/case.html"

    def change_view(
        self: Any, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one case. Nothing is saved through it."""
        self._hide_from_strangers(request)
        complaint = self.object_or_404(request, object_id)
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        return self.case_response(request, complaint, **self._step_context(request, complaint))

    def case_response(
        self: Any, request: HttpRequest, complaint: Complaint, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        """The case page, with what else the template needs. Whoever gets it has read the case."""
        note_read(request, complaint)
        page = CasePage(self.in_detail(complaint), request.user, _asked_show(request))
        everywhere = self.admin_site.each_context(request)
        shown = {
            **everywhere,
            "opts": self.opts,
            "original": complaint,
            "title": str(complaint),
            "page": page,
            "complaint": page.complaint,
            "step_bar": self.step_bar(request, page.complaint),
            "media": self.media,
            **context,
        }
        return TemplateResponse(request, self.case_template, shown, status=status)

    def in_detail(self, complaint: Complaint) -> Complaint:
        """The complaint with everything that the page shows."""
        detailed: Complaint = Complaint.objects.for_detail().get(pk=complaint.pk)
        return detailed

    def next_subject(self: Any, request: HttpRequest, from_state: str, done: Complaint) -> Complaint | None:
        """The case of this user whose date comes first and in which the next step can be taken."""
        waiting = Complaint.objects.visible_to(request.user).to_do_for(request.user).exclude(pk=done.pk)
        due = waiting.filter(next_due_on__isnull=False).order_by("next_due_on", "pk")
        for other in due[: self.next_looked_at]:
            bar = self.step_bar(request, other)
            if bar.primary and bar.primary.is_usable:
                return other
        return None

    next_looked_at = 20

    def _step_page(self: Any, request: HttpRequest, opened: OpenStep, status: int = 200) -> HttpResponse:
        """A step's form stands on the case page, also when it was refused."""
        media = self.media + opened.form.media
        return self.case_response(request, opened.subject, status=status, open_step=opened, media=media)


def note_read(request: HttpRequest, complaint: Complaint) -> None:
    """Every look at a case stands in the read log; each page that shows one calls this."""
    log(Action.READ, by=request.user, subject=complaint, request=request)


def _asked_show(request: HttpRequest) -> Show:
    try:
        return Show(request.GET.get("show", ""))
    except ValueError:
        return Show.ALL


def case_url(complaint: Complaint, page: str = "change") -> str:
    """The address of a page of a complaint."""
    return reverse(f"admin:casework_complaint_{page}", args=[quote(str(complaint.pk))])
