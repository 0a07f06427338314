"""The choices of a filter are what a template writes, to the letter."""

from typing import Any

import pytest
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from backoffice.kit.admin.choices import choice_items

TEMPLATE = (
    '{% for choice in choices %}<li><a href="{{ choice.query_string|iriencode }}"'
    '{% if choice.selected %} aria-current="true"{% endif %}>{{ choice.display }}</a></li>{% endfor %}'
)


@pytest.mark.parametrize(
    "display",
    [
        "All",
        "<script>alert(1)</script>",
        "Jansen & Zn '\"",
        _("state"),
        mark_safe("<b>a & b</b>"),
        1234.5,
        "",
    ],
)
@pytest.mark.parametrize("address", ["?", "?state=new&group=late", "?q=café%20<b>", "?q='\""])
def test_a_choice_is_written_as_a_template_writes_it(display: Any, address: str) -> None:
    choices = [
        {"selected": True, "query_string": address, "display": display},
        {"selected": False, "query_string": address, "display": display},
    ]

    written = choice_items(choices)

    assert written == engines["django"].from_string(TEMPLATE).render({"choices": choices})
    assert written.count("aria-current") == 1
