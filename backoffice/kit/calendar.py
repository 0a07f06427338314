"""Arithmetic on dates: working days, nominal weeks and months, the working day next to a day.

Pure. Which days are free is never decided here: `is_free` is the whole truth, weekends included.
"""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

IsFree = Callable[[date], bool]

ONE_DAY = timedelta(days=1)
MOST_FREE_DAYS_IN_A_ROW = 366
MONTHS_IN_A_YEAR = 12
SATURDAY, SUNDAY = 5, 6


def add_working_days(start: date, days: int, is_free: IsFree) -> date:
    """The day that lies `days` working days after `start`; before it when `days` is negative.

    The start itself does not count, and zero days is the start itself, free or not.
    Raises ValueError when no working day is found within a year.
    """
    forward = days > 0
    day = start
    for _ in range(abs(days)):
        day = _nearest_working_day(day + (ONE_DAY if forward else -ONE_DAY), is_free, forward)
    return day


def add_weeks(start: date, weeks: int) -> date:
    """The same weekday, `weeks` weeks later (or earlier when negative)."""
    return start + timedelta(weeks=weeks)


def add_months(start: date, months: int) -> date:
    """The same day number, `months` months later, or the last day of that month where it does not exist."""
    years, month = divmod(start.month - 1 + months, MONTHS_IN_A_YEAR)
    year = start.year + years
    last_day = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last_day))


def next_working_day(day: date, is_free: IsFree) -> date:
    """`day` itself when it is a working day, otherwise the first working day after it."""
    return _nearest_working_day(day, is_free, forward=True)


def previous_working_day(day: date, is_free: IsFree) -> date:
    """`day` itself when it is a working day, otherwise the last working day before it."""
    return _nearest_working_day(day, is_free, forward=False)


def end_of_week(day: date) -> date:
    """The Sunday up to which people speak of "this week"; in a weekend that is the week to come."""
    coming = day + timedelta(days=2) if day.weekday() >= SATURDAY else day
    return coming + timedelta(days=SUNDAY - coming.weekday())


def _nearest_working_day(day: date, is_free: IsFree, forward: bool) -> date:
    for distance in range(MOST_FREE_DAYS_IN_A_ROW + 1):
        candidate = day + timedelta(days=distance if forward else -distance)
        if not is_free(candidate):
            return candidate
    raise ValueError(f"no working day within {MOST_FREE_DAYS_IN_A_ROW} days of {day}")
