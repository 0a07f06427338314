"""Checks a received list against the members, chunk by chunk, so that its page can follow; changes no member.

The newest check of a list is the only one that writes: each check takes a number, and one that was thought dead stops
when it sees a higher one.
"""

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.exchange.diff import Comparison
from backoffice.kit.exchange.layout import Matched
from backoffice.kit.exchange.problems import UnreadableFile
from backoffice.kit.exchange.rows import CheckedRow, RowKind
from backoffice.kit.exchange.table import Table, read_table
from backoffice.kit.full_disk import is_full_disk
from backoffice.kit.garbage import no_cycles_here
from backoffice.kit.transitions import Refused
from billing.member_list.columns import member_layout
from billing.member_list.preview import PreviewWriter
from billing.member_list.store import MemberStore
from billing.models import BatchState, ImportBatch, ImportMapping
from billing.models.import_batch import WAITING, refuse_stranger

CHECK_TASK = "billing.tasks.check_received_list"
AGAIN = (*WAITING, BatchState.PUT_AWAY)


class Superseded(Exception):
    """A newer check of the same list has begun."""


def order_check(batch: ImportBatch) -> None:
    """Have the worker check the list, after commit."""
    transaction.on_commit(lambda: async_task(CHECK_TASK, str(batch.pk)))


def check(batch: ImportBatch) -> None:
    """Check a received list, counting the rows on the way; what stands in the way makes it failed, with why.

    Begins anew when an earlier check was broken off.
    """
    if not _begin(batch):
        return
    try:
        with batch.file.open("rb") as file:
            content = file.read()
        table = read_table(content)
        compare(batch, table, match(table, batch.mapping))
    except Superseded:
        return
    except FileNotFoundError:
        _fail(batch, [_("The stored list has gone. Bring it in again.")])
    except Refused as refused:
        _fail(batch, refused.reasons)
    except (OSError, DatabaseError) as error:
        _fail(batch, [_broken_off(error)])


def check_again(batch: ImportBatch, *, by: Any = None) -> None:
    """Compare a list again with the members as they are now: after a refused confirmation, or when a check hangs."""
    refuse_stranger(by)
    fresh = {"rows_checked": 0, "reasons": [], "moved_at": clock.now()}
    lists = ImportBatch.objects
    begun = any(lists.claim(batch, source=state, target=BatchState.CHECKING, **fresh) for state in AGAIN)
    if not begun and not lists.begin_anew(batch, state=BatchState.CHECKING, now=clock.now(), **fresh):
        raise Refused(_("This list cannot be checked again."))
    batch.refresh_from_db()
    order_check(batch)


def match(table: Table, mapping: ImportMapping | None) -> Matched:
    """Which column each header is. Raises `UnreadableFile` for unknown headers, or when nothing names the member."""
    matched = member_layout().match(table.header, mapping.headers if mapping else None)
    present = {column.key for column in matched.columns}
    if "number" not in present and not {"kvk", "branch"} <= present:
        raise UnreadableFile(
            _(
                "The list has no column that names the member: lidnummer, or kvk and vestigingsnummer together."
            )
        )
    return matched


@no_cycles_here()
def compare(batch: ImportBatch, table: Table, matched: Matched) -> None:
    """Compare the whole list, one transaction per chunk so that the count can be watched. Raises `Superseded`."""
    batch.kind, batch.encoding, batch.separator = table.kind, table.encoding, table.separator
    batch.row_count = len(table.rows)
    writer = PreviewWriter(batch, matched.columns)
    for rows in Comparison(table, matched, MemberStore()).chunks():
        _write_chunk(batch, writer, rows)
    with transaction.atomic():
        writer.finish()
        found = BatchState.WRONG if writer.counts[RowKind.WRONG] else BatchState.READY
        _save_own(batch, ["kind", "encoding", "separator"], state=found)
        batch.refresh_from_db(fields=["state"])


def _begin(batch: ImportBatch) -> bool:
    with transaction.atomic():
        mine = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.CHECKING)
        if not mine.update(attempt=F("attempt") + 1, rows_checked=0, moved_at=clock.now()):
            return False
        batch.pages.all().delete()
    batch.refresh_from_db()
    return True


def _write_chunk(batch: ImportBatch, writer: PreviewWriter, rows: list[CheckedRow]) -> None:
    batch.rows_checked += len(rows)
    with transaction.atomic():
        writer.add(rows)
        for kind in RowKind:
            setattr(batch, f"{kind}_count", writer.counts[kind])
        batch.warning_count = writer.warned
        counts = [f"{kind}_count" for kind in RowKind]
        _save_own(batch, ["rows_checked", "row_count", "warning_count", *counts])


def _save_own(batch: ImportBatch, names: Sequence[str], **moved: str) -> None:
    batch.moved_at = clock.now()
    values = {name: getattr(batch, name) for name in (*names, "moved_at")} | moved
    own = ImportBatch.objects.filter(pk=batch.pk, attempt=batch.attempt, state=BatchState.CHECKING)
    if not own.update(**values):
        raise Superseded


def _broken_off(error: Exception) -> str:
    if is_full_disk(error):
        return _("The disk is full, so the list could not be checked. Ask the administrator to make room.")
    return _(
        "The check was broken off (%s). Check the list again; ask the administrator when it goes on."
    ) % (type(error).__name__)


def _fail(batch: ImportBatch, reasons: Sequence[str]) -> None:
    """Make the list failed, unless a newer check has begun."""
    with transaction.atomic():
        own = ImportBatch.objects.filter(pk=batch.pk, attempt=batch.attempt, state=BatchState.CHECKING)
        if own.update(state=BatchState.FAILED, reasons=list(reasons)):
            batch.pages.all().delete()
            batch.refresh_from_db(fields=["state", "reasons"])
