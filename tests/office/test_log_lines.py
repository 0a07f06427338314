"""What the log tells of a refused request: one line, once."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User


@pytest.fixture
def log(settings: Any, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What would stand on the console of the demonstration."""
    settings.DEBUG = True
    written = io.StringIO()
    for handler in _console_handlers("django.request"):
        monkeypatch.setattr(handler, "stream", written)
    return written


def _console_handlers(name: str) -> Iterator[logging.StreamHandler[Any]]:
    logger: logging.Logger | None = logging.getLogger(name)
    while logger is not None:
        yield from (handler for handler in logger.handlers if type(handler) is logging.StreamHandler)
        logger = logger.parent


def test_a_refused_page_is_one_line(log: io.StringIO, client: Client, officer: User) -> None:
    client.force_login(officer)

    answer = client.get(reverse("admin:casework_complaint_add"))
    refused = client.get(reverse("admin:casework_category_add"))

    assert (answer.status_code, refused.status_code) == (404, 403)
    lines = [line for line in log.getvalue().splitlines() if "category" in line or "Traceback" in line]
    assert len(lines) == 1, log.getvalue()
    assert "Forbidden" in lines[0]


def test_a_failure_of_ours_keeps_its_traceback_and_is_told_once(
    log: io.StringIO, client: Client, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(officer)
    client.raise_request_exception = False
    monkeypatch.setattr("backoffice.office.greeting", lambda _user, _now: 1 / 0)

    client.get(reverse("admin:index"))

    assert log.getvalue().count("ZeroDivisionError") == 1
