"""What a moment in a complaint does to its clocks: it starts some and stops others.

Called by effects, inside the transaction of the step that caused it, and by the intake. All of it may be called again
without harm: a clock that runs is not started twice, and one that does not run is not stopped.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from backoffice.kit import history
from backoffice.kit.calendar import IsFree
from backoffice.kit.transitions import Refused, perform
from casework.deadline_states import DeadlineState
from casework.models import ClockRule, Deadline, OfficeClosure, Procedure
from casework.models.clock_rule import Moment
from casework.next_dates import keep_next_dates
from casework.presentation.deadlines import in_words
from casework.rules.deadlines import due_on
from casework.rules.reminders import given_at_start

# The procedure whose clocks run on a complaint about a provider that is not known yet.
DEFAULT_PROCEDURE = "wkkgz"
# What closing a complaint completes; other clocks are then no longer needed.
COMPLETED_BY_CLOSING = (Moment.CLOSED, Moment.OUTCOME_SENT)


def happened(complaint: Any, moment: str, on: date, *, by: Any = None) -> None:
    """Stop the clocks that this moment stops and start those that it starts. Needs a transaction.

    ``on`` is the day of the moment; for a planned hearing the day of the hearing itself.
    """
    for deadline in complaint.deadlines.open().filter(rule__stops_at=moment):
        _stop(deadline, on)
    for rule in rules_of(complaint).filter(starts_at=moment, is_active=True):
        _start(complaint, rule, on, by)


def start_clock(complaint: Any, key: str, started_on: date, *, by: Any = None) -> Deadline | None:
    """Start one clock; a clock that is open already keeps running, from the new start when that differs.

    None when the rule is not in use. Raises `ClockRule.DoesNotExist` when the procedure has no such clock.
    """
    rule = rules_of(complaint).get(key=key)
    return _start(complaint, rule, started_on, by) if rule.is_active else None


def stop_clock(complaint: Any, key: str, stopped_on: date) -> Deadline | None:
    """Stop one clock, in time or late by the day on which it stopped; None when it is not open."""
    deadline = complaint.deadlines.open().filter(key=key).first()
    return _stop(deadline, stopped_on) if deadline else None


def stop_all(complaint: Any, on: date) -> None:
    """The complaint is over: stop what closing completes, and cancel what is no longer needed."""
    for deadline in complaint.deadlines.open().select_related("rule"):
        if deadline.rule.stops_at in COMPLETED_BY_CLOSING:
            _stop(deadline, on)
        else:
            _cancel(deadline, on)


def drop_all(complaint: Any, on: date) -> None:
    """The complaint ends without being handled: what was late stays late, the rest is no longer needed."""
    for deadline in complaint.deadlines.open().select_related("rule"):
        if deadline.paused_on is None and deadline.due_on < on:
            _stop(deadline, on)
        else:
            _cancel(deadline, on)


def ensure_intake_clocks(complaint: Any, *, by: Any = None) -> None:
    """Let the clocks run that start at receipt, by the complaint's procedure. Call it again when that changes.

    A clock that the new procedure does not have is cancelled; one that it counts differently is counted again.
    """
    rules = {rule.key: rule for rule in rules_of(complaint).filter(starts_at=Moment.RECEIVED, is_active=True)}
    wrong = complaint.deadlines.open().exclude(rule__procedure=procedure_of(complaint))
    for deadline in wrong.filter(rule__starts_at=Moment.RECEIVED):
        if deadline.key in rules:
            _count_under(deadline, rules[deadline.key])
        else:
            _cancel(deadline, complaint.received_on)
    for key, rule in rules.items():
        if not complaint.deadlines.filter(key=key).exists():
            _start(complaint, rule, complaint.received_on, by)


def follow_receipt(complaint: Any, *, by: Any = None) -> None:
    """Let every clock that ran from receipt run from the day that is now known, those that stopped too.

    Needs a transaction. Raises `Refused` when a clock was stopped by something that happened before that day.
    """
    ensure_intake_clocks(complaint, by=by)
    ran = complaint.deadlines.filter(rule__starts_at=Moment.RECEIVED).exclude(state=DeadlineState.CANCELLED)
    is_free = OfficeClosure.objects.free_day()
    for deadline in ran.exclude(started_on=complaint.received_on).select_related("rule"):
        _refuse_stop_before(deadline, complaint.received_on)
        _start_again(deadline, complaint.received_on, is_free, by)
        if deadline.stopped_on is not None:
            _judge_again(deadline, deadline.stopped_on)


def procedure_of(complaint: Any) -> Procedure:
    """The procedure a complaint is counted by; the current Wkkgz procedure while its own is not known."""
    return complaint.procedure or Procedure.objects.current().get(key=DEFAULT_PROCEDURE)


def rules_of(complaint: Any) -> Any:
    """The clock rules of a complaint's procedure."""
    return ClockRule.objects.filter(procedure=procedure_of(complaint))


