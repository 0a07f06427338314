"""Making a letter: now, or ordered by an event and made once by the worker, whatever happens in between."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.transitions import Refused
from documents.backoff import wait_after
from documents.kinds import DocumentKind, kinds
from documents.models import IssuedDocument, LetterOrder, TemplateVersion
from documents.rendering import RenderingFailed, render

MOST_PICKED_UP = 200


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter that was made and is not stored yet."""

    kind: DocumentKind
    subject: Any
    template: TemplateVersion
    content: bytes
    data: Mapping[str, Any]


def compose(kind_key: str, subject: Any) -> Composed:
    """The letter with the active template. Queries, writes nothing.

    Raises Refused when something is missing, there is no active template, or the template cannot be filled in.
    """
    kind = kinds.get(kind_key)
    if missing := kind.missing(subject):
        raise Refused([_("Missing: %(what)s.") % {"what": one} for one in missing])
    template = TemplateVersion.objects.of_kind(kind_key).active().first()
    if template is None:
        raise Refused(
            [
                _("There is no template in use for “%(letter)s”. Ask the administrator.")
                % {"letter": kind.title}
            ]
        )
    data = kind.build_context(subject)
    return Composed(kind, subject, template, _rendered(template, data), data)


def store(
    composed: Composed, by: Any, *, key: str | None = None, supersedes: IssuedDocument | None = None
) -> IssuedDocument:
    """Keeps a composed letter with its hash, its template and its values; what the owner adds comes along.

    Opens its own transaction. Raises IntegrityError when the key was used before.
    """
    with transaction.atomic():
        document = IssuedDocument.objects.create(
            key=key,
            kind=composed.kind.key,
            template_version=composed.template,
            model_label=composed.subject._meta.label_lower,
            subject_id=composed.subject.pk,
            subject_name=str(composed.subject)[:60],
            title=str(composed.kind.title),
            content=composed.content,
            sha256=hashlib.sha256(composed.content).hexdigest(),
            data=dict(composed.data),
            issued_by=by,
            issued_at=clock.now(),
            supersedes=supersedes,
        )
        composed.kind.on_issued(composed.subject, document, by)
    return document


def issue(
    kind_key: str, subject: Any, by: Any, *, key: str | None = None, supersedes: IssuedDocument | None = None
) -> IssuedDocument:
    """Makes, stores and locks a letter. ``by`` is None for a scheduled job.

    The same ``key`` a second time gives the letter of the first time. Raises Refused; then nothing was stored.
    """
    if by is not None and not kinds.get(kind_key).may_issue(by, subject):
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

    What the event's own step allowed is not asked again, so the letter is made as the house.
    """
    row = LetterOrder.objects.select_related("document").get(pk=order_id)
    if row.document is not None:
        return row.document
    try:
        document = _issued_once(row.kind, subject_of(row), row.ordered_by, key=f"order:{row.pk}")
    except (Refused, LookupError) as refused:
        _put_off(row, refused)
        return None
    LetterOrder.objects.filter(pk=row.pk).update(document=document, last_error="")
    return document


def issue_waiting() -> int:
    """Makes every ordered letter that may be tried now; returns how many were made."""
    due = LetterOrder.objects.due(clock.now()).values_list("pk", flat=True)[:MOST_PICKED_UP]
    return sum(issue_ordered(pk) is not None for pk in list(due))


def try_again(row: LetterOrder) -> None:
    """Lets a waiting order be tried at once, by hand."""
    LetterOrder.objects.waiting().filter(pk=row.pk).update(next_attempt_at=clock.now())
    transaction.on_commit(lambda: async_task("documents.tasks.issue_ordered", str(row.pk)), robust=True)


def subject_of(row: LetterOrder | IssuedDocument) -> Any:
    """What the letter is about; raises LookupError when it is gone."""
    model = apps.get_model(row.model_label)
    try:
        return model._base_manager.get(pk=row.subject_id)
    except model.DoesNotExist as error:
        raise LookupError(_("What this letter is about no longer exists.")) from error


def _issued_once(
    kind_key: str,
    subject: Any,
    by: Any,
    *,
    key: str | None = None,
    supersedes: IssuedDocument | None = None,
) -> IssuedDocument:
    if key is not None and (earlier := IssuedDocument.objects.filter(key=key).first()):
        return earlier
    composed = compose(kind_key, subject)
    try:
        return store(composed, by, key=key, supersedes=supersedes)
    except IntegrityError:
        # Another process stored the letter under this key a moment earlier; ours was rolled back.
        if key is None:
            raise
        return IssuedDocument.objects.get(key=key)


def _rendered(template: TemplateVersion, data: Mapping[str, Any]) -> bytes:
    try:
        return render(bytes(template.content), data)
    except RenderingFailed as error:
        raise Refused([str(problem) for problem in error.problems]) from error


def _put_off(row: LetterOrder, reason: Exception) -> None:
    attempts = row.attempts + 1
    LetterOrder.objects.waiting().filter(pk=row.pk).update(
        attempts=attempts,
        next_attempt_at=clock.now() + wait_after(attempts),
        last_error=str(reason)[:500],
    )
