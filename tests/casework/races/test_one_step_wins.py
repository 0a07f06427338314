"""Many people press the same button at once: one step is taken, and the others are told who was first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from backoffice.accounts.models import User
from backoffice.kit import transitions
from backoffice.kit.refusals import Refused
from backoffice.kit.transitions import perform
from casework.models import Complaint, ComplaintEvent
from documents.models import LetterOrder
from tests.factories.casework import complainant_party, make_complaint
from tests.factories.people import make_user
from tests.processes import Arena

pytestmark = pytest.mark.django_db(transaction=True)
WON = "won"


@pytest.fixture(autouse=True)
def _unhurried(clock: Any) -> None:
    """The clock stands still here too."""


@pytest.fixture
def unassigned() -> Complaint:
    """A complaint from the portal, which every coordinator may register."""
    user = make_user("complainant")
    return make_complaint(user, parties=(complainant_party(user=user),))


def press(step: str, subject: Complaint, users: list[User]) -> Callable[[int, Callable[[], Any]], str]:
    """Each process is one user, who opened the page before and presses the button at the same moment."""

    def work(number: int, wait: Callable[[], Any]) -> str:
        seen = Complaint.objects.get(pk=subject.pk)
        wait()
        try:
            perform(seen, step, by=users[number])
        except Refused as refused:
            return refused.reasons[0]
        return WON

    return work


@pytest.mark.parametrize("count", [2, 16])
def test_one_of_many_wins_and_the_others_hear_who(count: int, unassigned: Complaint, tmp_path: Path) -> None:
    users = [make_user("coordinator", name=f"Coördinator {number}") for number in range(count)]
    arena = Arena(tmp_path)

    answers = arena.run(count, press("register", unassigned, users))

    winner = users[answers.index(WON)].name
    losers = [answer for answer in answers if answer != WON]
    assert len(losers) == count - 1
    assert all(winner in reason for reason in losers)
    left = arena.look(lambda: (numbers(), steps_taken("register"), LetterOrder.objects.count()))
    assert left == (["K2026-00001"], 1, 1)


def test_a_double_click_of_one_person_is_one_step(unassigned: Complaint, tmp_path: Path) -> None:
    coordinator = make_user("coordinator")
    arena = Arena(tmp_path)

    answers = arena.run(2, press("register", unassigned, [coordinator, coordinator]))

    assert answers.count(WON) == 1
    assert arena.look(lambda: (steps_taken("register"), LetterOrder.objects.count())) == (1, 1)


def test_two_different_steps_at_once_are_one_step(tmp_path: Path) -> None:
    complaint = make_complaint()
    assert complaint.coordinator is not None
    arena = Arena(tmp_path)

    def work(number: int, wait: Callable[[], Any]) -> str:
        return press(["register", "withdraw"][number], complaint, [complaint.coordinator] * 2)(number, wait)  # type: ignore[list-item]

    answers = arena.run(2, work)

    assert answers.count(WON) == 1
    assert arena.look(lambda: steps_taken("register") + steps_taken("withdraw")) == 1


def test_without_the_lock_more_than_one_wins(
    unassigned: Complaint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = [make_user("coordinator") for _number in range(8)]
    monkeypatch.setattr(transitions, "locked", lambda subject, *, by: subject)
    arena = Arena(tmp_path)

    answers = arena.run(8, press("register", unassigned, users))

    assert answers.count(WON) > 1
    assert arena.look(lambda: steps_taken("register")) > 1


def test_case_numbers_have_no_gaps_when_many_register_and_some_are_rolled_back(tmp_path: Path) -> None:
    coordinator = make_user("coordinator")
    complaints = [make_complaint(coordinator) for _number in range(24)]
    arena = Arena(tmp_path)

    def work(number: int, wait: Callable[[], Any]) -> int:
        mine = [Complaint.objects.get(pk=complaint.pk) for complaint in complaints[number::8]]
        wait()
        return sum(
            register_or_break(complaint, coordinator, breaks=turn % 3 == 1)
            for turn, complaint in enumerate(mine)
        )

    registered = sum(arena.run(8, work))

    assert registered == 16
    assert arena.look(numbers) == [f"K2026-{number:05d}" for number in range(1, registered + 1)]


class Broken(Exception):
    """Something that went wrong after the number was taken."""


def register_or_break(complaint: Complaint, by: User, *, breaks: bool) -> bool:
    """Register, or take the number and roll it all back; whether it was kept."""
    try:
        with transaction.atomic():
            perform(complaint, "register", by=by)
            if breaks:
                raise Broken
    except Broken:
        return False
    return True


def numbers() -> list[str]:
    """All case numbers, in order."""
    return sorted(Complaint.objects.exclude(number=None).values_list("number", flat=True))


def steps_taken(step: str) -> int:
    """How often a step stands in the history."""
    return ComplaintEvent.objects.filter(name=step).count()
