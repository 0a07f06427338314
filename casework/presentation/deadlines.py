"""Deadlines in words: how long there is, why the date is what it is, and what happened to a clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from casework.deadline_states import DeadlineState

SOON_DAYS = 3


class Level(StrEnum):
    """How pressing a date is; the screen gives each a colour beside the words."""

    LATE = "late"
    SOON = "soon"
    FINE = "fine"


@dataclass(frozen=True)
class DaysLeft:
    """How far a date is away, in words, and how pressing that is."""

    text: str
    level: Level

    def __str__(self) -> str:
        return self.text


def days_in_words(due_on: date, today: date) -> DaysLeft:
    """ "3 days left", "today" or "2 days late", in the active language. Calendar days."""
    left = (due_on - today).days
    if left < 0:
        return DaysLeft(
            ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}, Level.LATE
        )
    if left == 0:
        return DaysLeft(gettext("today"), Level.SOON)
    words = ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return DaysLeft(words, Level.SOON if left <= SOON_DAYS else Level.FINE)


def short_day(day: date) -> str:
    """ "24 mrt" or "24 Mar", in the active language."""
    return _short_day(day, language_code())


@lru_cache(maxsize=1000)
def _short_day(day: date, language: str) -> str:
    """Kept, as a list of fifty lines has a few days only and writing one down takes Django long."""
    with override(language):
        return date_format(day, "MONTH_DAY_FORMAT")


@dataclass(frozen=True)
class Explanation:
    """Why a date is what it is."""

    title: str
    due_on: date
    lines: tuple[str, ...]


def explain(deadline: Any) -> Explanation:
    """Why this date, sentence by sentence, in the active language."""
    counted = [line.said_in(language_code()) for line in deadline.explanation]
    lines = (_started(deadline), *counted, *_standing(deadline))
    return Explanation(title=deadline.rule.title, due_on=deadline.due_on, lines=lines)


def language_code() -> str:
    """The active language, without its country."""
    return (get_language() or "nl").partition("-")[0]


def _started(deadline: Any) -> str:
    return gettext("This clock starts at: %(start)s. It stops at: %(stop)s.") % {
        "start": deadline.rule.get_starts_at_display(),
        "stop": deadline.rule.get_stops_at_display(),
    }


def _standing(deadline: Any) -> list[str]:
    """What holds for the clock now, besides its date."""
    match deadline.state:
        case DeadlineState.PAUSED:
            text = gettext("The clock stands still since %(day)s. The date moves when it runs again.")
            return [text % {"day": in_words(deadline.paused_on)}]
        case DeadlineState.MET:
            return [gettext("Done in time, on %(day)s.") % {"day": in_words(deadline.stopped_on)}]
        case DeadlineState.MISSED:
            return [gettext("Done too late, on %(day)s.") % {"day": in_words(deadline.stopped_on)}]
        case DeadlineState.CANCELLED:
            return [gettext("No longer needed since %(day)s.") % {"day": in_words(deadline.stopped_on)}]
    return []


def in_words(day: date) -> str:
    """The day as a sentence shows it: 4 May 2026."""
    return date_format(day, "j F Y")


WHAT_HAPPENED: Mapping[str, Any] = {
    "clock_started": _("Clock started: %(clock)s, until %(due_on)s"),
    "clock_moved": _("Date moved: %(clock)s, from %(before)s to %(due_on)s"),
    "clock_paused": _("Clock paused: %(clock)s"),
    "clock_resumed": _("Clock runs again: %(clock)s, until %(due_on)s"),
    "clock_extended": _("Term extended: %(clock)s, until %(due_on)s"),
    "clock_agreed": _("More time agreed: %(clock)s, until %(due_on)s"),
    "clock_met": _("Done in time: %(clock)s"),
    "clock_missed": _("Done too late: %(clock)s (the date was %(due_on)s)"),
    "clock_cancelled": _("No longer needed: %(clock)s"),
}


def event_in_words(event: Any) -> str:
    """A line of the case's history about a clock. Raises KeyError for an event that is not about one."""
    days = ("due_on", "before")
    said = {
        name: in_words(date.fromisoformat(value)) if name in days else value
        for name, value in event.answers.items()
    }
    return str(WHAT_HAPPENED[event.name]) % said


KINDS: Mapping[str, Any] = {
    "before": _("the date comes near"),
    "on": _("today is the day"),
    "after": _("the date has passed"),
    "escalated": _("late: the coordinator must look at it"),
}


def reminder_in_words(reminder: Any) -> str:
    """What a reminder says: "Eerste contact: de datum is voorbij"."""
    kind = reminder.kind.partition("_")[0]
    return gettext("%(clock)s: %(what)s") % {"clock": reminder.deadline.rule.title, "what": KINDS[kind]}
