"""Sending what is queued: one worker at a time per mail, never silently lost or doubled."""

import logging
import time
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils.translation import gettext as _

from backoffice.kit import clock
from documents.actions.mail_message import NotNow, NotThis, message_of
from documents.backoff import MOST_ATTEMPTS, wait_after
from documents.models import OutgoingMail
from documents.models.outgoing_mail import MailState
from documents.transport import SENDING_FAILS, HandedOver, is_final_refusal, why_not_sent

logger = logging.getLogger(__name__)

MOST_PICKED_UP = 200
# Longer than a task may run: whoever took the mail this long ago is no longer there.
ABANDONED_AFTER = timedelta(minutes=15)
# One round ends well before the time limit of a task, however slow the mail server is; the next one goes on.
MOST_SECONDS = 240
REASON_LENGTH = OutgoingMail._meta.get_field("last_error").max_length


def dispatch(mail_id: Any) -> MailState:
    """Sends one mail if it may be sent now, and writes down how that went. Sends; must not run in a transaction."""
    mail = OutgoingMail.objects.for_list().due(clock.now()).filter(pk=mail_id).first()
    if mail is not None and _count_attempt(mail):
        _try(mail)
    return MailState(OutgoingMail.objects.values_list("state", flat=True).get(pk=mail_id))


def dispatch_waiting() -> int:
    """Sends every mail that may be sent now and sets apart those a dead worker left; returns how many were sent.

    An error that nobody foresaw stops one mail, not the others, and is raised when all have been tried.
    """
    set_apart_abandoned()
    due = OutgoingMail.objects.due(clock.now()).order_by("next_attempt_at").values_list("pk", flat=True)
    tried, started = list(due[:MOST_PICKED_UP]), time.monotonic()
    with ExitStack() as each_of_them:
        for pk in reversed(tried):
            each_of_them.callback(_dispatch_in_time, pk, started)
    return OutgoingMail.objects.filter(pk__in=tried, state=MailState.SENT).count()


def _dispatch_in_time(mail_id: Any, started: float) -> None:
    if time.monotonic() - started < MOST_SECONDS:
        dispatch(mail_id)


def set_apart_abandoned() -> int:
    """Mail that a worker took and never finished may or may not have been sent: a person decides. Writes."""
    return OutgoingMail.objects.abandoned(clock.now() - ABANDONED_AFTER).update(
        state=MailState.UNSURE, last_error=_("The program stopped while sending.")
    )


def _try(mail: OutgoingMail) -> None:
    """Makes the message, takes the mail, hands it over; until it is taken nothing can have been sent."""
    try:
        message = message_of(mail)
    except NotThis as reason:
        _put_back(mail, MailState.FAILED, str(reason))
    except NotNow as reason:
        _put_back(mail, MailState.QUEUED, str(reason))
    else:
        if _take(mail):
            _finish(mail, *_send(message))


def _send(message: EmailMessage) -> tuple[MailState, str]:
    """The new state, and why when it was not sent; errors are named by kind, because their text may quote."""
    try:
        message.send()
    except HandedOver:
        return MailState.UNSURE, _("The mail server stopped answering after it had the text.")
    except SENDING_FAILS as error:
        logger.warning("A mail was not sent: %s.", type(error).__name__)
        return (MailState.FAILED if is_final_refusal(error) else MailState.QUEUED), why_not_sent(error)
    return MailState.SENT, ""


def _count_attempt(mail: OutgoingMail) -> bool:
    """Whether this attempt is ours. Before the work, so that a mail that breaks its worker is not always first.

    Raises RuntimeError inside a transaction: what is undone later must not have been sent.
    """
    ours = OutgoingMail.objects.filter(
        pk=mail.pk, state=MailState.QUEUED, attempts=mail.attempts, next_attempt_at=mail.next_attempt_at
    )
    with transaction.atomic(durable=True):
        changed = ours.update(
            attempts=models.F("attempts") + 1,
            next_attempt_at=clock.now() + wait_after(mail.attempts + 1),
            last_error=_(
                "Being made ready. When this stays, it was broken off; it is tried again by itself."
            ),
        )
    mail.attempts += changed
    return bool(changed)


def _take(mail: OutgoingMail) -> bool:
    """From here on nobody can say whether the mail was sent, until its result is written."""
    mail.claimed_at = clock.now()
    ours = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.QUEUED, attempts=mail.attempts)
    return bool(ours.update(state=MailState.SENDING, claimed_at=mail.claimed_at, last_error=""))


def _put_back(mail: OutgoingMail, state: MailState, reason: str) -> None:
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.QUEUED, attempts=mail.attempts).update(
        state=_given_up(mail, state), last_error=reason[:REASON_LENGTH]
    )


def _finish(mail: OutgoingMail, state: MailState, reason: str) -> None:
    """Writes the result, if the row is still the one we took."""
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENDING, claimed_at=mail.claimed_at).update(
        state=_given_up(mail, state),
        last_error=reason[:REASON_LENGTH],
        sent_at=clock.now() if state is MailState.SENT else None,
    )


def _given_up(mail: OutgoingMail, state: MailState) -> MailState:
    is_last = state is MailState.QUEUED and mail.attempts >= MOST_ATTEMPTS
    return MailState.FAILED if is_last else state
