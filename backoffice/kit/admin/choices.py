"""The choices of a list's filters in HTML, as a template would write them; ten filters have a hundred of them."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

CHOSEN = ' aria-current="true"'


def choice_items(choices: Iterable[Mapping[str, Any]]) -> SafeString:
    """Each choice that Django's filters offer as an item of a list, with its link; escaped."""
    return mark_safe("".join([_item(choice) for choice in choices]))


def _item(choice: Mapping[str, Any]) -> str:
    address = escape(str(iri_to_uri(choice["query_string"])))
    words = conditional_escape(localize(choice["display"]))
    return f'<li><a href="{address}"{CHOSEN if choice["selected"] else ""}>{words}</a></li>'
