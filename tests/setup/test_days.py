"""When things happen in the demonstration: on working days, in order, and never later than now."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from backoffice.demo.days import moment, receipt_day, scene_day
from backoffice.demo.story import Character, Scene, Story
from backoffice.kit.holidays import dutch_free_day

FREE = dutch_free_day()
SATURDAY = dt.date(2026, 11, 21)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def story(**fields: object) -> Story:
    """A story of which only the days matter."""
    plain = {
        "channel": "telephone",
        "member": "",
        "complainant": Character("Mevrouw De Wit", {}),
        "narrative": "",
        "wish": "",
        "parts": (),
        "coordinator": "coordinator",
    }
    return Story(**{**plain, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"days_ago": 0}, dt.date(2026, 11, 20)),
        ({"days_ago": 0, "channel": "email"}, SATURDAY),
        ({"days_ago": 6, "is_exact": True}, dt.date(2026, 11, 15)),
        ({"working_days_ago": 5}, dt.date(2026, 11, 16)),
        ({"months_ago": 4}, dt.date(2026, 7, 21)),
    ],
    ids=[
        "telephone on the working day before",
        "e-mail on any day",
        "exact is exact",
        "working days counted back",
        "months counted back",
    ],
)
def test_receipt_falls_on_a_day_on_which_that_channel_is_open(
    fields: dict[str, object], expected: dt.date
) -> None:
    assert receipt_day(story(**fields), SATURDAY, FREE) == expected


def test_what_people_do_falls_on_a_working_day() -> None:
    told = story(days_ago=15)

    day = scene_day(told, Scene(after=1, does="register", answers={}), SATURDAY, FREE)

    assert day == dt.date(2026, 11, 9)


def test_nothing_happens_later_than_today_even_when_today_is_free() -> None:
    told = story(days_ago=0, channel="email")

    day = scene_day(told, Scene(after=0, does="register", answers={}), SATURDAY, FREE)

    assert day == SATURDAY


def test_scenes_of_one_day_follow_each_other_and_none_is_later_than_now() -> None:
    now = dt.datetime(2026, 11, 21, 9, 0, tzinfo=AMSTERDAM)

    first, second = (moment(dt.date(2026, 11, 20), 3, scene, now) for scene in (0, 1))

    assert first < second < now
    assert moment(SATURDAY, 30, 5, now) == now
