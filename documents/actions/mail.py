"""Mail out of the house: queued with its cause, sent by one worker at a time, never silently lost or doubled."""

import re
import smtplib
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parseaddr
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.message import BadHeaderError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.transitions import Refused
from documents.backoff import MOST_ATTEMPTS, wait_after
from documents.mail_kinds import mail_kinds
from documents.models import IssuedDocument, OutgoingMail
from documents.models.outgoing_mail import MailState
from documents.transport import HandedOver, is_final_refusal

MOST_PICKED_UP = 200
# Longer than a task may run: whoever took the mail this long ago is no longer there.
ABANDONED_AFTER = timedelta(minutes=15)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def queue_mail(
    kind_key: str,
    *,
    to: str,
    context: Mapping[str, object],
    key: str,
    subject: models.Model | None = None,
    attach: IssuedDocument | None = None,
    language: str = "",
) -> OutgoingMail:
    """Writes a mail to be sent, in the caller's transaction; the worker sends it after the commit.

    One ``key`` makes one mail, however often this is called. A letter goes along only when the office attaches
    it on purpose. Raises Refused when the address is none.
    """
    address = _valid_address(to)
    with override(language or settings.LANGUAGE_CODE):
        subject_line, body = mail_kinds.get(kind_key).words(context)
    pk = uuid4()
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "id": pk,
            "kind": kind_key,
            "to": address,
            "subject_line": one_line(subject_line),
            "body": body,
            "message_id": f"<{pk}@{_own_domain()}>",
            "model_label": subject._meta.label_lower if subject else "",
            "subject_id": subject.pk if subject else None,
            "document": attach,
            "queued_at": clock.now(),
            "next_attempt_at": clock.now(),
        },
    )
    if is_new:
        _kick(mail)
    return mail


def dispatch(mail_id: Any) -> MailState:
    """Sends one mail if it may be sent now, and writes down how that went. Sends; must not run in a transaction."""
    now = clock.now()
    is_ours = (
        OutgoingMail.objects.due(now)
        .filter(pk=mail_id)
        .update(state=MailState.SENDING, claimed_at=now, attempts=models.F("attempts") + 1)
    )
    mail = OutgoingMail.objects.select_related("document").get(pk=mail_id)
    if is_ours:
        _finish(mail, *_send(mail))
        mail.refresh_from_db()
    return MailState(mail.state)


def dispatch_waiting() -> int:
    """Sends every mail that may be sent now and sets apart those a dead worker left; returns how many were sent."""
    set_apart_abandoned()
    due = OutgoingMail.objects.due(clock.now()).order_by("next_attempt_at").values_list("pk", flat=True)
    return sum(dispatch(pk) is MailState.SENT for pk in list(due[:MOST_PICKED_UP]))


def set_apart_abandoned() -> int:
    """Mail that a worker took and never finished may or may not have been sent: a person decides. Writes."""
    return OutgoingMail.objects.abandoned(clock.now() - ABANDONED_AFTER).update(
        state=MailState.UNSURE, last_error=_("The program stopped while sending.")
    )


def send_again(mail: OutgoingMail) -> None:
    """Puts a failed or unsure mail back in the queue, because a person decided so. Raises Refused."""
    changed = OutgoingMail.objects.filter(
        pk=mail.pk, state__in=(MailState.FAILED, MailState.UNSURE, MailState.QUEUED)
    ).update(state=MailState.QUEUED, next_attempt_at=clock.now(), attempts=0, last_error="")
    if not changed:
        raise Refused([_("This mail was sent, or is being sent now. Nothing was changed.")])
    _kick(mail)


def one_line(text: str) -> str:
    """A header value: line ends would begin a header of their own."""
    return re.sub(r"\s+", " ", text).strip()


def _valid_address(to: str) -> str:
    try:
        validate_email(to)
    except ValidationError as error:
        raise Refused([_("This is not an e-mail address; nothing was queued.")]) from error
    return to


def _own_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"


def _kick(mail: OutgoingMail) -> None:
    transaction.on_commit(lambda: async_task("documents.tasks.dispatch_mail", str(mail.pk)), robust=True)


def _message(mail: OutgoingMail) -> EmailMessage:
    message = EmailMessage(
        subject=str(mail.subject_line),
        body=str(mail.body),
        to=[mail.to],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    if mail.document is not None:
        message.attach(mail.document.file_name, bytes(mail.document.content), WORD)
    return message


def _send(mail: OutgoingMail) -> tuple[MailState, str]:
    """The new state, and why when it was not sent; errors are named by kind, because their text may quote."""
    try:
        _message(mail).send()
    except HandedOver:
        return MailState.UNSURE, _("The mail server stopped answering after it had the text.")
    except BadHeaderError:
        return MailState.FAILED, _("The address or subject holds a line end.")
    except (smtplib.SMTPException, OSError) as error:
        if is_final_refusal(error):
            return MailState.FAILED, _("The mail server refuses this address.")
        return MailState.QUEUED, _("The mail server could not be reached (%(kind)s).") % {
            "kind": type(error).__name__
        }
    return MailState.SENT, ""


def _finish(mail: OutgoingMail, state: MailState, reason: str) -> None:
    """Writes the result, if the row is still the one we took."""
    now = clock.now()
    if state is MailState.QUEUED and mail.attempts >= MOST_ATTEMPTS:
        state = MailState.FAILED
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENDING, claimed_at=mail.claimed_at).update(
        state=state,
        last_error=reason,
        sent_at=now if state is MailState.SENT else None,
        next_attempt_at=now + wait_after(mail.attempts),
    )
