"""How values look in a Dutch letter, and the short list of filters a template may use."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from jinja2 import Undefined
from jinja2.filters import do_default
from markupsafe import Markup, escape

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def shown(value: Any) -> Any:
    """A value as it stands in the letter when the template asks for nothing special."""
    if isinstance(value, str | Undefined):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return f"{long_date(value)}, {value:%H:%M}"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, dict | list):
        raise TypeError("a group of values")
    return str(value)


def long_date(value: date | str) -> str:
    """12 november 2026; a text must be an ISO date."""
    day = _as_date(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_with_weekday(value: date | str) -> str:
    """donderdag 12 november 2026."""
    return f"{WEEKDAYS[_as_date(value).weekday()]} {long_date(value)}"


def short_date(value: date | str) -> str:
    """12-11-2026."""
    return f"{_as_date(value):%d-%m-%Y}"


def euro(value: Decimal | int | str) -> str:
    """€ 1.234,50."""
    try:
        amount = f"{Decimal(str(value)):,.2f}"
    except InvalidOperation as error:
        raise ValueError(str(value)) from error
    return "€ " + amount.translate(str.maketrans(",.", ".,"))


def capital(value: Any) -> str:
    """The first letter as a capital, the rest as it is."""
    text = str(shown(value))
    return text[:1].upper() + text[1:]


def joined(values: Sequence[Any], separator: str = ", ") -> Markup:
    """The items in one line; each item is escaped by itself."""
    return escape(separator).join(escape(shown(value)) for value in values)


def listed(values: Sequence[Any]) -> Markup:
    """The items as Dutch running text: a, b en c."""
    if len(values) < 2:
        return joined(values)
    return joined(values[:-1]) + " en " + escape(shown(values[-1]))


def _as_date(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


FILTERS: dict[str, Callable[..., Any]] = {
    "datum": long_date,
    "datum_met_dag": date_with_weekday,
    "datum_kort": short_date,
    "euro": euro,
    "hoofdletter": capital,
    "opsomming": listed,
    "join": joined,
    "default": do_default,
    "lower": lambda value: str(shown(value)).lower(),
    "upper": lambda value: str(shown(value)).upper(),
    "trim": lambda value: str(shown(value)).strip(),
    "length": len,
    "first": lambda values: values[0] if values else "",
    "last": lambda values: values[-1] if values else "",
}
