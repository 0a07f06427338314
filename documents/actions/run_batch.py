"""Makes the letters of a batch, a handful at a time: each handful is stored whole in one transaction, or not at all.

One worker has a batch at a time: it writes its own sign (`claim`) in the row, and every transaction asks whether the
sign is still there. A worker that is killed leaves its sign; after a while another takes the batch over and goes on
with what is still waiting. An item's letter takes the item's key, so whatever happens it has one at most.
"""

import logging
from collections.abc import Sequence
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.full_disk import is_full_disk
from backoffice.kit.garbage import no_cycles_here
from backoffice.kit.refusals import Refused
from backoffice.kit.transitions import perform
from documents.actions.compose_many import Tried, try_all
from documents.actions.issue import Composed, letter_of
from documents.actions.prepare_batch import clear_forgotten
from documents.batch_steps import RUN_TASK
from documents.models import Batch, BatchItem, IssuedDocument
from documents.models.batch_item import REASON_LENGTH, ItemOutcome

logger = logging.getLogger(__name__)

HANDFUL = 100
# How long one task goes on before it lets others pass; it queues itself again.
SECONDS_AT_A_TIME = 60.0
# A handful that was broken off is tried again one by one; what breaks its worker this often is given up.
MOST_ATTEMPTS = 4


class TakenOver(Exception):
    """The batch was stopped, or another worker has it."""


def run_batch(batch_id: Any, *, seconds: float = SECONDS_AT_A_TIME) -> None:
    """Makes letters of a running batch until all were tried, it is stopped, or the time is up. Writes."""
    claim, until = uuid4(), monotonic() + seconds
    if not _take(batch_id, claim):
        return
    try:
        batch = Batch.objects.select_related("created_by").get(pk=batch_id)
        templates = {template.language: template for template in batch.templates.all()}
        while items := _next_handful(batch, claim):
            with no_cycles_here():
                _store(batch, claim, try_all(batch.letter, items, templates, batch.created_by))
            if monotonic() > until:
                transaction.on_commit(lambda: async_task(RUN_TASK, str(batch_id)), robust=True)
                return
        _finish(batch)
    except TakenOver:
        logger.info("Batch %s was stopped or taken over.", batch_id)
    finally:
        Batch.objects.filter(pk=batch_id, claim=claim).update(claim=None)


def pick_up_batches() -> int:
    """Goes on with every batch that nobody has, and stops those that nobody started; returns how many. Writes."""
    now = clock.now()
    clear_forgotten(Batch.objects.forgotten(now))
    left = list(Batch.objects.free(now).order_by("moved_at").values_list("pk", flat=True))
    for pk in left:
        run_batch(pk)
    return len(left)


def _take(batch_id: Any, claim: UUID) -> bool:
    now = clock.now()
    return bool(Batch.objects.free(now).filter(pk=batch_id).update(claim=claim, moved_at=now))


def _hold(batch: Batch, claim: UUID, *, made: int = 0, failed: int = 0) -> None:
    """Inside a transaction: the row is ours until its end, and it says that we are alive. Raises TakenOver."""
    own = Batch.objects.running().filter(pk=batch.pk, claim=claim)
    if not own.update(moved_at=clock.now(), made=F("made") + made, failed=F("failed") + failed):
        raise TakenOver


@transaction.atomic
def _next_handful(batch: Batch, claim: UUID) -> list[BatchItem]:
    """What is tried now; what was broken off before comes last and alone. Each is counted before the work."""
    given_up = batch.items.waiting().filter(attempts__gte=MOST_ATTEMPTS)
    reason = _("Making this letter was broken off several times. The log of the worker says why.")
    _hold(batch, claim, failed=given_up.update(outcome=ItemOutcome.FAILED, reason=reason))
    waiting = batch.items.waiting()
    items = list(waiting.filter(attempts=0)[:HANDFUL]) or list(waiting.order_by("attempts", "position")[:1])
    BatchItem.objects.filter(pk__in=[item.pk for item in items]).update(attempts=F("attempts") + 1)
    return items


def _store(batch: Batch, claim: UUID, tried: Sequence[Tried]) -> None:
    """The letters of a handful with all that follows from them, in one transaction. Raises TakenOver."""
    try:
        with transaction.atomic():
            made = [(one.item, one.composed) for one in tried if one.composed]
            _hold(batch, claim, made=len(made), failed=len(tried) - len(made))
            _write_letters(batch, made)
            _write_reasons([one for one in tried if not one.composed])
    except (DatabaseError, OSError) as error:
        if is_full_disk(error):
            # The letters are not to blame: they were not tried.
            pks = [one.item.pk for one in tried]
            BatchItem.objects.filter(pk__in=pks).update(attempts=F("attempts") - 1)
        raise


def _write_letters(batch: Batch, made: Sequence[tuple[BatchItem, Composed]]) -> None:
    letters = [_letter(item, composed, batch.created_by) for item, composed in made]
    IssuedDocument.objects.bulk_create(letters)
    items = BatchItem.objects.filter(pk__in=[item.pk for item, _composed in made])
    items.update(outcome=ItemOutcome.MADE, document=F("pk"))
    subjects = [composed.subject for _item, composed in made]
    batch.letter.note_issued(list(zip(subjects, letters, strict=True)), batch.created_by)


def _letter(item: BatchItem, composed: Composed, by: Any) -> IssuedDocument:
    letter = letter_of(composed, by, key=f"batch:{item.pk}")
    letter.pk = item.pk
    return letter


def _write_reasons(failed: Sequence[Tried]) -> None:
    for one in failed:
        BatchItem.objects.filter(pk=one.item.pk).update(
            outcome=ItemOutcome.FAILED, reason=one.reason[:REASON_LENGTH]
        )


def _finish(batch: Batch) -> None:
    batch.refresh_from_db()
    step = "finish_with_failures" if batch.items.failed().exists() else "finish"
    try:
        perform(batch, step, by=None)
    except Refused as refused:
        # Somebody stopped it in this very moment; then that stands.
        logger.info("Batch %s was not finished: %s", batch.pk, refused)
