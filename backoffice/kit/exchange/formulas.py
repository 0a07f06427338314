"""Keeps a sheet from calculating what is only text: ``=``, ``+``, ``-``, ``@``, tab and return in front."""

import re

STARTS_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
ESCAPED = re.compile(r"'+[=+\-@\t\r\n]")


def escape(text: str) -> str:
    """The text with an apostrophe in front when a sheet would take it for a formula."""
    return f"'{text}" if STARTS_FORMULA.match(text) else text


def unescape(text: str) -> str:
    """The text without the apostrophe that `escape` put in front; any other text as it is."""
    return text[1:] if text[:1] == "'" and ESCAPED.match(text) else text
