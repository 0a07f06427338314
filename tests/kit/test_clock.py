"""One clock for the house, in Amsterdam, that tests and the demonstration can stop."""

from datetime import UTC, date, datetime, timedelta

import pytest

from backoffice.kit import clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 24, 22, 59, tzinfo=UTC), date(2026, 3, 24)),
        (datetime(2026, 3, 24, 23, 1, tzinfo=UTC), date(2026, 3, 25)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 1, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_amsterdam(instant: datetime, day: date) -> None:
    with clock.at(instant):
        assert clock.today() == day


def test_a_date_means_nine_in_the_morning() -> None:
    with clock.at(date(2026, 3, 24)):
        assert clock.now() == datetime(2026, 3, 24, 8, tzinfo=UTC)


def test_the_clock_runs_again_after_the_block_also_when_it_breaks() -> None:
    def break_it() -> None:
        with clock.at(date(2020, 1, 1)):
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        break_it()

    assert clock.today().year > 2020


def test_clocks_within_clocks() -> None:
    with clock.at(date(2026, 3, 24)):
        with clock.at(date(2026, 5, 6)):
            assert clock.today() == date(2026, 5, 6)
        assert clock.today() == date(2026, 3, 24)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 28), 24), (date(2026, 3, 29), 23), (date(2026, 10, 25), 25)]
)
def test_days_on_which_the_clock_is_changed_are_longer_or_shorter(day: date, hours: int) -> None:
    length = clock.start_of(day + timedelta(days=1)).astimezone(UTC) - clock.start_of(day).astimezone(UTC)

    assert length.total_seconds() == hours * 3600