def recount(deadline: Deadline, is_free: IsFree) -> None:
    """Count the date of a deadline again and set its reasons; does not save."""
    due = deadline.counted(is_free)
    deadline.due_on = due.day
    deadline.why = [line.stored() for line in due.why]
    deadline.reminders_given = given_at_start(deadline.rule.plan, deadline.started_on, due.day, is_free)


COUNTED = ("due_on", "why", "reminders_given")


def tell_case(deadline: Deadline, what: str, *, by: Any, **answers: Any) -> history.Event:
    """Write what happened to which clock in the history of the complaint, and keep its next date."""
    said = {"clock": deadline.rule.title, "key": deadline.key, "due_on": deadline.due_on, **answers}
    event = history.record(
        deadline.complaint, f"clock_{what}", by=by, category=history.Category.DEADLINE, answers=said
    )
    keep_next_dates([deadline.complaint_id])
    return event


def _start(complaint: Any, rule: ClockRule, started_on: date, by: Any) -> Deadline:
    is_free = OfficeClosure.objects.free_day()
    terms = rule.terms
    due = due_on(started_on, terms, is_free=terms.free_days(is_free))
    deadline, is_new = Deadline.objects.open().get_or_create(
        complaint=complaint,
        key=rule.key,
        defaults={
            "rule": rule,
            "started_on": started_on,
            "due_on": due.day,
            "terms": rule.stored_terms(),
            "why": [line.stored() for line in due.why],
            "reminders_given": given_at_start(rule.plan, started_on, due.day, is_free),
        },
    )
    if is_new:
        tell_case(deadline, "started", by=by, started_on=started_on)
    elif deadline.started_on != started_on:
        _start_again(deadline, started_on, is_free, by)
    return deadline


def _start_again(deadline: Deadline, started_on: date, is_free: IsFree, by: Any) -> None:
    deadline.started_on = started_on
    recount(deadline, is_free)
    deadline.version += 1
    deadline.save(update_fields=["started_on", "version", *COUNTED])
    tell_case(deadline, "started", by=by, started_on=started_on)


def _count_under(deadline: Deadline, rule: ClockRule) -> None:
    """Go on under the rule of another procedure, from the same start."""
    before = deadline.due_on
    deadline.rule = rule
    deadline.terms = rule.stored_terms()
    deadline.is_extended = deadline.is_extended and rule.extension_length > 0
    deadline.paused_days = deadline.paused_days if rule.may_pause else 0
    recount(deadline, OfficeClosure.objects.free_day())
    deadline.version += 1
    deadline.save(update_fields=["rule", "terms", "is_extended", "paused_days", "version", *COUNTED])
    if deadline.due_on != before:
        tell_case(deadline, "moved", by=None, before=before)


def _refuse_stop_before(deadline: Deadline, received_on: date) -> None:
    if deadline.stopped_on is not None and deadline.stopped_on < received_on:
        said = {"clock": deadline.rule.title, "day": in_words(deadline.stopped_on)}
        text = (
            _("“%(clock)s” was done on %(day)s. The complaint cannot have been received after that.") % said
        )
        raise Refused([text], {"received_on": [text]})


def _judge_again(deadline: Deadline, stopped_on: date) -> None:
    is_in_time = stopped_on <= deadline.due_on
    if is_in_time and deadline.state == DeadlineState.MISSED:
        perform(deadline, "turn_out_in_time", by=None)
    if not is_in_time and deadline.state == DeadlineState.MET:
        perform(deadline, "turn_out_late", by=None)


def _cancel(deadline: Deadline, on: date) -> None:
    perform(deadline, "cancel", by=None, stopped_on=_end(deadline, on))


def _end(deadline: Deadline, on: date) -> date:
    """The day on which a run ends: never before it began. One that counts back ends before its start."""
    return on if deadline.terms.get("backwards") else max(on, deadline.started_on)


def _stop(deadline: Deadline, day: date) -> Deadline:
    on = _end(deadline, day)
    is_in_time = (deadline.paused_on or on) <= deadline.due_on
    perform(deadline, "stop_in_time" if is_in_time else "stop_late", by=None, stopped_on=on)
    return deadline
