"""The free days of the Netherlands: weekends, the recognised holidays of the Algemene termijnenwet, own closures.

Article 3 names the recognised holidays and equates Goede Vrijdag with them; Bevrijdingsdag is one every year,
and Koningsdag moves to 26 April when the 27th is a Sunday. Pure: closures are an argument.
"""

from collections.abc import Callable, Collection
from datetime import date
from functools import lru_cache

import holidays as public_holidays

SATURDAY = 5


def dutch_free_day(closures: Collection[date] = ()) -> Callable[[date], bool]:
    """A test for free days: weekend, recognised holiday, or one of the office's own `closures`."""
    closed = frozenset(closures)

    def is_free(day: date) -> bool:
        return is_weekend(day) or day in closed or day in _recognised_holidays(day.year)

    return is_free


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def name_of(day: date) -> str:
    """The Dutch name of the recognised holiday on this day; an empty text when it is none."""
    return _recognised_holidays(day.year).get(day, "")


@lru_cache(maxsize=64)
def _recognised_holidays(year: int) -> dict[date, str]:
    # "public" plus "optional" is exactly the list of article 3: optional adds Goede Vrijdag and the
    # years in which Bevrijdingsdag is a working day for most, which the law counts all the same.
    found = public_holidays.country_holidays(
        "NL", years=year, categories=("public", "optional"), language="nl"
    )
    return {day: found[day] for day in found}
