"""Reads a description of fields, however it is given, as (dotted name, has a sample, sample)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

Described = list[tuple[str, bool, Any]]


def described(fields: Iterable[Any] | Mapping[str, Any]) -> Described:
    """Accepts `Field`s, dotted names, or a mapping of names to samples or further mappings."""
    if isinstance(fields, Mapping):
        return [one for name, value in fields.items() for one in _from_pair(str(name), value)]
    return [one for item in fields for one in _from_item(item)]


def _from_item(item: Any) -> Described:
    if isinstance(item, str):
        return [(item, False, None)]
    if isinstance(item, tuple) and len(item) == 2:
        return _from_pair(str(item[0]), item[1])
    return _from_pair(str(item.name), item)


def _from_pair(name: str, value: Any) -> Described:
    if hasattr(value, "sample"):
        value = value.sample
    if value is None or value == "":
        return [(name, False, None)]
    return [(name, True, _plain_sample(value))]


def _plain_sample(value: Any) -> Any:
    """A sample as plain data; lazily translated text becomes text."""
    match value:
        case bool() | int() | float() | str() | date() | Decimal() | None:
            return value
        case Mapping():
            return {str(key): _plain_sample(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain_sample(item) for item in value]
    return str(value)
