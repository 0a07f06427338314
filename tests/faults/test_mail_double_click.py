"""Two clicks on “send” at the same moment, in two processes of the office, are one mail and one line of history."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from casework.models import ComplaintEvent
from documents.actions.issue import issue
from documents.models import IssuedDocument, MailEvent, OutgoingMail
from tests.factories.casework import make_registered
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use
from tests.processes import Arena

pytestmark = pytest.mark.django_db(transaction=True)
KIND = "acknowledgement"


@pytest.fixture
def by(clock: Any) -> User:
    """A coordinator, in an office with templates."""
    templates_in_use()
    return make_user("coordinator")


def test_two_posts_of_one_page_at_once_queue_one_mail(by: User, tmp_path: Path) -> None:
    letter = issue(KIND, make_registered(by), by)
    page = reverse("admin:documents_issueddocument_send", args=[letter.pk])

    assert press_at_once(by, page, {"what": "ready"}, tmp_path) == (1, 1, 1, 1)


def test_two_posts_of_make_final_and_send_make_one_letter_and_one_mail(by: User, tmp_path: Path) -> None:
    complaint = make_registered(by)
    page = reverse("admin:casework_complaint_letter", args=[complaint.pk, KIND])
    found = re.search(r'name="key" value="([^"]+)"', signed_in(by).get(page).content.decode())
    assert found is not None

    sent = {"key": found[1], "send": "1", "what": "attached"}

    assert press_at_once(by, page, sent, tmp_path) == (1, 1, 1, 1)


def press_at_once(by: User, page: str, sent: dict[str, str], tmp_path: Path) -> tuple[int, ...]:
    """Four posts by four processes; what there is afterwards."""
    client, arena = signed_in(by), Arena(tmp_path)

    def press(_number: int, wait: Callable[[], Any]) -> int:
        wait()
        return client.post(page, sent).status_code

    assert arena.run(4, press) == [302] * 4
    counted: tuple[int, ...] = arena.look(what_there_is)
    return counted


def what_there_is() -> tuple[int, ...]:
    """Letters, mails, and the lines of both histories that tell of a mail."""
    told = ComplaintEvent.objects.filter(name="letter_mailed").count()
    return (
        IssuedDocument.objects.count(),
        OutgoingMail.objects.count(),
        told,
        MailEvent.objects.filter(name="queued").count(),
    )


def signed_in(user: User) -> Client:
    """A browser of this user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
