"""What the steps of a deadline ask, and what follows from them: a new date, and a line in the case."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.history import Event
from backoffice.kit.transitions import StepForm, StepSpec, StepTaken
from casework.clocks import COUNTED, recount, tell_case
from casework.letter_context import HANDLING_CLOCK
from casework.letter_orders import order_to_complainant, order_to_provider
from casework.models import Deadline, OfficeClosure
from casework.provider import given_away_in
from casework.queries.consents import provider_may_know
from casework.step_forms import Day, Words

LONGEST_AGREEMENT_DAYS = 366


def not_in_the_future(day: date) -> None:
    """Raises ValidationError for a day that is still to come."""
    if day > clock.today():
        raise ValidationError(_("This day is still to come."), code="future")


def _refuse_before_start(deadline: Deadline, day: date) -> None:
    """Raises ValidationError. A term that counts back ends at its start, so anything may come before that."""
    if day < deadline.started_on and not deadline.terms.get("backwards"):
        raise ValidationError(_("This is before the term began."), code="before_start")


class ReasonForm(StepForm):
    """Asks why."""

    reason = Words(label=_("Reason"), max_length=1000)


class ExtendForm(ReasonForm):
    """Asks why, and when both parties were told in writing."""

    reason = Words(
        label=_("Reason"), max_length=1000, help_text=_("Both parties read this in the letter that is made.")
    )
    told_on = Day(
        label=_("Told in writing on"),
        initial=clock.today,
        validators=[not_in_the_future],
        help_text=_("Tell both parties in writing, before the term ends."),
    )

    def clean_told_on(self) -> date:
        """Telling it after the term ended is too late, and before it began it was about something else."""
        told_on: date = self.cleaned_data["told_on"]
        _refuse_before_start(self.subject, told_on)
        if told_on > self.subject.due_on:
            raise ValidationError(_("This is after the end of the term."))
        return told_on

    def clean_reason(self) -> str:
        """The care provider reads it too, and may not learn from it who complains without consent (b)."""
        reason: str = self.cleaned_data["reason"]
        complaint = self.subject.complaint
        if provider_may_know(complaint) and given_away_in(complaint, {"reason": reason}):
            raise ValidationError(
                _("This names somebody whom the provider may not know of: consent (b) is missing.")
            )
        return reason


class AgreementForm(ReasonForm):
    """Asks until when the complainant gives more time, and when they said so."""

    agreed_until = Day(label=_("More time until"))
    agreed_on = Day(label=_("The complainant agreed on"), initial=clock.today, validators=[not_in_the_future])

    def clean_agreed_until(self) -> date:
        """More time means a later day, within a year."""
        until: date = self.cleaned_data["agreed_until"]
        if until <= self.subject.due_on:
            raise ValidationError(_("This is not later than the present date."))
        if until > clock.today() + timedelta(days=LONGEST_AGREEMENT_DAYS):
            raise ValidationError(_("This is more than a year from now. Check the year."))
        return until

    def clean_agreed_on(self) -> date:
        """Nobody agrees to more time before the term began."""
        day: date = self.cleaned_data["agreed_on"]
        _refuse_before_start(self.subject, day)
        return day


class StopForm(StepForm):
    """When it happened."""

    stopped_on = Day(label=_("On"))


def stand_still(taken: StepTaken) -> None:
    """Note since when the clock stands still."""
    deadline: Deadline = taken.subject
    deadline.paused_on = clock.today()
    deadline.save(update_fields=["paused_on"])
    tell_case(deadline, "paused", by=taken.by, reason=taken.answers["reason"])


def run_again(taken: StepTaken) -> None:
    """Move the date by the days that the clock stood still."""
    deadline: Deadline = taken.subject
    _add_pause(deadline, clock.today())
    recount(deadline, OfficeClosure.objects.free_day())
    deadline.save(update_fields=["paused_days", "paused_on", *COUNTED])
    tell_case(deadline, "resumed", by=taken.by, paused_days=deadline.paused_days)


def give_extension(taken: StepTaken) -> None:
    """Count the date again, with the extension; the law wants it told in writing before the term ends."""
    told = _move(taken, "extended", ("is_extended",), is_extended=True)
    if taken.subject.key == HANDLING_CLOCK:
        complaint, key = taken.subject.complaint, f"extend:{told.pk}"
        order_to_complainant("extension", complaint, key, taken.by)
        order_to_provider("extension_provider", complaint, key, taken.by)


def give_agreed_time(taken: StepTaken) -> None:
    """The date is the one that was agreed."""
    agreement = {name: taken.answers[name] for name in ("agreed_until", "agreed_on")}
    _move(taken, "agreed", tuple(agreement), **agreement)


def note_stop(what: str) -> Any:
    """The effect that notes when a clock stopped."""

    def note(taken: StepTaken) -> None:
        deadline: Deadline = taken.subject
        deadline.stopped_on = taken.answers["stopped_on"]
        _add_pause(deadline, taken.answers["stopped_on"])
        deadline.save(update_fields=["stopped_on", "paused_days", "paused_on"])
        tell_case(deadline, what, by=taken.by, stopped_on=deadline.stopped_on)

    return note


def tell_judged(what: str) -> Any:
    """The effect that tells the case how a stopped clock turned out."""

    def tell(taken: StepTaken) -> None:
        tell_case(taken.subject, what, by=taken.by, stopped_on=taken.subject.stopped_on)

    return tell


def _move(taken: StepTaken, what: str, fields: tuple[str, ...], **values: Any) -> Event:
    deadline: Deadline = taken.subject
    before = deadline.due_on
    for name, value in values.items():
        setattr(deadline, name, value)
    recount(deadline, OfficeClosure.objects.free_day())
    deadline.save(update_fields=[*fields, *COUNTED])
    return tell_case(deadline, what, by=taken.by, before=before, **taken.answers)


def _add_pause(deadline: Deadline, until: date) -> None:
    if deadline.paused_on is not None:
        deadline.paused_days += max((until - deadline.paused_on).days, 0)
        deadline.paused_on = None


DEADLINE_STEPS = {
    "pause": StepSpec(ReasonForm, (stand_still,), _("The clock stands still until you resume it.")),
    "resume": StepSpec(
        effects=(run_again,), follows=_("The date moves by the days that the clock stood still.")
    ),
    "extend": StepSpec(
        ExtendForm,
        (give_extension,),
        _(
            "The extension counts from the start of the term. When it is the term of the handling, the letter to the "
            "complainant is made, and with consent (a) the one to the care provider."
        ),
    ),
    "agree_longer": StepSpec(AgreementForm, (give_agreed_time,), _("The agreed day becomes the date.")),
    "stop_in_time": StepSpec(StopForm, (note_stop("met"),)),
    "stop_late": StepSpec(StopForm, (note_stop("missed"),)),
    "turn_out_in_time": StepSpec(effects=(tell_judged("met"),)),
    "turn_out_late": StepSpec(effects=(tell_judged("missed"),)),
    "cancel": StepSpec(StopForm, (note_stop("cancelled"),)),
}
