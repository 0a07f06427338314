"""The worker is killed at any moment of a letter or a mail; the next one leaves every letter made once."""

import email
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from email import policy
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.transitions import perform
from casework.models import Complaint, ComplaintEvent
from documents import tasks
from documents.actions.mail import queue_mail
from documents.models import IssuedDocument, LetterOrder, OutgoingMail
from tests.factories.casework import make_complaint, make_registered
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use
from tests.faults.killing import kill_during, moments_of
from tests.processes import Arena

pytestmark = pytest.mark.django_db(transaction=True)
MARKS_OF_A_LETTER = ("call render", "call store", "return store")
MARKS_OF_A_STEP = ("call order", "return order")
MARKS_OF_A_MAIL = ("call EmlBackend.send_messages", "return EmlBackend.send_messages")


@pytest.fixture(autouse=True)
def _office(clock: Any, settings: Any, tmp_path: Path) -> None:
    """Templates in use, a clock that stands still, and a folder for mail."""
    templates_in_use()
    settings.EMAIL_BACKEND = "documents.mail_files.EmlBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")


@pytest.fixture
def by() -> User:
    """A coordinator."""
    return make_user("coordinator")


def the_next_worker(task: Callable[[], int]) -> Callable[[], list[int]]:
    """What a worker that starts an hour later does, twice."""

    def work() -> list[int]:
        with office_clock.at(office_clock.now() + timedelta(hours=1)):
            return [task(), task()]

    return work


def test_a_worker_killed_at_any_moment_of_a_letter_leaves_one_letter_per_order(
    by: User, tmp_path: Path
) -> None:
    count = 1 + 2 * (len(MARKS_OF_A_LETTER) + 1)
    for _ in range(count):
        make_registered(by)
    undisturbed, *orders = [str(order.pk) for order in LetterOrder.objects.all()]
    arena = Arena(tmp_path)

    moments = moments_of(arena, partial(tasks.issue_ordered, undisturbed), MARKS_OF_A_LETTER, between=2)
    for order, moment in zip(orders, moments, strict=True):
        kill_during(arena, partial(tasks.issue_ordered, order), moment)
    arena.look(the_next_worker(tasks.pick_up_orders))

    letters, events, waiting = arena.look(_letters)
    assert set(Counter(letters).values()) == {1}
    assert len(letters) == events == count
    assert waiting == 0


def test_a_step_killed_at_any_moment_was_taken_with_its_letter_or_not_at_all(
    by: User, tmp_path: Path
) -> None:
    count = 1 + 2 * (len(MARKS_OF_A_STEP) + 1)
    undisturbed, *others = [make_complaint(by) for _ in range(count)]
    arena = Arena(tmp_path)

    moments = moments_of(arena, partial(perform, undisturbed, "register", by=by), MARKS_OF_A_STEP, between=2)
    for complaint, moment in zip(others, moments, strict=True):
        kill_during(arena, partial(perform, complaint, "register", by=by), moment)
    registered, ordered = arena.look(_registered_and_ordered)
    arena.look(the_next_worker(tasks.pick_up_orders))

    letters, events, waiting = arena.look(_letters)
    assert 1 <= len(registered) < count
    assert sorted(registered) == sorted(ordered) == sorted(letters)
    assert (events, waiting) == (len(registered), 0)


def test_a_worker_killed_at_any_moment_of_a_mail_sends_it_once_or_asks_a_person(
    settings: Any, tmp_path: Path
) -> None:
    context = {"kantoor": "Klachtenkantoor Zorg", "telefoon": "053 123 45 67", "kenmerk": "K2026-00001"}
    count = 1 + 3 * (len(MARKS_OF_A_MAIL) + 1)
    mails = [
        queue_mail("message_ready", to="klager@example.org", context=context, key=f"ready:{number}")
        for number in range(count)
    ]
    undisturbed, *others = [str(mail.pk) for mail in mails]
    arena = Arena(tmp_path)

    moments = moments_of(arena, partial(tasks.dispatch_mail, undisturbed), MARKS_OF_A_MAIL, between=3)
    for mail, moment in zip(others, moments, strict=True):
        kill_during(arena, partial(tasks.dispatch_mail, mail), moment)
    arena.look(the_next_worker(tasks.pick_up_mail))

    files = Counter(_message_ids(Path(settings.EMAIL_FILE_PATH)))
    states = arena.look(lambda: dict(OutgoingMail.objects.values_list("message_id", "state")))
    sent = {key for key, state in states.items() if state == "sent"}
    assert len(states) == count
    assert set(states.values()) == {"sent", "unsure"}
    assert set(files.values()) == {1}
    assert sent <= set(files)


def _letters() -> tuple[list[str], int, int]:
    """The case of each letter, how many histories tell of one, and how many orders have none."""
    about = [str(pk) for pk in IssuedDocument.objects.values_list("subject_id", flat=True)]
    events = ComplaintEvent.objects.filter(name="letter_issued").count()
    return about, events, LetterOrder.objects.waiting().count()


def _registered_and_ordered() -> tuple[list[str], list[str]]:
    registered = Complaint.objects.filter(number__isnull=False).values_list("pk", flat=True)
    ordered = LetterOrder.objects.values_list("subject_id", flat=True)
    return [str(pk) for pk in registered], [str(pk) for pk in ordered]


def _message_ids(folder: Path) -> list[str]:
    files = folder.glob("[!.]*.eml")
    return [
        email.message_from_bytes(file.read_bytes(), policy=policy.default)["Message-ID"] for file in files
    ]
