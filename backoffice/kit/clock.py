"""What day and time it is, in one place, so that tests and the demonstration can say otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC unless it was set."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """The present day in Europe/Amsterdam, whatever the time zone of the server."""
    return timezone.localdate(now(), timezone.get_default_timezone())


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Stop the clock at a moment within the block; a date means nine in the morning in Europe/Amsterdam."""
    token = _set_to.set(_as_instant(moment))
    try:
        yield
    finally:
        _set_to.reset(token)


def start_of(day: date) -> datetime:
    """The first instant of a day in Europe/Amsterdam."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def _as_instant(moment: datetime | date) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return timezone.make_aware(datetime.combine(moment, time(9)), timezone.get_default_timezone())
