"""What every test may use: the clock, a user per role, and a browser page."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from backoffice.accounts.models import User
from backoffice.kit import clock as kit_clock
from tests.factories.people import make_user
from tests.sharing import SharedWork
from tests.tools import IS_CI, TOOLS

# An ordinary Tuesday: six weeks later is Liberation Day.
THE_DAY = dt.date(2026, 3, 24)
_folders = count(1)
# The tests share two cores: how long one example takes says nothing.
hypothesis_settings.register_profile("office", deadline=None)
hypothesis_settings.load_profile("office")
BROWSER_PATIENCE = 20_000  # milliseconds: tests share two cores
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--lang=nl-NL",
]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SharedWork:
    """How the tests are shared out."""
    return SharedWork(config, log)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what needs a program that is missing; where CI promised it, fail."""
    for tool in TOOLS:
        if item.get_closest_marker(tool.marker) and not tool.is_here:
            if IS_CI:
                pytest.fail(tool.absence, pytrace=False)
            pytest.skip(tool.absence)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say once, before the closing line, what was left out."""
    for tool in TOOLS:
        if not tool.is_here:
            terminalreporter.write_line(f"NOTE: {tool.absence}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite keeps its test database in a file, as the office does: one in memory is shared by threads unsafely."""
    database = connections["default"]
    if database.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "office.sqlite3"
        database.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session")
def files_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where tests store their files; most store none, so each folder is made when it is needed."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _own_files(files_of_tests: Path, settings: Any) -> None:
    """Files that a test stores go where no other test looks, and no cache is left over from it."""
    settings.MEDIA_ROOT = str(files_of_tests / str(next(_folders)))
    cache.clear()


@pytest.fixture(autouse=True)
def _own_language(settings: Any) -> None:
    """The language of the last request of the test before, which stays with the thread, is forgotten."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def clock() -> Iterator[dt.date]:
    """The clock stands still on `THE_DAY`, nine in the morning."""
    with kit_clock.at(THE_DAY):
        yield THE_DAY


@pytest.fixture
def user_with(db: None) -> Callable[..., User]:
    """Makes users: ``user_with("officer", name="…")``."""
    return make_user


@pytest.fixture
def coordinator(db: None) -> User:
    """A complaints coordinator."""
    return make_user("coordinator")


@pytest.fixture
def officer(db: None) -> User:
    """A complaints officer."""
    return make_user("officer")


@pytest.fixture
def secretary(db: None) -> User:
    """The secretary of the committee."""
    return make_user("secretary")


@pytest.fixture
def committee_member(db: None) -> User:
    """A member of the committee."""
    return make_user("committee_member")


@pytest.fixture
def confidant(db: None) -> User:
    """A confidant."""
    return make_user("confidant")


@pytest.fixture
def finance(db: None) -> User:
    """A member of the financial administration."""
    return make_user("finance")


@pytest.fixture
def administrator(db: None) -> User:
    """The functional administrator."""
    return make_user("administrator")


@pytest.fixture
def complainant(db: None) -> User:
    """A complainant with an account."""
    return make_user("complainant")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which asks nothing of the network by itself."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in the thread of the test
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page in Dutch, 1300 pixels wide; a request to another machine fails the test."""
    with open_page(browser) as opened:
        yield opened


@pytest.fixture
def live_page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """The same, of an office that runs in the test: ``live_page.goto("/admin/")``."""
    with open_page(browser, base_url=live_server.url) as opened:
        yield opened


@contextmanager
def open_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page in a context of its own. Fails at the end when anything but this machine was asked."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1300, "height": 900}, **options)
    context.set_default_timeout(BROWSER_PATIENCE)
    expect.set_options(timeout=BROWSER_PATIENCE)
    strangers: list[str] = []
    context.on("request", lambda request: _note_stranger(request.url, strangers))
    yield context.new_page()
    context.close()
    assert strangers == [], "a page asked something of another machine"


def _note_stranger(url: str, strangers: list[str]) -> None:
    if url.startswith("http") and "//127.0.0.1" not in url and "//localhost" not in url:
        strangers.append(url)
