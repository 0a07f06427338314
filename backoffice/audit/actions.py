"""The one way into the read log."""

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest

from backoffice.accounts.addresses import client_address
from backoffice.audit.models import Action, AuditEvent, ChainHead, Outcome
from backoffice.kit import clock

HEAD = 1
MAX_LABEL = 120


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
    line = AuditEvent(
        at=clock.now(),
        by_id=getattr(by, "pk", None),
        by_role=" ".join(sorted(by.role_keys))[:MAX_LABEL] if getattr(by, "pk", None) else "",
        action=action,
        outcome=outcome,
        object_type=subject._meta.label_lower if subject else "",
        object_id=str(subject.pk) if subject else "",
        object_label=(label or (str(subject) if subject else ""))[:MAX_LABEL],
        address=client_address(request) if request else "",
    )
    return append(line)


@transaction.atomic
def append(line: AuditEvent) -> AuditEvent:
    """Bind the line to the end of the chain. Writers wait for each other here; two statements each beside the lock."""
    head = _locked_head()
    line.number = head.number + 1
    line.previous_link = head.link
    line.link = line.computed_link()
    line.save(force_insert=True)
    ChainHead.objects.filter(pk=HEAD).update(number=line.number, link=line.link)
    return line


def _locked_head() -> ChainHead:
    waiting = ChainHead.objects.select_for_update()
    head = waiting.filter(pk=HEAD).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(pk=HEAD)], ignore_conflicts=True)
        head = waiting.get(pk=HEAD)
    return head
