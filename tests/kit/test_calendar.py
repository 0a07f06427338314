"""The calendar counts as a person with a wall calendar would."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.kit.calendar import (
    add_months,
    add_weeks,
    add_working_days,
    end_of_week,
    next_working_day,
    previous_working_day,
)
from backoffice.kit.holidays import dutch_free_day

IS_FREE = dutch_free_day()
days = st.dates(date(1990, 1, 1), date(2120, 12, 31))


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        pytest.param(date(2026, 4, 24), 5, date(2026, 5, 4), id="over Koningsdag and two weekends"),
        pytest.param(date(2026, 12, 23), 3, date(2026, 12, 29), id="over Christmas on Friday and Saturday"),
        pytest.param(date(2026, 12, 30), 5, date(2027, 1, 7), id="over the turn of the year"),
        pytest.param(date(2026, 4, 1), 2, date(2026, 4, 7), id="over Goede Vrijdag and Tweede Paasdag"),
        pytest.param(date(2026, 5, 2), 1, date(2026, 5, 4), id="from a Saturday"),
        pytest.param(date(2026, 5, 2), 0, date(2026, 5, 2), id="no days is the start itself"),
        pytest.param(date(2026, 5, 6), -1, date(2026, 5, 4), id="back over Bevrijdingsdag"),
        pytest.param(date(2027, 1, 4), -5, date(2026, 12, 24), id="back over the turn of the year"),
    ],
)
def test_working_days_skip_what_is_free(start: date, length: int, expected: date) -> None:
    assert add_working_days(start, length, IS_FREE) == expected


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -2, date(2025, 11, 15)),
    ],
)
def test_months_keep_the_day_number_or_take_the_last_day(start: date, months: int, expected: date) -> None:
    assert add_months(start, months) == expected


def test_weeks_keep_the_weekday() -> None:
    assert add_weeks(date(2026, 3, 24), 6) == date(2026, 5, 5)
    assert add_weeks(date(2026, 1, 5), -1) == date(2025, 12, 29)


def test_the_nearest_working_day_is_the_day_itself_when_it_is_one() -> None:
    assert next_working_day(date(2026, 5, 4), IS_FREE) == date(2026, 5, 4)
    assert next_working_day(date(2026, 5, 5), IS_FREE) == date(2026, 5, 6)
    assert previous_working_day(date(2026, 5, 4), IS_FREE) == date(2026, 5, 4)
    assert previous_working_day(date(2026, 5, 5), IS_FREE) == date(2026, 5, 4)


def test_a_calendar_without_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(date(2026, 1, 1), 1, lambda _: True)


@given(start=days, length=st.integers(1, 60))
def test_counting_forth_and_back_returns_to_the_last_working_day(start: date, length: int) -> None:
    end = add_working_days(start, length, IS_FREE)

    assert not IS_FREE(end)
    assert add_working_days(end, -length, IS_FREE) == previous_working_day(start, IS_FREE)


@given(start=days, length=st.integers(1, 40))
def test_exactly_the_working_days_in_between_are_counted(start: date, length: int) -> None:
    end = add_working_days(start, length, IS_FREE)

    between = [start + timedelta(days=step) for step in range(1, (end - start).days + 1)]
    assert sum(not IS_FREE(day) for day in between) == length


@given(start=days, months=st.integers(-240, 240))
def test_months_land_in_the_right_month_and_never_after_the_day_number(start: date, months: int) -> None:
    end = add_months(start, months)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("day", "sunday"),
    [
        (date(2026, 11, 16), date(2026, 11, 22)),  # Monday
        (date(2026, 11, 20), date(2026, 11, 22)),  # Friday
        (date(2026, 11, 21), date(2026, 11, 29)),  # Saturday: the week to come
        (date(2026, 11, 22), date(2026, 11, 29)),  # Sunday
    ],
)
def test_this_week_ends_on_sunday_and_in_a_weekend_it_is_the_week_to_come(day: date, sunday: date) -> None:
    assert end_of_week(day) == sunday
