"""Making a letter: now, or ordered by an event and made once by the worker, whatever happens in between."""

import hashlib
import logging
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.encryption import CannotDecrypt
from backoffice.kit.transitions import Refused
from documents.backoff import wait_after
from documents.kinds import DocumentKind, kinds
from documents.models import IssuedDocument, LetterOrder, TemplateVersion
from documents.models.issued_document import KEY_LENGTH, ORDERED
from documents.queries.subjects import subject_of
from documents.rendering import RenderingFailed, render, stamp

logger = logging.getLogger(__name__)

MOST_PICKED_UP = 200
# What can be wrong with one order (its rows, its values, this machine) and is no reason to leave the others lying.
OWN_TROUBLE = (CannotDecrypt, OSError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter that was made and is not stored yet."""

    kind: DocumentKind
    subject: Any
    template: TemplateVersion
    content: bytes
    data: Mapping[str, Any]


def compose(kind_key: str, subject: Any, *, event_key: str = "", marked: bool = False) -> Composed:
    """The letter with the active template, as an event asked for it or as things are now. Queries, writes nothing.

    It is written in the language that its receiver reads, when there is a template in that language; else in Dutch.
    Marked: what was filled in is highlighted, to look at; such a letter is never stored.
    Raises Refused when something is missing, there is no active template, or the template cannot be filled in.
    """
    kind = kinds.get(kind_key)
    if kind.awaits:
        raise Refused([kind.awaits])
    if missing := kind.missing(subject):
        raise Refused([_("Missing: %(what)s.") % {"what": one} for one in missing])
    template = TemplateVersion.objects.for_reader(kind_key, kind.recipient(subject).language)
    if template is None:
        raise Refused(
            [
                _("There is no template in use for “%(letter)s”. Ask the administrator.")
                % {"letter": kind.title}
            ]
        )
    with override(template.language):
        data = kind.context(subject, event_key)
    return Composed(kind, subject, template, _rendered(template, data, marked=marked), data)


def store(
    composed: Composed, by: Any, *, key: str | None = None, supersedes: IssuedDocument | None = None
) -> IssuedDocument:
    """Keeps a composed letter with its hash, its template and its values; what the owner adds comes along.

    Opens its own transaction. Raises IntegrityError when the key was used before.
    """
    with transaction.atomic():
        document = letter_of(composed, by, key=key, supersedes=supersedes)
        document.save(force_insert=True)
        composed.kind.on_issued(composed.subject, document, by)
    return document


def letter_of(
    composed: Composed, by: Any, *, key: str | None, supersedes: IssuedDocument | None = None
) -> IssuedDocument:
    """The row of a composed letter, with its hash; not written yet. One that may be edited in Word gets its mark."""
    pk = uuid4()
    content = stamp(composed.content, str(pk)) if composed.kind.may_be_edited else composed.content
    return IssuedDocument(
        id=pk,
        key=key,
        kind=composed.kind.key,
        template_version=composed.template,
        model_label=composed.subject._meta.label_lower,
        subject_id=composed.subject.pk,
        subject_name=str(composed.subject)[:60],
        title=str(composed.kind.title),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        data=dict(composed.data),
        issued_by=by,
        issued_at=clock.now(),
        supersedes=supersedes,
    )


def issue(
    kind_key: str, subject: Any, by: Any, *, key: str | None = None, supersedes: IssuedDocument | None = None
) -> IssuedDocument:
    """Makes, stores and locks a letter. ``by`` is None for a scheduled job.

    The same ``key`` a second time gives the letter of the first time; for another letter or subject it is refused.
    Raises Refused; then nothing was stored.
    """
    kind = kinds.get(kind_key)
    if by is not None and not kind.awaits and not kind.may_issue(by, subject):
        raise Refused([_("You may not make this letter here. Nothing was made.")])
    return _issued_once(kind_key, subject, by, key=key, supersedes=supersedes)


def order(kind_key: str, subject: models.Model, event_key: str, by: Any) -> LetterOrder:
    """Asks for a letter as a consequence of an event, in the caller's transaction; the worker makes it.

    One event and kind make one letter, however often this is called.
    """
    row, is_new = LetterOrder.objects.get_or_create(
        event_key=event_key,
        kind=kinds.get(kind_key).key,
        defaults={
            "model_label": subject._meta.label_lower,
            "subject_id": subject.pk,
            "subject_name": str(subject)[:60],
            "ordered_by": by,
            "ordered_at": clock.now(),
            "next_attempt_at": clock.now(),
        },
    )
    if is_new:
        transaction.on_commit(lambda: async_task("documents.tasks.issue_ordered", str(row.pk)), robust=True)
    return row


def issue_ordered(order_id: Any) -> IssuedDocument | None:
    """Makes the ordered letter once; None when it has to wait, and then the order says why. Writes.

    The letter is issued in the name of who took the step. Whether they might was asked by the step itself, at that
    moment, and is not asked again: a role that changed since does not undo what was decided.
    """
    row = LetterOrder.objects.select_related("document").get(pk=order_id)
    if row.document is not None:
        return row.document
    _count_attempt(row)
    try:
        document = _made_for(row)
    except (Refused, LookupError) as refused:
        _say_why_not(row, str(refused))
    except OWN_TROUBLE as error:
        logger.error("Letter order %s was not made: %s.", row.pk, type(error).__name__)
        _say_why_not(row, in_trouble(error))
    else:
        LetterOrder.objects.filter(pk=row.pk).update(document=document, last_error="")
        return document
    return None


def issue_waiting() -> int:
    """Makes every ordered letter that may be tried now; returns how many were made.

    An error that nobody foresaw stops one letter, not the others, and is raised when all have been tried.
    """
    due = LetterOrder.objects.due(clock.now()).order_by("next_attempt_at").values_list("pk", flat=True)
    tried = list(due[:MOST_PICKED_UP])
    with ExitStack() as each_of_them:
        for pk in reversed(tried):
            each_of_them.callback(issue_ordered, pk)
    return LetterOrder.objects.filter(pk__in=tried, document__isnull=False).count()


def try_again(row: LetterOrder) -> None:
    """Lets a waiting order be tried at once, by hand."""
    LetterOrder.objects.waiting().filter(pk=row.pk).update(next_attempt_at=clock.now())
    transaction.on_commit(lambda: async_task("documents.tasks.issue_ordered", str(row.pk)), robust=True)


def _issued_once(
    kind_key: str,
    subject: Any,
    by: Any,
    *,
    key: str | None = None,
    event_key: str = "",
    supersedes: IssuedDocument | None = None,
) -> IssuedDocument:
    if earlier := _made_before(key, kind_key, subject):
        return earlier
    _refuse_to_supersede(supersedes, kind_key, subject)
    composed = compose(kind_key, subject, event_key=event_key)
    try:
        return store(composed, by, key=key, supersedes=supersedes)
    except IntegrityError:
        # Another process stored the letter under this key a moment earlier; ours was rolled back.
        if earlier := _made_before(key, kind_key, subject):
            return earlier
        _refuse_to_supersede(supersedes, kind_key, subject)
        raise


def _refuse_to_supersede(letter: IssuedDocument | None, kind_key: str, subject: Any) -> None:
    """Raises Refused when the letter is another one than this, or has a successor already. Queries."""
    if letter is None:
        return
    if (letter.kind, letter.model_label, letter.subject_id) != _identity(kind_key, subject):
        raise Refused(
            [_("A letter is replaced by one of the same kind about the same case. Nothing was made.")]
        )
    if letter.superseded_by.exists():
        raise Refused(
            [_("A newer version of this letter was made before. Nothing was made; look at that one.")]
        )


def _identity(kind_key: str, subject: Any) -> tuple[str, str, Any]:
    return kind_key, subject._meta.label_lower, subject.pk


def _made_before(key: str | None, kind_key: str, subject: Any) -> IssuedDocument | None:
    """The letter under this key. Raises Refused when that is another letter, or one about something else."""
    if key is None:
        return None
    if len(key) > KEY_LENGTH:
        raise ValueError(f"The key of a letter has at most {KEY_LENGTH} characters.")
    earlier = IssuedDocument.objects.filter(key=key).first()
    wanted = _identity(kind_key, subject)
    if earlier is None or (earlier.kind, earlier.model_label, earlier.subject_id) == wanted:
        return earlier
    raise Refused([_("This page belongs to another letter. Nothing was made; open the page again.")])


def _made_for(row: LetterOrder) -> IssuedDocument:
    subject, key = subject_of(row), f"{ORDERED}{row.pk}"
    if earlier := _made_before(key, row.kind, subject):
        return earlier
    replaced = kinds.get(row.kind).takes_place_of(subject, row.event_key)
    return _issued_once(
        row.kind, subject, row.ordered_by, key=key, event_key=row.event_key, supersedes=replaced
    )


def _rendered(template: TemplateVersion, data: Mapping[str, Any], *, marked: bool) -> bytes:
    try:
        return render(bytes(template.content), data, language=template.language, marked=marked)
    except RenderingFailed as error:
        raise Refused([str(problem) for problem in error.problems]) from error


def _count_attempt(row: LetterOrder) -> None:
    """Before the work, so that an order that breaks its worker is not the first in line for ever."""
    attempts = row.attempts + 1
    LetterOrder.objects.waiting().filter(pk=row.pk).update(
        attempts=attempts,
        next_attempt_at=clock.now() + wait_after(attempts),
        last_error=_("Being made. When this stays, it was broken off: the log of the worker says why."),
    )


def _say_why_not(row: LetterOrder, reason: str) -> None:
    LetterOrder.objects.waiting().filter(pk=row.pk).update(last_error=reason[:500])


def in_trouble(error: Exception) -> str:
    """The kind of the error only, because its text may quote the letter."""
    if isinstance(error, CannotDecrypt):
        return _(
            "A text that the letter needs cannot be decrypted. Ask the administrator to look at the keys."
        )
    return _(
        "The letter could not be made (%(kind)s). Ask the administrator; it is tried again by itself."
    ) % {"kind": type(error).__name__}
