"""On which day and hour things happen in the demonstration, counted from today."""

import datetime as dt

from backoffice.demo.story import Scene, Story
from backoffice.kit import clock
from backoffice.kit.calendar import IsFree, add_months, next_working_day, previous_working_day

FIRST_HOUR = dt.timedelta(hours=8, minutes=40)
ANY_DAY_CHANNELS = {"email", "portal"}


def receipt_day(story: Story, today: dt.date, is_free: IsFree) -> dt.date:
    """The day on which a story begins; by post or telephone that is a working day."""
    if story.working_days_ago is not None:
        day = today
        for _number in range(story.working_days_ago):
            day = previous_working_day(day - dt.timedelta(days=1), is_free)
        return day
    if story.months_ago is not None:
        return add_months(today, -story.months_ago)
    day = today - dt.timedelta(days=story.days_ago or 0)
    if story.is_exact or story.channel in ANY_DAY_CHANNELS:
        return day
    return previous_working_day(day, is_free)


def scene_day(story: Story, scene: Scene, today: dt.date, is_free: IsFree) -> dt.date:
    """The day of a scene: a working day, unless the story is exact, and never later than today."""
    day = receipt_day(story, today, is_free) + dt.timedelta(days=scene.after)
    return min(today, day if story.is_exact else next_working_day(day, is_free))


def moment(day: dt.date, case: int, scene: int, now: dt.datetime) -> dt.datetime:
    """An hour of the working day that differs from case to case, later for a later scene; never later than now."""
    minutes = dt.timedelta(minutes=(case * 37) % 240 + scene * 25)
    return min(now, clock.start_of(day) + FIRST_HOUR + minutes)
