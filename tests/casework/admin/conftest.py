"""A signed-in browser per user, the clock on the day of the tests, and the shipped reference data."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from backoffice.accounts.models import User
from tests.factories.casework import load_casework_reference

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _office(db: None, clock: dt.date, settings: Any) -> None:
    """One factor is enough here, and what the office ships is there."""
    settings.REQUIRE_TWO_FACTOR = False
    load_casework_reference()


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser of this user."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in
