"""How values look in a letter, and the short list of filters a template may use."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from jinja2 import Undefined
from jinja2.filters import do_default
from markupsafe import Markup, escape

from documents.rendering.languages import DUTCH, Words


class Formats:
    """The forms that values take in the words of one language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def shown(self, value: Any) -> Any:
        """A value as it stands in the letter when the template asks for nothing special."""
        if isinstance(value, str | Undefined):
            return value
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.words.yes if value else self.words.no
        if isinstance(value, datetime):
            return f"{self.long_date(value)}, {value:%H:%M}"
        if isinstance(value, date):
            return self.long_date(value)
        if isinstance(value, Decimal):
            return str(value).replace(".", self.words.decimal_sign)
        if isinstance(value, dict | list):
            raise TypeError("a group of values")
        return str(value)

    def long_date(self, value: date | str) -> str:
        """12 november 2026; a text must be an ISO date."""
        day = _as_date(value)
        return f"{day.day} {self.words.months[day.month - 1]} {day.year}"

    def date_with_weekday(self, value: date | str) -> str:
        """donderdag 12 november 2026."""
        return f"{self.words.weekdays[_as_date(value).weekday()]} {self.long_date(value)}"

    def short_date(self, value: date | str) -> str:
        """12-11-2026."""
        return f"{_as_date(value):{self.words.short_date}}"

    def euro(self, value: Decimal | int | str) -> str:
        """€ 1.234,50."""
        try:
            amount = f"{Decimal(str(value)):,.2f}"
        except InvalidOperation as error:
            raise ValueError(str(value)) from error
        signs = str.maketrans(",.", self.words.thousands_sign + self.words.decimal_sign)
        return "€ " + amount.translate(signs)

    def capital(self, value: Any) -> str:
        """The first letter as a capital, the rest as it is."""
        text = str(self.shown(value))
        return text[:1].upper() + text[1:]

    def joined(self, values: Sequence[Any], separator: str = ", ") -> Markup:
        """The items in one line; each item is escaped by itself."""
        return escape(separator).join(escape(self.shown(value)) for value in values)

    def listed(self, values: Sequence[Any]) -> Markup:
        """The items as running text: a, b en c."""
        if len(values) < 2:
            return self.joined(values)
        return self.joined(values[:-1]) + self.words.conjunction + escape(self.shown(values[-1]))

    @property
    def filters(self) -> dict[str, Callable[..., Any]]:
        """What stands after the bar in a template; the names are the same in every language."""
        return {
            "datum": self.long_date,
            "datum_met_dag": self.date_with_weekday,
            "datum_kort": self.short_date,
            "euro": self.euro,
            "hoofdletter": self.capital,
            "opsomming": self.listed,
            "join": self.joined,
            "default": do_default,
            "lower": lambda value: str(self.shown(value)).lower(),
            "upper": lambda value: str(self.shown(value)).upper(),
            "trim": lambda value: str(self.shown(value)).strip(),
            "length": len,
            "first": lambda values: values[0] if values else "",
            "last": lambda values: values[-1] if values else "",
        }


def _as_date(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


IN_DUTCH = Formats(DUTCH)
FILTER_NAMES = tuple(IN_DUTCH.filters)
shown = IN_DUTCH.shown
