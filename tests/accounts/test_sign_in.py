"""Signing in: password, lock-out, the way back, and what a session is bound to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from backoffice.accounts.models import User
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: str) -> Any:
    return client.post(LOGIN, {"username": email, "password": password, **extra})


def test_staff_sign_in_by_address_in_any_case(client: Client, officer: User) -> None:
    response = client.post(LOGIN, {"username": f" {officer.email.upper()} ", "password": PASSWORD})

    assert response.status_code == 302
    assert client.get(reverse("admin:index")).status_code == 200


def test_the_answer_is_the_same_for_unknown_wrong_inactive_and_complainant(
    client: Client, officer: User, complainant: User
) -> None:
    User.objects.filter(pk=officer.pk).update(is_active=False)
    tries = [("nobody@example.org", PASSWORD), (officer.email, "wrong"), (officer.email, PASSWORD)]
    tries.append((complainant.email, PASSWORD))

    answers = [client.post(LOGIN, {"username": email, "password": password}) for email, password in tries]

    assert {answer.status_code for answer in answers} == {200}
    assert len({str(answer.context["form"].errors) for answer in answers}) == 1
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_costs_the_same_hashing_as_a_known_one(client: Client, officer: User) -> None:
    hashed: list[str] = []

    with counted(Argon2PasswordHasher, "encode", hashed), counted(Argon2PasswordHasher, "verify", hashed):
        sign_in(client, officer.email, "wrong")
        sign_in(client, "nobody@example.org", "wrong")

    assert hashed == ["verify", "encode"]


@contextmanager
def counted(owner: type, method: str, calls: list[str]) -> Iterator[None]:
    """Note every call of a method that still does its work."""
    with patch.object(owner, method, autospec=True, side_effect=getattr(owner, method)) as watched:
        original = watched.side_effect
        watched.side_effect = lambda *args, **kwargs: (calls.append(method), original(*args, **kwargs))[1]  # type: ignore[func-returns-value]
        yield


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_next_never_leads_to_another_house(client: Client, officer: User, target: str) -> None:
    response = client.post(
        f"{LOGIN}?next={target}", {"username": officer.email, "password": PASSWORD, "next": target}
    )

    assert response["Location"] == reverse("admin:index")


def test_next_leads_back_to_the_page_that_was_asked(client: Client, officer: User) -> None:
    page = reverse("admin:my_settings")

    response = client.get(page, follow=True)
    response = sign_in(client, officer.email, next=page)

    assert response["Location"] == page


@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        ("", False),
        ("?next=/admin/", False),
        ("?next=//evil.example/", False),
        ("?next=/admin/casework/complaint/add/", True),
        ("?reason=idle", True),
    ],
)
def test_who_is_led_here_from_a_page_is_told_that_what_was_typed_is_lost(
    query: str, is_told: bool, client: Client
) -> None:
    page = client.get(LOGIN + query).content.decode()

    lost = gettext("Were you filling something in? What was not saved was not kept.")
    assert (lost in page) == is_told


def test_signing_in_makes_a_new_session_key(client: Client, officer: User) -> None:
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted_key = str(session.session_key)
    client.cookies["sessionid"] = planted_key

    sign_in(client, officer.email)

    assert client.session.session_key != planted_key
    assert client.cookies["sessionid"].value != planted_key


def test_a_form_without_token_is_refused(officer: User) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(LOGIN, {"username": officer.email, "password": PASSWORD})

    assert response.status_code == 403


def test_five_wrong_passwords_lock_account_and_address_with_a_clear_page(
    client: Client, officer: User
) -> None:
    for _attempt in range(5):
        last = client.post(LOGIN, {"username": officer.email, "password": "wrong"})

    assert last.status_code == 429
    assert "half uur" in last.content.decode()
    assert client.post(LOGIN, {"username": officer.email, "password": PASSWORD}).status_code == 429


def test_another_spelling_of_the_address_does_not_escape_the_lock(client: Client, officer: User) -> None:
    spellings = [
        officer.email,
        officer.email.upper(),
        f" {officer.email}",
        officer.email.title(),
        officer.email,
    ]
    for spelling in spellings:
        client.post(LOGIN, {"username": spelling, "password": "wrong"})

    assert client.post(LOGIN, {"username": officer.email.swapcase(), "password": PASSWORD}).status_code == 429


def test_the_lock_looks_the_same_for_an_address_that_nobody_has(client: Client) -> None:
    statuses = [
        client.post(LOGIN, {"username": "nobody@example.org", "password": "x"}).status_code
        for _try in range(6)
    ]

    assert statuses == [200, 200, 200, 200, 429, 429]


def test_a_lock_does_not_reach_another_address_or_account(
    client: Client, officer: User, finance: User
) -> None:
    for _attempt in range(5):
        client.post(LOGIN, {"username": officer.email, "password": "wrong"})

    elsewhere = Client(REMOTE_ADDR="10.0.0.9").post(LOGIN, {"username": officer.email, "password": PASSWORD})
    colleague = client.post(LOGIN, {"username": finance.email, "password": PASSWORD})

    assert elsewhere.status_code == 302
    assert colleague.status_code == 302


def test_a_forwarded_address_is_not_believed_without_a_proxy_of_our_own(
    client: Client, officer: User
) -> None:
    for attempt in range(5):
        last = client.post(
            LOGIN,
            {"username": officer.email, "password": "wrong"},
            headers={"x-forwarded-for": f"10.0.0.{attempt}"},
        )

    assert last.status_code == 429


def test_a_complainant_with_the_right_password_is_counted_like_a_wrong_one(
    client: Client, complainant: User
) -> None:
    statuses = [
        client.post(LOGIN, {"username": complainant.email, "password": PASSWORD}).status_code
        for _try in range(5)
    ]

    assert statuses[-1] == 429


def test_signing_out_is_a_post_and_ends_the_session(client: Client, officer: User) -> None:
    client.force_login(officer)

    assert client.get(reverse("admin:logout")).status_code == 405
    client.post(reverse("admin:logout"))

    assert client.get(reverse("admin:index")).status_code == 302
