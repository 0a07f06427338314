"""The headers of every answer, and Chromium's opinion of them: nothing from elsewhere, nothing refused."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import Page

from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from backoffice.security import SecurityHeadersMiddleware, policy
from tests.access.scene import Scene, build_scene
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def test_the_policy_allows_this_house_alone_and_nothing_inline() -> None:
    said = policy()

    assert "unsafe-inline" not in said
    assert "unsafe-eval" not in said
    assert "http" not in said
    for directive in ("default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'"):
        assert directive in said


def test_a_nonce_is_new_for_every_answer_and_only_there_when_it_is_used() -> None:
    def with_script(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined]

    answers = [SecurityHeadersMiddleware(with_script)(RequestFactory().get("/")) for _time in range(2)]
    without = SecurityHeadersMiddleware(lambda _request: HttpResponse())(RequestFactory().get("/"))

    nonces = [re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"]) for answer in answers]
    assert all(
        nonce and nonce[1] in answer.content.decode() for nonce, answer in zip(nonces, answers, strict=True)
    )
    assert len({nonce[1] for nonce in nonces if nonce}) == 2
    assert "nonce" not in without["Content-Security-Policy"]


def test_every_answer_carries_the_headers(client: Client, officer: User) -> None:
    client.force_login(officer)

    for page in (reverse("admin:login"), reverse("admin:index"), "/admin/does-not-exist/", "/nowhere/"):
        response = client.get(page)
        for header in (
            "Content-Security-Policy",
            "Permissions-Policy",
            "X-Frame-Options",
            "X-Content-Type-Options",
        ):
            assert header in response.headers, f"{page} {header}"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Referrer-Policy"] == "same-origin"


def test_pages_of_who_is_signed_in_stay_out_of_every_cache(client: Client, officer: User) -> None:
    client.force_login(officer)

    for page in ("admin:index", "admin:my_settings", "admin:jsi18n"):
        assert client.get(reverse(page))["Cache-Control"] == "no-store, private"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client, officer: User) -> None:
    client.post(reverse("admin:login"), {"username": officer.email, "password": PASSWORD})

    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


# --- in the browser ------------------------------------------------------------------------------------------------


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    """The office, for a server in another thread."""
    return build_scene()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_chromium_refuses_nothing_and_asks_nobody_else(scene: Scene, live_page: Page) -> None:
    complaints: list[str] = []
    live_page.on("console", lambda message: complaints.append(f"{live_page.url}: {message.text}"))
    live_page.on("pageerror", lambda error: complaints.append(f"{live_page.url}: {error}"))

    for role in (Role.COORDINATOR, Role.FINANCE, Role.ADMINISTRATOR):
        _sign_in(live_page, scene.people[role])
        for address in _addresses(live_page, scene, role):
            live_page.goto(address)
        live_page.context.clear_cookies()

    assert [one for one in complaints if _is_serious(one)] == []


def _sign_in(page: Page, user: User) -> None:
    page.goto(reverse("admin:login"))
    page.fill("#id_username", user.email)
    page.fill("#id_password", PASSWORD)
    page.click("main .btn-primary")
    page.wait_for_url("**/admin/")


def _addresses(page: Page, scene: Scene, role: str) -> Iterator[str]:
    """The pages of the menu, and the pages of one object of each list."""
    menu: list[Any] = page.eval_on_selector_all(
        "nav a[href^='/admin/']", "links => links.map(a => a.pathname)"
    )
    for address in dict.fromkeys([*menu, reverse("admin:my_settings")]):
        yield address
        label = ".".join(address.strip("/").split("/")[1:3])
        objects = next((made for known, made in scene.objects.items() if known.lower() == label), {})
        yield from (f"{address}{one.pk}/change/" for one in list(objects.values())[:1])


def _is_serious(text: str) -> bool:
    """A remark about a form's autocomplete is none; a refused page that is not theirs is no fault of the browser."""
    return "[DOM]" not in text and "404" not in text
