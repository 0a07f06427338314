"""The demo story, told once for the tests of a module, and taken back afterwards."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from backoffice.demo.telling import tell
from backoffice.kit import clock

A_WEDNESDAY = dt.datetime(2027, 3, 10, 15, 30, tzinfo=dt.UTC)
A_SUNDAY_EARLY = dt.datetime(2026, 11, 22, 4, 0, tzinfo=dt.UTC)


@pytest.fixture(
    scope="module", params=[A_WEDNESDAY, A_SUNDAY_EARLY], ids=["a Wednesday", "a Sunday before dawn"]
)
def told(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dt.date]:
    """The day on which the story was told."""
    files = override_settings(DEBUG=True, MEDIA_ROOT=str(tmp_path_factory.mktemp("demo")))
    with django_db_blocker.unblock(), files, clock.at(request.param), transaction.atomic():
        call_command("load_reference", verbosity=0)
        tell()
        yield clock.today()
        transaction.set_rollback(True)
