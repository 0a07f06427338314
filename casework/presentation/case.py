"""What the boxes of the case page say: dates, consent, cover."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.transitions import StepOption, step_options
from casework.deadline_states import OPEN_CLOCK, DeadlineState
from casework.models import Complaint, Deadline
from casework.models.consent import PURPOSE_LABELS
from casework.presentation.deadlines import DaysLeft, Explanation, days_in_words, explain
from casework.queries.consents import standing_of
from casework.rules.consent import LETTERS, Purpose, Standing

STANDING_LABELS: Mapping[Standing, Any] = {
    Standing.NOT_ASKED: _("not asked"),
    Standing.ASKED: _("asked"),
    Standing.GIVEN: _("yes"),
    Standing.REFUSED: _("no"),
    Standing.WITHDRAWN: _("withdrawn"),
}


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock: its date, how far that is, why, and what may be done with it."""

    deadline: Deadline
    left: DaysLeft | None
    why: Explanation
    steps: tuple[StepOption, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One purpose and how it stands."""

    purpose: Purpose
    letter: str
    label: Any
    standing: Standing
    words: Any
    since: date | None

    @property
    def is_given(self) -> bool:
        """Whether it can be withdrawn."""
        return self.standing is Standing.GIVEN


def clock_lines(complaint: Complaint, user: Any) -> list[ClockLine]:
    """Every clock of a complaint: those that run by date, then those that are over. One query."""
    deadlines = complaint.deadlines.select_related("rule", "complaint").order_by("due_on", "pk")
    lines = [_clock_line(deadline, user) for deadline in deadlines]
    return sorted(lines, key=lambda line: line.deadline.state not in OPEN_CLOCK)


def running(lines: Iterable[ClockLine]) -> list[ClockLine]:
    """Those whose date counts now, the first date first."""
    return [line for line in lines if line.deadline.state == DeadlineState.RUNNING]


def _clock_line(deadline: Deadline, user: Any) -> ClockLine:
    is_running = deadline.state == DeadlineState.RUNNING
    left = days_in_words(deadline.due_on, clock.today()) if is_running else None
    return ClockLine(deadline, left, explain(deadline), tuple(step_options(deadline, user)))


def consent_lines(complaint: Complaint) -> list[ConsentLine]:
    """The purposes (a) to (e), each with how it stands and since when; uses what `for_detail` has fetched."""
    last = {consent.purpose: consent for consent in complaint.consents.all()}
    return [
        ConsentLine(
            purpose=purpose,
            letter=LETTERS[purpose],
            label=PURPOSE_LABELS[purpose],
            standing=standing,
            words=STANDING_LABELS[standing],
            since=_since(last.get(purpose)),
        )
        for purpose, standing in standing_of(complaint).items()
    ]


def _since(consent: Any) -> date | None:
    if consent is None:
        return None
    day: date = consent.withdrawn_on or consent.answered_on or consent.asked_on
    return day
