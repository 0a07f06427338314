"""Two clicks on one button at the same moment, in two processes of the office, do what one click does."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.kit.transitions import perform
from casework.models import Complaint, ComplaintEvent
from documents import tasks
from documents.actions.issue import issue
from documents.actions.prepare_batch import page_key, prepare
from documents.actions.print_batch import ask_for_print
from documents.kinds import kinds
from documents.models import IssuedDocument, MailEvent, OutgoingMail, PrintRun
from tests.factories.casework import make_registered
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use
from tests.processes import Arena

pytestmark = pytest.mark.django_db(transaction=True)
KIND = "acknowledgement"
SECONDS_APART = 1.0


@pytest.fixture
def by(clock: Any) -> User:
    """A coordinator, in an office with templates."""
    templates_in_use()
    return make_user("coordinator")


# --- make final -------------------------------------------------------------------------------------------------------


def test_two_posts_of_one_page_at_once_make_one_letter(by: User, tmp_path: Path) -> None:
    client, page = signed_in(by), letter_page(by)
    sent, arena = {"key": key_on(client, page)}, Arena(tmp_path)

    press_at_once(arena, client, page, sent, times=2)

    assert arena.look(letters_and_events) == (1, 1)


@pytest.mark.parametrize("forged", ["", "1:1", "x" * 5000])
def test_a_post_with_a_key_of_ones_own_making_makes_nothing_and_says_so(by: User, forged: str) -> None:
    answer = signed_in(by).post(letter_page(by), {"key": forged}, follow=True)

    assert "niet meer geldig" in answer.content.decode()
    assert not IssuedDocument.objects.exists()


def test_calls_under_one_key_at_once_give_one_and_the_same_letter(by: User, tmp_path: Path) -> None:
    complaint = make_registered(by)
    arena = Arena(tmp_path)

    def make(_number: int, wait: Callable[[], Any]) -> str:
        wait()
        return str(issue(KIND, complaint, by, key="by-hand:once").pk)

    assert len(set(arena.run(4, make))) == 1
    assert arena.look(letters_and_events) == (1, 1)


# --- send -------------------------------------------------------------------------------------------------------------


def test_two_posts_of_one_page_at_once_queue_one_mail(by: User, tmp_path: Path) -> None:
    letter = issue(KIND, make_registered(by), by)
    page = reverse("admin:documents_issueddocument_send", args=[letter.pk])
    client, arena = signed_in(by), Arena(tmp_path)

    press_at_once(arena, client, page, {"what": "ready"}, times=4)

    assert arena.look(letters_and_mails) == (1, 1, 1, 1)


def test_two_posts_of_make_final_and_send_make_one_letter_and_one_mail(by: User, tmp_path: Path) -> None:
    client, page = signed_in(by), letter_page(by)
    sent = {"key": key_on(client, page), "send": "1", "what": "attached"}
    arena = Arena(tmp_path)

    press_at_once(arena, client, page, sent, times=4)

    assert arena.look(letters_and_mails) == (1, 1, 1, 1)


# --- make the print ---------------------------------------------------------------------------------------------------


@pytest.mark.soffice
def test_a_second_click_while_the_first_is_not_committed_yet_makes_no_second_print(
    by: User, tmp_path: Path
) -> None:
    make_registered(by)
    batch = prepare(kinds.get(KIND), Complaint.objects.all(), by, key=page_key("x"))
    perform(batch, "start", by=by)
    tasks.run_batch(str(batch.pk))
    arena = Arena(tmp_path)

    def press(number: int, wait: Callable[[], Any]) -> str:
        if number:
            wait()
            return str(ask_for_print(batch, by, is_double_sided=False).pk)
        with transaction.atomic():
            asked = str(ask_for_print(batch, by, is_double_sided=False).pk)
            wait()
            time.sleep(SECONDS_APART)
        return asked

    assert len(set(arena.run(2, press))) == 1
    assert arena.look(PrintRun.objects.count) == 1


# --- pressing and counting --------------------------------------------------------------------------------------------


def signed_in(user: User) -> Client:
    """A browser of this user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def letter_page(by: User) -> str:
    """The page on which this user makes a letter of a case of theirs."""
    return reverse("admin:casework_complaint_letter", args=[make_registered(by).pk, KIND])


def key_on(client: Client, page: str) -> str:
    """What the form of the page sends along."""
    found = re.search(r'name="key" value="([^"]+)"', client.get(page).content.decode())
    assert found is not None
    return found[1]


def press_at_once(arena: Arena, client: Client, page: str, sent: dict[str, str], *, times: int) -> None:
    """The same post by as many processes; none of them fails."""

    def press(_number: int, wait: Callable[[], Any]) -> int:
        wait()
        return client.post(page, sent).status_code

    assert arena.run(times, press) == [302] * times


def letters_and_events() -> tuple[int, int]:
    """How many letters there are, and how many histories tell of one."""
    return IssuedDocument.objects.count(), ComplaintEvent.objects.filter(name="letter_issued").count()


def letters_and_mails() -> tuple[int, ...]:
    """Letters, mails, and the lines of both histories that tell of a mail."""
    return (
        IssuedDocument.objects.count(),
        OutgoingMail.objects.count(),
        ComplaintEvent.objects.filter(name="letter_mailed").count(),
        MailEvent.objects.filter(name="queued").count(),
    )
