"""What a person decides about a mail that did not get out: try again, another address, or not any more."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.history import Category, record
from backoffice.kit.transitions import Refused
from documents.actions.mail import kick, reasons_not_to_send, valid_address
from documents.models import OutgoingMail
from documents.models.outgoing_mail import MailState

NOT_OUT = (MailState.QUEUED, MailState.FAILED, MailState.UNSURE)
AFRESH = {"state": MailState.QUEUED, "attempts": 0, "last_error": ""}


def send_again(mail: OutgoingMail, by: Any) -> None:
    """Puts a mail that is not certainly sent back in the queue, at once. Opens a transaction. Raises Refused."""
    with transaction.atomic():
        _move(mail, (*NOT_OUT, MailState.SET_ASIDE), next_attempt_at=clock.now(), **AFRESH)
        record(mail, "sent_again", by=by, category=Category.STEP)
        kick(mail)


def send_elsewhere(mail: OutgoingMail, to: str, by: Any) -> None:
    """Gives a mail another address and queues it again; who did so and what stood there is kept.

    Only for who may see what the mail is about: another address must not become a way to read it. Opens a
    transaction. Raises Refused.
    """
    address = valid_address(to)
    if reasons := _reasons_against(mail, address, by):
        raise Refused(reasons)
    with transaction.atomic():
        _move(mail, NOT_OUT, to=address, next_attempt_at=clock.now(), **AFRESH)
        answers = {"from": mail.to, "to": address}
        record(mail, "sent_elsewhere", by=by, category=Category.STEP, answers=answers)
        kick(mail)


def set_aside(mail: OutgoingMail, reason: str, by: Any) -> None:
    """A mail that need not go out any more is kept, with the reason. Opens a transaction. Raises Refused."""
    if not reason.strip():
        raise Refused([_("Say why this mail need not be sent any more. Nothing was changed.")])
    with transaction.atomic():
        _move(mail, NOT_OUT, state=MailState.SET_ASIDE)
        record(mail, "set_aside", by=by, category=Category.STEP, answers={"reason": reason.strip()})


def _reasons_against(mail: OutgoingMail, address: str, by: Any) -> list[str]:
    if not OutgoingMail.objects.understood_by(by).filter(pk=mail.pk).exists():
        return [
            _("Only who may see what this mail is about may give it another address. Nothing was changed.")
        ]
    return reasons_not_to_send(mail.document, by, to=address) if mail.document else []


def _move(mail: OutgoingMail, states: tuple[MailState, ...], **values: Any) -> None:
    """Changes the row if it still stands in one of these states. Raises Refused."""
    if not OutgoingMail.objects.filter(pk=mail.pk, state__in=states).update(**values):
        raise Refused([_("This mail was sent, or is being sent now. Nothing was changed.")])
