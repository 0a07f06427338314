"""Opening and closing the office: every running date that a free day moves is counted again."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from backoffice.kit.holidays import dutch_free_day
from casework.actions.deadlines import Moved, recalculate, what_would_move
from casework.models import Deadline, OfficeClosure
from casework.queries.closures import days

# So many dates are kept with the closure that moved them; the history of each case has its own in any case.
MOST_KEPT = 1000


def moved_by(closure: OfficeClosure) -> list[Moved]:
    """What would move when this closure, new or changed, were saved; changes nothing."""
    present, wanted = _days_before_and_after(closure, days(closure.starts_on, closure.ends_on))
    return what_would_move(_touched_by(present ^ wanted), is_free=dutch_free_day(wanted))


def moved_by_removing(closure: OfficeClosure) -> list[Moved]:
    """What would move when this closure were removed; changes nothing."""
    present, wanted = _days_before_and_after(closure, ())
    return what_would_move(_touched_by(present ^ wanted), is_free=dutch_free_day(wanted))


def save_closure(closure: OfficeClosure, by: Any) -> list[Moved]:
    """Save a new or changed closure and move the dates that it moves, in one transaction."""
    with transaction.atomic():
        present, wanted = _days_before_and_after(closure, days(closure.starts_on, closure.ends_on))
        moved = recalculate(
            _touched_by(present ^ wanted), by=by, why=closure.reason, is_free=dutch_free_day(wanted)
        )
        closure.moved = [one.stored() for one in moved[:MOST_KEPT]]
        closure.save()
        return moved


def remove_closure(closure: OfficeClosure, by: Any) -> list[Moved]:
    """Remove a closure and move the dates back, in one transaction."""
    with transaction.atomic():
        present, wanted = _days_before_and_after(closure, ())
        closure.delete()
        return recalculate(
            _touched_by(present ^ wanted), by=by, why=closure.reason, is_free=dutch_free_day(wanted)
        )


def _days_before_and_after(closure: OfficeClosure, own_days: Any) -> tuple[frozenset[date], frozenset[date]]:
    """The closed days as they are, and as they will be with these days for this closure."""
    others = OfficeClosure.objects.exclude(pk=closure.pk).days()
    return OfficeClosure.objects.all().days(), others | frozenset(own_days)


def _touched_by(changed: Collection[date]) -> models.QuerySet[Deadline]:
    """The open deadlines that these days can move: those that run over them, forwards or backwards."""
    if not changed:
        return Deadline.objects.none()
    first, last = min(changed), max(changed)
    forwards = Q(started_on__lte=last, due_on__gte=first)
    backwards = Q(due_on__lte=last, started_on__gte=first)
    return Deadline.objects.open().filter(forwards | backwards)
