"""The frame in a real browser: keys, menus without JavaScript, narrow screens, and what axe finds."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from backoffice.accounts.models import User
from tests.conftest import open_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/admin/", "/admin/search/?q=brug", "/admin/accounts/user/", "/admin/accounts/user/add/")


@pytest.fixture
def office(browser: Browser, live_server: Any, administrator: User) -> Iterator[Page]:
    """The administrator's browser, signed in."""
    with open_page(browser, base_url=live_server.url, bypass_csp=True) as page:
        sign_in(page, administrator, live_server.url)
        yield page


def sign_in(page: Page, user: User, url: str) -> None:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])


def test_the_keys_find_search_start_page_and_help(office: Page) -> None:
    office.goto("/admin/accounts/user/")

    office.keyboard.press("/")
    expect(office.locator("#site-search")).to_be_focused()
    office.keyboard.press("Escape")
    office.locator("h1").click()
    office.keyboard.press("?")
    expect(office.locator("#shortcuts")).to_be_visible()
    office.keyboard.press("Escape")
    office.keyboard.press("g")
    office.keyboard.press("w")

    office.wait_for_url("**/admin/")


def test_the_keys_are_letters_while_somebody_types(office: Page) -> None:
    office.goto("/admin/accounts/user/")

    office.locator("#searchbar").fill("")
    office.locator("#searchbar").press_sequentially("g/w?")

    assert office.locator("#searchbar").input_value() == "g/w?"


def test_keys_that_were_switched_off_do_nothing(office: Page, administrator: User) -> None:
    User.objects.filter(pk=administrator.pk).update(uses_shortcuts=False)
    office.goto("/admin/")

    office.keyboard.press("/")

    expect(office.locator("#site-search")).not_to_be_focused()


@pytest.mark.parametrize("width", [500, 1300])
def test_axe_finds_nothing_serious_and_nothing_sticks_out(office: Page, width: int) -> None:
    office.set_viewport_size({"width": width, "height": 900})

    for path in PAGES:
        office.goto(path)
        found = Axe().run(office).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")
        ]

        assert serious == [], path
        assert office.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_skip_link_comes_first(office: Page) -> None:
    office.goto("/admin/")

    office.keyboard.press("Tab")

    expect(office.locator(".skip-link")).to_be_focused()
    expect(office.locator(".skip-link")).to_be_in_viewport()


def test_menus_and_filters_open_without_javascript(
    browser: Browser, live_server: Any, administrator: User
) -> None:
    with open_page(browser, base_url=live_server.url, java_script_enabled=False) as page:
        sign_in(page, administrator, live_server.url)
        page.set_viewport_size({"width": 500, "height": 900})
        page.goto("/admin/accounts/user/")

        page.locator(".menu-button").click()
        expect(page.locator("#office-menu")).to_be_visible()
        page.keyboard.press("Escape")
        page.locator(".filter summary").first.click()
        expect(page.locator(".filter .menu-list").first).to_be_visible()


def test_the_console_stays_empty_under_the_policy(
    browser: Browser, live_server: Any, administrator: User
) -> None:
    complaints: list[str] = []
    with open_page(browser, base_url=live_server.url) as page:
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        sign_in(page, administrator, live_server.url)
        for path in PAGES:
            page.goto(path)
            page.wait_for_load_state("networkidle")

    assert complaints == []
