"""The daily round past all dates, beside a plain Django loop that saves what it finds."""

from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter

from backoffice.accounts.models import User
from backoffice.kit.holidays import dutch_free_day
from casework.actions.sweep import sweep
from casework.models import ClockRule, Deadline, Reminder
from documents.models import OutgoingMail
from tests.benchmarks.deadline_rows import make_rows, settle
from tests.benchmarks.result import Result

ON = date(2026, 3, 24)
TARGET = 150
TRIES = 2
NOTHING_DUE_AT_MOST = 0.020
# The working day before: nothing is due yet.
QUIET = ON - timedelta(days=1)


def run(rows: int) -> list[Result]:
    """Make the rows; measure a round with nothing due, one with all that is due, and once more; then the loop."""
    due = make_rows(rows, ON)
    sweep(QUIET)  # a worker that runs knows the holidays already
    quiet = _seconds(lambda: sweep(QUIET), reminders=0)
    ours = min(_after_undoing(lambda: sweep(ON), due) for _ in range(TRIES))
    again = _seconds(lambda: sweep(ON), reminders=due)
    peer = _after_undoing(lambda: plain_round(ON), due)
    size = f"{Deadline.objects.count():,} open, {due:,} due"
    return [
        Result("deadline sweep", ours, peer, TARGET, size),
        Result("deadline sweep, nothing due", quiet, peer, TARGET, size, ours_at_most=NOTHING_DUE_AT_MOST),
        Result("deadline sweep, second time", again, peer, TARGET, size, ours_at_most=NOTHING_DUE_AT_MOST),
    ]


def plain_round(on: date) -> None:
    """What a Django tutorial would write: look at every running deadline, save a reminder, save the deadline."""
    is_free = dutch_free_day()
    rules = {rule.pk: rule for rule in ClockRule.objects.all()}
    told: set[User] = set()
    for deadline in (
        Deadline.objects.filter(state="running").select_related("complaint__coordinator").iterator()
    ):
        moments = rules[deadline.rule_id].plan.moments[deadline.reminders_given :]
        if not moments or deadline.due_on > on + timedelta(days=14):
            continue
        for moment in moments:
            if moment.day_for(deadline.due_on, is_free) <= on:
                person = deadline.complaint.coordinator
                Reminder(
                    deadline=deadline, kind=moment.key, due_on=deadline.due_on, fell_on=on, for_user=person
                ).save()
                deadline.reminders_given += 1
                told.add(person)
        deadline.save()
    for person in told:
        OutgoingMail(
            kind="deadline_reminders", key=f"plain:{person.pk}", message_id=str(person.pk), to=person.email
        ).save()


def _after_undoing(work: Callable[[], object], reminders: int) -> float:
    Reminder.objects.all().delete()
    OutgoingMail.objects.all().delete()
    Deadline.objects.filter(due_on=ON).update(reminders_given=2)
    settle()
    return _seconds(work, reminders)


def _seconds(work: Callable[[], object], reminders: int) -> float:
    start = perf_counter()
    work()
    taken = perf_counter() - start
    assert Reminder.objects.count() == reminders
    return taken
