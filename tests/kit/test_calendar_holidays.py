"""The recognised holidays are those of article 3 of the Algemene termijnenwet, and no others."""

from datetime import date

import pytest

from backoffice.kit.holidays import dutch_free_day, name_of


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 3), "Goede vrijdag"),
        (date(2026, 4, 5), "Eerste paasdag"),
        (date(2026, 4, 6), "Tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag"),  # the 27th is a Sunday
        (date(2031, 4, 26), "Koningsdag"),
        (date(2025, 5, 5), "Bevrijdingsdag"),
        (date(2026, 5, 5), "Bevrijdingsdag"),  # every year, not only every fifth
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 24), "Eerste pinksterdag"),
        (date(2026, 5, 25), "Tweede pinksterdag"),
        (date(2026, 12, 25), "Eerste kerstdag"),
        (date(2026, 12, 26), "Tweede kerstdag"),
    ],
)
def test_recognised_holidays_are_free_and_have_a_name(day: date, name: str) -> None:
    assert name_of(day) == name
    assert dutch_free_day()(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 4, 28),  # the Monday after a Koningsdag that moved to Saturday
        date(2026, 4, 30),  # the old Koninginnedag
        date(2026, 5, 4),  # Dodenherdenking
        date(2026, 5, 1),
        date(2026, 10, 31),
        date(2026, 12, 24),
        date(2026, 12, 31),
    ],
)
def test_other_special_days_are_no_holidays(day: date) -> None:
    assert name_of(day) == ""
    assert dutch_free_day()(day) is (day.weekday() >= 5)


def test_a_closure_of_the_office_is_free_too() -> None:
    bridge_day = date(2026, 5, 15)

    assert not dutch_free_day()(bridge_day)
    assert dutch_free_day({bridge_day})(bridge_day)
