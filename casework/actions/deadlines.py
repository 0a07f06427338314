"""What a person, or a change of the rules, does to deadlines: pause, resume, extend, count again."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import models, transaction

from backoffice.kit import history
from backoffice.kit.calendar import IsFree
from backoffice.kit.transitions import perform
from casework.clocks import (
    COUNTED,
    drop_all,
    ensure_intake_clocks,
    happened,
    recount,
    start_clock,
    stop_all,
    stop_clock,
)
from casework.models import ComplaintEvent, Deadline, OfficeClosure
from casework.next_dates import keep_next_dates
from casework.queries.moved import Moved

__all__ = [
    "Moved",
    "agree_longer",
    "drop_all",
    "ensure_intake_clocks",
    "extend",
    "happened",
    "pause",
    "recalculate",
    "resume",
    "start_clock",
    "stop_all",
    "stop_clock",
    "what_would_move",
]

ROWS_AT_A_TIME = 500
Change = Callable[[Deadline], None]


def pause(deadline: Deadline, reason: str, by: Any) -> None:
    """Let the clock stand still. Raises `Refused` for a statutory term, one that counts back, one that has ended."""
    perform(deadline, "pause", by=by, reason=reason)


def resume(deadline: Deadline, by: Any) -> None:
    """Let the clock run again; the date moves by the days paused. Raises `Refused`."""
    perform(deadline, "resume", by=by)


def extend(deadline: Deadline, reason: str, by: Any, told_on: date | None = None) -> None:
    """Give the term its extension, before it ends. Raises `Refused`."""
    perform(deadline, "extend", by=by, reason=reason, **({"told_on": told_on} if told_on else {}))


def agree_longer(
    deadline: Deadline, until: date, reason: str, by: Any, agreed_on: date | None = None
) -> None:
    """Record that the complainant agreed to more time than the rule can give. Raises `Refused`."""
    said = {"agreed_on": agreed_on} if agreed_on else {}
    perform(deadline, "agree_longer", by=by, agreed_until=until, reason=reason, **said)


def what_would_move(
    deadlines: models.QuerySet[Deadline], *, is_free: IsFree | None = None, under_current_rules: bool = False
) -> list[Moved]:
    """What `recalculate` would move; changes nothing."""
    free = is_free or OfficeClosure.objects.free_day()
    return [_moved(deadline, old) for deadline, old in _recounted(deadlines, free, under_current_rules)]


def recalculate(
    deadlines: models.QuerySet[Deadline],
    *,
    by: Any,
    why: str,
    is_free: IsFree | None = None,
    under_current_rules: bool = False,
) -> list[Moved]:
    """Count open deadlines again, save those whose date moves, and tell their cases. One transaction.

    They keep the terms they began under, unless ``under_current_rules`` gives them those that the rules have now.
    """
    free = is_free or OfficeClosure.objects.free_day()
    with transaction.atomic():
        locked = deadlines.select_for_update(of=("self",))
        changed = list(_recounted(locked, free, under_current_rules))
        _save(deadline for deadline, _ in changed)
        moved = [_moved(deadline, old) for deadline, old in changed if deadline.due_on != old]
        _tell_cases(moved, by, why)
    return moved


def _recounted(
    deadlines: models.QuerySet[Deadline], is_free: IsFree, under_current_rules: bool
) -> Iterable[tuple[Deadline, date]]:
    """Those whose date moves, or that get other terms, counted again but not saved, with the date they had."""
    for deadline in deadlines.open().select_related("rule", "complaint").order_by("due_on", "pk"):  # type: ignore[attr-defined]
        old, terms = deadline.due_on, deadline.terms
        if under_current_rules:
            _take_current_terms(deadline)
        recount(deadline, is_free)
        if deadline.due_on != old or deadline.terms != terms:
            yield deadline, old


def _take_current_terms(deadline: Deadline) -> None:
    deadline.terms = deadline.rule.stored_terms()
    if not deadline.rule.extension_length:
        deadline.is_extended = False
    if deadline.rule.is_statutory or deadline.rule.backwards:
        deadline.paused_days = 0


def _save(deadlines: Iterable[Deadline]) -> None:
    rows = list(deadlines)
    for deadline in rows:
        deadline.version += 1
    fields = ["terms", "is_extended", "paused_days", "version", *COUNTED]
    Deadline.objects.bulk_update(rows, fields, batch_size=ROWS_AT_A_TIME)


def _moved(deadline: Deadline, old: date) -> Moved:
    return Moved(
        complaint=deadline.complaint_id,
        clock=deadline.rule.title,
        is_statutory=bool(deadline.terms.get("is_statutory")),
        old=old,
        new=deadline.due_on,
    )


def _tell_cases(moved: list[Moved], by: Any, why: str) -> None:
    roles = " ".join(sorted(by.role_keys)) if by else ""
    events = [
        ComplaintEvent(
            complaint_id=one.complaint,
            name="clock_moved",
            category=history.Category.DEADLINE,
            by=by,
            by_role=roles,
            answers={"clock": one.clock, "before": one.old, "due_on": one.new, "reason": why},
        )
        for one in moved
    ]
    ComplaintEvent.objects.bulk_create(events, batch_size=ROWS_AT_A_TIME)
    keep_next_dates(one.complaint for one in moved)
