"""Bringing in a member list: receive → check (nothing is changed) → confirm (all or nothing) → undo."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.exchange.problems import UnreadableFile
from backoffice.kit.exchange.rows import RowKind
from backoffice.kit.exchange.sniff import check_size
from backoffice.kit.exchange.table import read_table
from backoffice.kit.transitions import Refused
from billing.actions.import_checking import compare, match, order_check
from billing.actions.import_undoing import put_back
from billing.actions.import_writing import write_changed, write_new
from billing.member_list.preview import preview_rows
from billing.member_list.progress import Progress, forget_progress
from billing.models import BatchState, ImportBatch, ImportMapping
from billing.models.import_batch import WAITING, refuse_stranger


def receive_list(upload: Any, filename: str, *, by: Any, mapping: ImportMapping | None = None) -> ImportBatch:
    """Store an uploaded list and have the worker check it. Raises `Refused`; then nothing is kept."""
    refuse_stranger(by)
    check_size(upload.size)
    batch = _stored(upload.read(), filename, by, mapping)
    order_check(batch)
    return batch


def check_list(
    source: str | Path | bytes, filename: str = "", *, by: Any = None, mapping: ImportMapping | None = None
) -> ImportBatch:
    """Store a list and check it at once. Raises `Refused` when the file cannot be read; then nothing is kept."""
    refuse_stranger(by)
    content = source if isinstance(source, bytes) else read_file(Path(source))
    table = read_table(content)
    matched = match(table, mapping)
    with transaction.atomic():
        batch = _stored(content, filename or Path(str(source)).name, by, mapping)
        compare(batch, table, matched)
    return batch


def confirm(batch: ImportBatch, *, by: Any = None, source: BatchState = BatchState.READY) -> None:
    """Do what the preview shows, in one transaction. Raises `Refused` when anything stands in the way.

    Of two people, or two clicks, one wins; the other is told who did it and when. ``source`` is the state in which the
    list must be: `BatchState.BRINGING_IN` when the worker does it.
    """
    refuse_stranger(by)
    now = clock.now()
    try:
        with transaction.atomic():
            if not ImportBatch.objects.claim(
                batch, source=source, target=BatchState.DONE, done_at=now, done_by=by
            ):
                raise Refused(why_not_now(batch))
            progress = Progress(batch.pk)
            write_new(batch, progress.over(preview_rows(batch, RowKind.NEW)), by)
            write_changed(batch, progress.over(preview_rows(batch, RowKind.CHANGED)), by)
    except IntegrityError as error:
        raise Refused(_what_broke(error)) from error
    finally:
        forget_progress(batch.pk)
        batch.refresh_from_db()


def undo(batch: ImportBatch, *, by: Any = None, source: BatchState = BatchState.DONE) -> None:
    """Take back everything that the list did. Raises `Refused`, naming members that were changed since.

    ``source`` is the state in which the list must be: `BatchState.UNDOING` when the worker does it.
    """
    refuse_stranger(by)
    try:
        with transaction.atomic():
            if not ImportBatch.objects.claim(
                batch,
                source=source,
                target=BatchState.UNDONE,
                undone_at=clock.now(),
                undone_by=by,
            ):
                raise Refused(why_not_undone(batch))
            put_back(batch, by)
    finally:
        forget_progress(batch.pk)
        batch.refresh_from_db()


def put_away(batch: ImportBatch, *, by: Any) -> None:
    """Leave a list that nothing was done with as it is: it asks for nobody any more. Raises `Refused`."""
    refuse_stranger(by)
    lists = ImportBatch.objects
    if not any(lists.claim(batch, source=state, target=BatchState.PUT_AWAY) for state in WAITING):
        raise Refused(_("This list cannot be put away: it is %s.") % _current(batch).get_state_display())
    batch.refresh_from_db()


def discard(batch: ImportBatch) -> None:
    """Forget a list that was not brought in, with its file and preview."""
    batch.file.delete(save=False)
    batch.delete()


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


def _what_broke(error: IntegrityError) -> str:
    """Another's new member with the same number is ordinary; any other rule of the database is named."""
    cause = error.__cause__
    told = getattr(cause, "diag", None)
    rule = (told.constraint_name if told else str(cause).partition(": ")[2]) or str(cause)
    if rule.startswith("billing_member") and "number" in rule:
        return _("Somebody added the same member in this very moment. Check the list again.")
    return _("The list breaks a rule of the database (%s). Nothing was done; tell the administrator.") % rule


def _current(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.select_related("done_by").get(pk=batch.pk)


def why_not_now(batch: ImportBatch) -> str:
    """Why a list cannot be brought in as it stands now; whoever was first is named. Queries."""
    current = _current(batch)
    who = current.done_by.name if current.done_by else _("A command on the server")
    if current.state == BatchState.DONE and current.done_at:
        time = timezone.localtime(current.done_at).strftime("%H:%M")
        said = _("%(who)s brought this list in already, at %(time)s. Nothing was done twice.")
        return said % {"who": who, "time": time}
    if current.state == BatchState.BRINGING_IN:
        return _("%(who)s is bringing this list in already. Nothing is done twice.") % {"who": who}
    if current.state == BatchState.WRONG:
        return _("Rows of this list are wrong. Mend them and bring the list in again; nothing was changed.")
    return _("This list cannot be confirmed: it is %s. Nothing was changed.") % current.get_state_display()


def why_not_undone(batch: ImportBatch) -> str:
    """Why a list cannot be undone as it stands now. Queries."""
    if ImportBatch.objects.filter(pk=batch.pk, state=BatchState.UNDOING).exists():
        return _("This list is being undone already. Nothing is done twice.")
    return _("Only a list that was brought in can be undone. Nothing was changed.")
