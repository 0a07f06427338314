"""Rounds and clocks side by side, in real processes: every reminder once, every mail once, one run of a clock."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from casework.actions.deadlines import extend, start_clock
from casework.actions.intake import take_in
from casework.actions.sweep import sweep
from casework.models import Complaint, Deadline, Reminder
from documents.models import OutgoingMail
from tests.factories.casework import make_complaint, make_intake
from tests.factories.people import make_user
from tests.processes import Arena

pytestmark = pytest.mark.django_db(transaction=True)

ON = date(2026, 5, 8)
AT_ONCE = 4
CASES = 25


@pytest.fixture
def officer_of_many(clock: date) -> User:
    """An officer with many cases, all late on the day of the round."""
    coordinator, officer = make_user("coordinator"), make_user("officer")
    for _ in range(CASES):
        complaint = make_complaint(coordinator)
        Complaint.objects.filter(pk=complaint.pk).update(officer=officer)
    return officer


def test_rounds_side_by_side_give_every_reminder_and_every_mail_once(
    officer_of_many: User, tmp_path: Path
) -> None:
    arena = Arena(tmp_path)

    def round_once(_number: int, wait: Callable[[], Any]) -> tuple[int, int]:
        wait()
        done = sweep(ON)
        return done.reminders, done.mails

    done = arena.run(AT_ONCE, round_once)

    found = arena.look(lambda: list(Reminder.objects.values_list("deadline", "kind")))
    assert max(Counter(found).values()) == 1
    assert sum(reminders for reminders, _ in done) == len(found) == CASES * (4 + 5)
    assert sum(mails for _, mails in done) == arena.look(OutgoingMail.objects.count) == 2


def test_a_round_during_the_intake_of_complaints_misses_none(officer_of_many: User, tmp_path: Path) -> None:
    coordinator = make_user("coordinator")
    intakes = [make_intake(received_on=date(2026, 3, 24)) for _ in range(AT_ONCE)]
    arena = Arena(tmp_path)

    def take_in_or_sweep(number: int, wait: Callable[[], Any]) -> None:
        wait()
        if number % 2:
            sweep(ON)
        else:
            take_in(intakes[number], coordinator)

    arena.run(AT_ONCE, take_in_or_sweep)
    arena.run(1, lambda _number, _wait: sweep(ON).reminders)

    found = arena.look(lambda: list(Reminder.objects.values_list("deadline", "kind")))
    assert max(Counter(found).values()) == 1
    assert len(found) == (CASES + 2) * (4 + 5)


def test_a_clock_that_many_start_at_once_runs_once(officer_of_many: User, tmp_path: Path) -> None:
    key = Complaint.objects.values_list("pk", flat=True).first()
    arena = Arena(tmp_path)

    def start(_number: int, wait: Callable[[], Any]) -> None:
        complaint = Complaint.objects.get(pk=key)
        wait()
        with transaction.atomic():
            start_clock(complaint, "consent", date(2026, 3, 24))

    arena.run(AT_ONCE, start)

    assert arena.look(lambda: Deadline.objects.filter(complaint=key, key="consent").count()) == 1


def test_one_of_many_who_extend_at_once_wins(officer_of_many: User, tmp_path: Path) -> None:
    key = Deadline.objects.filter(key="officer_handling").values_list("pk", flat=True).first()
    arena = Arena(tmp_path)

    def give(_number: int, wait: Callable[[], Any]) -> str:
        deadline = Deadline.objects.get(pk=key)
        wait()
        try:
            extend(deadline, "Meer onderzoek nodig.", officer_of_many)
        except Refused as refused:
            return refused.reasons[0]
        return "won"

    answers = arena.run(AT_ONCE, give)

    assert answers.count("won") == 1
    assert arena.look(lambda: Deadline.objects.get(pk=key).due_on) == date(2026, 6, 2)
    assert arena.look(lambda: Deadline.objects.get(pk=key).events.count()) == 1
