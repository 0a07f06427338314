"""The file for the printer of a batch: asked for by a person, made in parts by the worker, kept for two days.

As with a batch, one worker has a print run at a time and writes its sign (`claim`) in the row; what it stores is asked
for under that sign. A part that was made is kept, so a worker that is killed loses one part at most.
"""

from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.refusals import Refused
from documents.batch_subjects import must_stay
from documents.models import Batch, IssuedDocument, PrintPart, PrintRun
from documents.rendering import PdfFailed, print_run
from documents.rendering.joined_pdf import joined
from documents.rendering.pdf import is_available

PRINT_TASK = "documents.tasks.make_print"
LETTERS_PER_PART = 40
SECONDS_AT_A_TIME = 60.0


class TakenOver(Exception):
    """The print run was asked for again, or another worker has it."""


def ask_for_print(batch: Batch, by: Any, *, is_double_sided: bool) -> PrintRun:
    """Has the worker make one PDF of the letters of the batch that this user may see and send. Writes. Raises Refused.

    One that is being made already is not begun again; one that was ready is replaced.
    """
    letters = _printable(batch, by)
    if not is_available():
        raise Refused(
            [_("LibreOffice is not installed here, so nothing can be printed. Take the Word files.")]
        )
    return _begun(batch, by, letters, is_double_sided=is_double_sided)


def left_in_the_house(batch: Batch, by: Any) -> dict[Any, str]:
    """The letters of the batch that may not go out any more, and so are not printed, each with the reason. Queries."""
    return must_stay(batch.letter, _made_for(batch, by), by)


def may_still_be_taken(run: PrintRun, user: Any) -> bool:
    """Whether this user may still see every letter in it, and each may still go out. Queries."""
    letters = IssuedDocument.objects.visible_to(user).filter(pk__in=run.letters)
    return letters.count() == len(run.letters) and not must_stay(run.batch.letter, letters, user)


def _made_for(batch: Batch, by: Any) -> models.QuerySet[IssuedDocument]:
    made = batch.items.visible_to(by).made()
    return IssuedDocument.objects.filter(pk__in=made.values("document_id"))


def _printable(batch: Batch, by: Any) -> list[str]:
    made = batch.items.visible_to(by).made().order_by("position").values_list("document_id", flat=True)
    if not made:
        raise Refused([_("There is no letter to print yet.")])
    kept_back = left_in_the_house(batch, by)
    if letters := [str(pk) for pk in made if pk not in kept_back]:
        return letters
    raise Refused([_("None of these letters may be sent any more. Nothing is printed.")])


def make_print(run_id: Any, *, seconds: float = SECONDS_AT_A_TIME) -> None:
    """Makes parts until the file is ready, it is asked for anew, or the time is up. Writes."""
    claim, until = uuid4(), monotonic() + seconds
    now = clock.now()
    if not PrintRun.objects.free(now).filter(pk=run_id).update(claim=claim, moved_at=now):
        return
    run = PrintRun.objects.for_list().get(pk=run_id)
    try:
        while run.done < run.total:
            _make_part(run, claim)
            if monotonic() > until:
                transaction.on_commit(lambda: async_task(PRINT_TASK, str(run_id)), robust=True)
                return
        _finish(run, claim)
    except PdfFailed as error:
        PrintRun.objects.filter(pk=run_id, claim=claim).update(reason=str(error)[:500])
    except TakenOver:
        return
    finally:
        PrintRun.objects.filter(pk=run_id, claim=claim).update(claim=None)


def pick_up_prints() -> int:
    """Goes on with every print run that nobody has, and removes the old ones; returns how many. Writes."""
    now = clock.now()
    PrintRun.objects.outdated(now).delete()
    left = list(PrintRun.objects.free(now).order_by("requested_at").values_list("pk", flat=True))
    for pk in left:
        make_print(pk)
    return len(left)


@transaction.atomic
def _begun(batch: Batch, by: Any, letters: list[str], *, is_double_sided: bool) -> PrintRun:
    # The second of two clicks waits here until the first one's print stands in the table.
    Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    mine = PrintRun.objects.of(batch).visible_to(by).filter(is_double_sided=is_double_sided)
    if busy := mine.unfinished().filter(letters=letters).for_list().first():
        return busy
    mine.delete()
    run = PrintRun.objects.create(
        batch=batch, requested_by=by, letters=letters, is_double_sided=is_double_sided
    )
    transaction.on_commit(lambda: async_task(PRINT_TASK, str(run.pk)), robust=True)
    return run


def _hold(run: PrintRun, claim: UUID) -> None:
    """Inside a transaction: the row is ours until its end, and it says how far we are. Raises TakenOver."""
    own = PrintRun.objects.filter(pk=run.pk, claim=claim)
    if not own.update(moved_at=clock.now(), done=run.done):
        raise TakenOver


def _make_part(run: PrintRun, claim: UUID) -> None:
    """The next letters as one PDF; a long call of LibreOffice stands outside the transaction. Raises PdfFailed."""
    keys = run.letters[run.done : run.done + LETTERS_PER_PART]
    letters = {str(letter.pk): letter for letter in IssuedDocument.objects.filter(pk__in=keys)}
    try:
        content = print_run([letters[key].content for key in keys], double_sided=run.is_double_sided)
    except PdfFailed as error:
        if error.letter is None:
            raise
        raise _named(error, letters[keys[error.letter - 1]], run.done + error.letter) from error
    with transaction.atomic():
        number, run.done = run.done, run.done + len(keys)
        _hold(run, claim)
        PrintPart.objects.create(run=run, number=number, content=content)


def _named(error: PdfFailed, letter: IssuedDocument, number: int) -> PdfFailed:
    """The same failure, with the place of the letter in the batch and what it is about."""
    return PdfFailed(
        _(
            "It went wrong at letter %(number)d, about %(name)s. %(why)s Nothing was printed; the Word files of all "
            "letters are there."
        )
        % {"number": number, "name": letter.subject_name, "why": error},
        letter=number,
    )


def _finish(run: PrintRun, claim: UUID) -> None:
    content = joined(part.content for part in run.parts.order_by("number").iterator(chunk_size=1))
    with transaction.atomic():
        _hold(run, claim)
        run.content, run.ready_at = content, clock.now()
        run.save(update_fields=["content", "ready_at"])
        run.parts.all().delete()
