"""Every letter test has the shipped templates in use, on the day of the tests."""

from typing import Any

import pytest

from documents.actions.shipped import load_shipped_templates


@pytest.fixture(autouse=True)
def _templates(db: None, clock: Any) -> None:
    load_shipped_templates()
