"""Has a list brought in or undone: a short one at once, a long one by the worker, so that nobody's browser waits.

The order is a state of the list: a second click finds it taken. The work itself is one transaction from that state to
the next, so a worker that is killed leaves all or nothing, the order stands, and two workers cannot both do it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.full_disk import is_full_disk
from backoffice.kit.transitions import Refused
from billing.actions.member_import import confirm, undo, why_not_now, why_not_undone
from billing.models import BatchState, ImportBatch
from billing.models.import_batch import refuse_stranger

AT_ONCE = 1000  # members; more takes the slowest machine over two seconds


@dataclass(frozen=True, slots=True)
class Work:
    """What can be done with a whole list: from which state, under which state while it waits, and by what."""

    source: BatchState
    underway: BatchState
    act: Callable[..., None]
    why_not: Callable[[ImportBatch], str]
    task: str
    who: str


BRING_IN = Work(
    BatchState.READY,
    BatchState.BRINGING_IN,
    confirm,
    why_not_now,
    task="billing.tasks.bring_in_list",
    who="done_by",
)
TAKE_BACK = Work(
    BatchState.DONE,
    BatchState.UNDOING,
    undo,
    why_not_undone,
    task="billing.tasks.undo_list",
    who="undone_by",
)


def order_confirm(batch: ImportBatch, *, by: Any = None) -> None:
    """Do what the preview shows, now or by the worker. Raises `Refused` when anything stands in the way."""
    _order(BRING_IN, batch, by)


def order_undo(batch: ImportBatch, *, by: Any = None) -> None:
    """Take back what the list did, now or by the worker. Raises `Refused` when anything stands in the way."""
    _order(TAKE_BACK, batch, by)


def carry_out(work: Work, batch: ImportBatch) -> None:
    """Do what was ordered; what stands in the way is kept with the list, which is then as it was before the order."""
    if batch.state != work.underway:
        return
    try:
        work.act(batch, by=getattr(batch, work.who), source=work.underway)
    except Refused as refused:
        _give_back(work, batch, refused.reasons)
    except (OSError, DatabaseError) as error:
        _give_back(work, batch, [_broken_off(error)])


def _order(work: Work, batch: ImportBatch, by: Any) -> None:
    if batch.writes <= AT_ONCE and batch.state != work.underway:
        work.act(batch, by=by)
        return
    refuse_stranger(by)
    fresh = {"moved_at": clock.now(), "reasons": [], work.who: by}
    lists = ImportBatch.objects
    taken = lists.claim(batch, source=work.source, target=work.underway, **fresh)
    if not taken and not lists.begin_anew(batch, state=work.underway, now=clock.now(), **fresh):
        raise Refused(work.why_not(batch))
    batch.refresh_from_db()
    transaction.on_commit(lambda: async_task(work.task, str(batch.pk)))


def _give_back(work: Work, batch: ImportBatch, reasons: Any) -> None:
    back = {work.who: None, "reasons": list(reasons)}
    ImportBatch.objects.claim(batch, source=work.underway, target=work.source, **back)


def _broken_off(error: Exception) -> str:
    if is_full_disk(error):
        return _("The disk is full. Nothing was changed. Ask the administrator to make room, then try again.")
    return _("The work was broken off (%s). Nothing was changed. Try again.") % type(error).__name__
