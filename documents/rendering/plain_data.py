"""The values of a letter as plain data that crosses a pipe; nothing that has behaviour gets through."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TYPE_MARK = "\x00type"
# What XML 1.0 cannot hold, the bell and form feed that docxtpl would turn into paragraphs and pages, and the
# characters that Unicode reserves for a program's own use (ours: `marking.py`).
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# How anything of that looks in JSON; most letters hold nothing of it and need no second look.
SUSPECT = re.compile(rb"\x7f|\\[bfr]|\\u(?:00[01]|d|f)")


def dump(value: Any) -> bytes:
    """The value as JSON; raises TypeError for a model, a function or any other object with behaviour.

    Moments are turned into Dutch local time, because a letter is read in the Netherlands.
    """
    return json.dumps(_plain(value)).encode("ascii")


def load(data: bytes) -> Any:
    """The reverse of `dump`, with control characters taken out of every text."""
    value = json.loads(data, object_hook=_restored)
    return _cleaned(value) if SUSPECT.search(data) else value


def clean(text: str) -> str:
    """Text without the control characters that would break or restructure a Word file."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return str.__str__(value)
        case datetime() | date() | Decimal():
            return _marked(value)
        case Mapping():
            return {_key(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} is not plain data")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{type(key).__name__} is not plain data for a name")
    return str.__str__(key)


def _marked(value: date | Decimal) -> dict[str, str]:
    if isinstance(value, datetime):
        local = value.astimezone(AMSTERDAM).replace(tzinfo=None) if value.tzinfo else value
        return {TYPE_MARK: "datetime", "value": local.isoformat()}
    if isinstance(value, date):
        return {TYPE_MARK: "date", "value": value.isoformat()}
    return {TYPE_MARK: "decimal", "value": str(value)}


def _restored(value: dict[str, Any]) -> Any:
    return _unmarked(value[TYPE_MARK], value["value"]) if TYPE_MARK in value else value


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    return value


def _unmarked(kind: str, text: str) -> date | Decimal:
    match kind:
        case "datetime":
            return datetime.fromisoformat(text)
        case "date":
            return date.fromisoformat(text)
    return Decimal(text)
