"""Days as lists show them: short, and written as the language writes them."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from casework.presentation.deadlines import short_day
from tests.architecture.sources import texts

DAY = dt.date(2026, 12, 12)


@pytest.mark.parametrize(("language", "written"), [("nl", "12 dec"), ("en", "12 Dec")])
def test_a_short_day_has_the_capital_that_its_language_asks(language: str, written: str) -> None:
    with translation.override(language):
        in_template = Template("{{ day|date:'MONTH_DAY_FORMAT' }}").render(Context({"day": DAY}))

        assert (short_day(DAY), in_template) == (written, written)


def test_no_page_writes_months_in_the_dutch_way_only() -> None:
    templates = [path for path in texts() if path.suffix == ".html"]

    assert [path.name for path in templates if '|date:"j b' in path.read_text("utf-8")] == []
