"""Every letter test has the shipped templates in use, on the day of the tests."""

from typing import Any

import pytest

from tests.factories.shipped import templates_in_use


@pytest.fixture(autouse=True)
def _templates(db: None, clock: Any) -> None:
    templates_in_use()
