"""Bringing in a member list: receive → check (nothing is changed) → confirm (all or nothing) → undo."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.exchange.diff import Comparison, RowKind
from backoffice.kit.exchange.layout import Matched
from backoffice.kit.exchange.problems import UnreadableFile
from backoffice.kit.exchange.sniff import check_size
from backoffice.kit.exchange.table import Table, read_table
from backoffice.kit.transitions import Refused
from billing.actions.import_undoing import put_back
from billing.actions.import_writing import write_changed, write_new
from billing.member_list.columns import member_layout
from billing.member_list.preview import PreviewWriter, preview_rows
from billing.member_list.store import MemberStore
from billing.models import BatchState, ImportBatch, ImportMapping
from billing.models.import_batch import BRINGS_IN_LISTS

CHECK_TASK = "billing.tasks.check_received_list"


def receive_list(upload: Any, filename: str, *, by: Any, mapping: ImportMapping | None = None) -> ImportBatch:
    """Store an uploaded list and have the worker check it. Raises `Refused`; then nothing is kept."""
    refuse_stranger(by)
    check_size(upload.size)
    batch = _stored(upload.read(), filename, by, mapping)
    transaction.on_commit(lambda: async_task(CHECK_TASK, str(batch.pk)))
    return batch


def check_list(
    source: str | Path | bytes, filename: str = "", *, by: Any = None, mapping: ImportMapping | None = None
) -> ImportBatch:
    """Store a list and check it at once. Raises `Refused` when the file cannot be read; then nothing is kept."""
    refuse_stranger(by)
    content = source if isinstance(source, bytes) else read_file(Path(source))
    table = read_table(content)
    matched = _matched(table, mapping)
    with transaction.atomic():
        batch = _stored(content, filename or Path(str(source)).name, by, mapping)
        _compare(batch, table, matched)
    return batch


def check(batch: ImportBatch) -> None:
    """Check a received list, counting the rows on the way; a file that cannot be read makes it failed, with why."""
    if batch.state != BatchState.CHECKING:
        return
    batch.pages.all().delete()
    try:
        with batch.file.open("rb") as file:
            content = file.read()
        table = read_table(content)
        _compare(batch, table, _matched(table, batch.mapping))
    except FileNotFoundError:
        _fail(batch, [_("The stored list has gone. Bring it in again.")])
    except Refused as refused:
        _fail(batch, refused.reasons)


def confirm(batch: ImportBatch, *, by: Any = None) -> None:
    """Do what the preview shows, in one transaction. Raises `Refused` when anything stands in the way.

    Of two people, or two clicks, one wins; the other is told who did it and when.
    """
    refuse_stranger(by)
    now = clock.now()
    try:
        with transaction.atomic():
            if not ImportBatch.objects.claim(
                batch, source=BatchState.READY, target=BatchState.DONE, done_at=now, done_by=by
            ):
                raise Refused(_why_not_now(batch))
            write_new(batch, preview_rows(batch, RowKind.NEW), by)
            write_changed(batch, preview_rows(batch, RowKind.CHANGED), by)
    except IntegrityError as error:
        raise Refused(
            _("Somebody added the same member in this very moment. Check the list again.")
        ) from error
    finally:
        batch.refresh_from_db()


def undo(batch: ImportBatch, *, by: Any = None) -> None:
    """Take back everything that the list did. Raises `Refused`, naming members that were changed since."""
    refuse_stranger(by)
    try:
        with transaction.atomic():
            if not ImportBatch.objects.claim(
                batch,
                source=BatchState.DONE,
                target=BatchState.UNDONE,
                undone_at=clock.now(),
                undone_by=by,
            ):
                raise Refused(_("Only a list that was brought in can be undone. Nothing was changed."))
            put_back(batch, by)
    finally:
        batch.refresh_from_db()


def discard(batch: ImportBatch) -> None:
    """Forget a list that was not brought in, with its file and preview."""
    batch.file.delete(save=False)
    batch.delete()


def check_again(batch: ImportBatch, *, by: Any = None) -> None:
    """Compare a list again with the members as they are now, for instance after a refused confirmation."""
    refuse_stranger(by)
    for state in (BatchState.READY, BatchState.WRONG, BatchState.FAILED):
        if ImportBatch.objects.claim(
            batch, source=state, target=BatchState.CHECKING, rows_checked=0, reasons=[]
        ):
            batch.refresh_from_db()
            transaction.on_commit(lambda: async_task(CHECK_TASK, str(batch.pk)))
            return
    raise Refused(_("This list cannot be checked again."))


def refuse_stranger(by: Any) -> None:
    """Raise `Refused` for a user who does not bring in lists; no user means a command on the server."""
    if by is not None and not (by.is_active and by.has_role(*BRINGS_IN_LISTS)):
        raise Refused(_("Only finance and the coordinators bring in member lists."))


def read_file(path: Path) -> bytes:
    """The bytes of a file on disk. Raises `UnreadableFile` for a directory or a file that is not there."""
    if path.is_dir():
        raise UnreadableFile(_("%s is a directory, not a list. Name the file itself.") % path)
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(_("There is no file %s.") % path) from error
    except OSError as error:
        raise UnreadableFile(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error}) from error


def _stored(content: bytes, filename: str, by: Any, mapping: ImportMapping | None) -> ImportBatch:
    batch = ImportBatch(filename=Path(filename).name[:200], created_by=by, mapping=mapping)
    try:
        batch.file.save(f"{batch.pk}{Path(filename).suffix.lower()[:10]}", ContentFile(content), save=False)
    except OSError as error:
        raise Refused(_("The list could not be stored: is the disk full? Nothing was changed.")) from error
    try:
        batch.save()
    except DatabaseError as error:
        batch.file.delete(save=False)
        raise Refused(_("The list could not be stored: is the disk full? Nothing was changed.")) from error
    return batch


def _matched(table: Table, mapping: ImportMapping | None) -> Matched:
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


def _compare(batch: ImportBatch, table: Table, matched: Matched) -> None:
    """Compare the whole list. Not in one transaction, so that the count of rows can be watched."""
    batch.kind, batch.encoding, batch.separator = table.kind, table.encoding, table.separator
    batch.row_count = len(table.rows)
    writer = PreviewWriter(batch, matched.columns)
    for rows in Comparison(table, matched, MemberStore()).chunks():
        writer.add(rows)
        batch.rows_checked += len(rows)
        _save_counts(batch, writer, ["rows_checked", "row_count"])
    writer.finish()
    batch.state = BatchState.WRONG if writer.counts[RowKind.WRONG] else BatchState.READY
    _save_counts(batch, writer, ["state", "kind", "encoding", "separator"])


def _save_counts(batch: ImportBatch, writer: PreviewWriter, fields: list[str]) -> None:
    for kind in RowKind:
        setattr(batch, f"{kind}_count", writer.counts[kind])
    batch.warning_count = writer.warned
    batch.save(update_fields=[*fields, *(f"{kind}_count" for kind in RowKind), "warning_count"])


def _fail(batch: ImportBatch, reasons: Sequence[str]) -> None:
    batch.pages.all().delete()
    batch.state = BatchState.FAILED
    batch.reasons = list(reasons)
    batch.save(update_fields=["state", "reasons"])


def _why_not_now(batch: ImportBatch) -> str:
    current = ImportBatch.objects.select_related("done_by").get(pk=batch.pk)
    if current.state == BatchState.DONE and current.done_at:
        return _("%(who)s brought this list in already, at %(time)s. Nothing was done twice.") % {
            "who": current.done_by.name if current.done_by else _("A command on the server"),
            "time": timezone.localtime(current.done_at).strftime("%H:%M"),
        }
    if current.state == BatchState.WRONG:
        return _("Rows of this list are wrong. Mend them and bring the list in again; nothing was changed.")
    return _("This list cannot be confirmed: it is %s. Nothing was changed.") % current.get_state_display()
