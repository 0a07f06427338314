"""A session that ends while somebody types, in a real browser: the text stays, and is sent after signing in."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, Request, Route, expect

from backoffice.accounts.models import User
from casework.models import Category
from tests.conftest import open_page
from tests.factories.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADD = "/admin/casework/category/add/"
ASK = "**/admin/still-signed-in/"


@pytest.fixture
def form(browser: Browser, live_server: Any, administrator: User) -> Iterator[Page]:
    """A form that stood open for long, filled in by the administrator."""
    with open_page(browser, base_url=live_server.url) as page:
        sign_in(page, administrator)
        page.goto(ADD)
        page.fill("#id_code", "brug")
        page.fill("#id_name", "Brug te ver")
        page.eval_on_selector("#session-over", "told => told.dataset.afterSeconds = 0")
        yield page


def sign_in(page: Page, user: User) -> None:
    """Through the sign-in page that is open, or opens now."""
    if "/admin/login/" not in page.url:
        page.goto("/admin/login/")
    page.fill("#id_username", user.email)
    page.fill("#id_password", PASSWORD)
    page.click("main .btn-primary")
    page.wait_for_url("**/admin/")


def posts(page: Page) -> list[Request]:
    """What this page sends from now on."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    return sent


def test_the_text_stays_and_is_sent_after_signing_in_elsewhere(form: Page, administrator: User) -> None:
    sent = posts(form)
    Session.objects.all().delete()

    form.click("[name=_save]")
    expect(form.locator("[role=alert].session-over")).to_be_in_viewport()
    form.click("[name=_save]")
    expect(form.locator("[role=alert].session-over")).to_have_count(1)
    before = (len(sent), form.input_value("#id_name"))
    with form.expect_popup() as opened:
        form.click(".session-over a")
    sign_in(opened.value, administrator)
    form.click("[name=_save]")
    form.wait_for_url("**/admin/casework/category/")

    assert before == (0, "Brug te ver")
    assert len(sent) == 1
    assert Category.objects.filter(code="brug").exists()


def test_who_is_still_signed_in_sends_at_once_and_only_once(form: Page) -> None:
    sent = posts(form)
    waiting: list[Route] = []
    form.route(ASK, lambda route: waiting.append(route))

    with form.expect_request(ASK):
        form.click("[name=_addanother]")
    form.click("[name=_addanother]")
    waiting[0].continue_()
    expect(form.locator("#id_name")).to_have_value("")

    assert (len(waiting), len(sent)) == (1, 1)
    assert form.url.endswith(ADD)


def test_a_question_that_fails_does_not_hold_up_the_form(form: Page) -> None:
    form.route(ASK, lambda route: route.abort())

    form.click("[name=_save]")
    form.wait_for_url("**/admin/casework/category/")

    assert Category.objects.filter(code="brug").exists()


def test_the_hints_of_an_intake_do_not_turn_into_a_sign_in_page(live_page: Page, coordinator: User) -> None:
    sign_in(live_page, coordinator)
    live_page.goto("/admin/casework/complaint/add/")
    Session.objects.all().delete()

    with live_page.expect_response("**/add/hints/"):
        live_page.fill("#id_complainant_name", "Janneke Jansen")
        live_page.press("#id_complainant_name", "Tab")
    live_page.wait_for_load_state("networkidle")

    expect(live_page.locator("h1")).to_have_count(1)


def test_a_page_of_just_now_asks_nothing(form: Page) -> None:
    asked: list[Route] = []
    form.route(ASK, lambda route: asked.append(route))
    form.reload()
    form.fill("#id_code", "brug")
    form.fill("#id_name", "Brug te ver")

    form.click("[name=_save]")
    form.wait_for_url("**/admin/casework/category/")

    assert asked == []
