"""The one way into the read log."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest

from backoffice.accounts.addresses import client_address
from backoffice.audit.models import Action, AuditEvent, ChainHead, Outcome
from backoffice.kit import clock

HEAD = 1
MAX_LABEL = 120
WRITTEN_AT_ONCE = 500


def log(
    action: Action,
    *,
    by: Any,
    subject: models.Model | None = None,
    label: str = "",
    request: HttpRequest | None = None,
    outcome: Outcome = Outcome.DONE,
) -> AuditEvent:
    """Add a line: who (None: nobody we know), what, with which object, from which request.

    ``label`` names the object for people; without one it is ``str(subject)``, so that must hold no content. Writes in
    a short transaction. Inside another transaction the line is undone with it and other writers wait for its end:
    call it last there, or after the commit.
    """
    line = _line(action, by, subject, request)
    line.object_label, line.outcome = (label or line.object_label)[:MAX_LABEL], outcome
    return append(line)


def log_many(
    action: Action, *, by: Any, subjects: Iterable[models.Model], request: HttpRequest | None = None
) -> None:
    """Add a line for each of these objects, as `log` does for one: somebody took them all at once, in one file."""
    append_all([_line(action, by, subject, request) for subject in subjects])


def append(line: AuditEvent) -> AuditEvent:
    """Bind one line to the end of the chain."""
    append_all([line])
    return line


@transaction.atomic
def append_all(lines: Sequence[AuditEvent]) -> None:
    """Bind lines to the end of the chain. Writers wait for each other here; few statements beside the lock."""
    head = _locked_head()
    for line in lines:
        line.number, line.previous_link = head.number + 1, head.link
        line.link = line.computed_link()
        head.number, head.link = line.number, line.link
    AuditEvent.objects.bulk_create(lines, batch_size=WRITTEN_AT_ONCE)
    ChainHead.objects.filter(pk=HEAD).update(number=head.number, link=head.link)


def _line(action: Action, by: Any, subject: models.Model | None, request: HttpRequest | None) -> AuditEvent:
    return AuditEvent(
        at=clock.now(),
        by_id=getattr(by, "pk", None),
        by_role=" ".join(sorted(by.role_keys))[:MAX_LABEL] if getattr(by, "pk", None) else "",
        action=action,
        object_type=subject._meta.label_lower if subject else "",
        object_id=str(subject.pk) if subject else "",
        object_label=str(subject)[:MAX_LABEL] if subject else "",
        address=client_address(request) if request else "",
    )


def _locked_head() -> ChainHead:
    waiting = ChainHead.objects.select_for_update()
    head = waiting.filter(pk=HEAD).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(pk=HEAD)], ignore_conflicts=True)
        head = waiting.get(pk=HEAD)
    return head
