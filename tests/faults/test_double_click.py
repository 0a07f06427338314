"""Two clicks on “make final” at the same moment, in two processes of the office, are one letter."""

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
from documents.models import IssuedDocument
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


def test_two_posts_of_one_page_at_once_make_one_letter(by: User, tmp_path: Path) -> None:
    complaint = make_registered(by)
    client = signed_in(by)
    page = reverse("admin:casework_complaint_letter", args=[complaint.pk, KIND])
    key = key_on(client, page)
    arena = Arena(tmp_path)

    def press(_number: int, wait: Callable[[], Any]) -> int:
        wait()
        return client.post(page, {"key": key}).status_code

    assert arena.run(2, press) == [302, 302]
    assert arena.look(letters_and_events) == (1, 1)


@pytest.mark.parametrize("forged", ["", "1:1", "x" * 5000])
def test_a_post_with_a_key_of_ones_own_making_makes_nothing_and_says_so(by: User, forged: str) -> None:
    page = reverse("admin:casework_complaint_letter", args=[make_registered(by).pk, KIND])

    answer = signed_in(by).post(page, {"key": forged}, follow=True)

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


def signed_in(user: User) -> Client:
    """A browser of this user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def key_on(client: Client, page: str) -> str:
    """What the form of the page sends along."""
    found = re.search(r'name="key" value="([^"]+)"', client.get(page).content.decode())
    assert found is not None
    return found[1]


def letters_and_events() -> tuple[int, int]:
    """How many letters there are, and how many histories tell of one."""
    return IssuedDocument.objects.count(), ComplaintEvent.objects.filter(name="letter_issued").count()
