"""What a person decides about a mail that did not get out: try again, another address, or not any more."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.history import Category, record
from backoffice.kit.transitions import Refused
from documents.actions.mail import kick, reasons_not_to_send, reasons_of_person, valid_address
from documents.kinds import kinds
from documents.models import OutgoingMail
from documents.models.outgoing_mail import MailState
from documents.queries.mailing import reasons_not_to_mail
from documents.queries.subjects import subject_of

NOT_OUT = (MailState.QUEUED, MailState.FAILED, MailState.UNSURE)
AFRESH = {"state": MailState.QUEUED, "attempts": 0, "last_error": ""}


def send_again(mail: OutgoingMail, by: Any, *, did_not_arrive: bool = False) -> None:
    """Puts a mail that is not certainly sent back in the queue, at once.

    One of which nobody knows whether it arrived goes out again only when a person says that it ``did_not_arrive``.
    Opens a transaction. Raises Refused.
    """
    if reasons := reasons_not_again(_as_it_stands(mail)):
        raise Refused(reasons)
    with transaction.atomic():
        states = (*NOT_OUT, MailState.SET_ASIDE)
        _move(mail, states, did_not_arrive=did_not_arrive, next_attempt_at=clock.now(), **AFRESH)
        record(mail, "sent_again", by=by, category=Category.STEP)
        kick(mail)


def send_elsewhere(mail: OutgoingMail, to: str, by: Any, *, did_not_arrive: bool = False) -> None:
    """Gives a mail another address and queues it again; who did so and what stood there is kept.

    Only for who may see what the mail is about: another address must not become a way to read it. An unsure one
    needs ``did_not_arrive``. Opens a transaction. Raises Refused.
    """
    address = valid_address(to)
    if reasons := reasons_not_elsewhere(_as_it_stands(mail), by, to=address):
        raise Refused(reasons)
    with transaction.atomic():
        _move(mail, NOT_OUT, did_not_arrive=did_not_arrive, to=address, next_attempt_at=clock.now(), **AFRESH)
        answers = {"from": mail.to, "to": address}
        record(mail, "sent_elsewhere", by=by, category=Category.STEP, answers=answers)
        kick(mail)


def set_aside(mail: OutgoingMail, reason: str, by: Any) -> None:
    """A mail that need not go out any more is kept, with the reason. Opens a transaction. Raises Refused."""
    if not reason.strip():
        raise Refused([_("Say why this mail need not be sent any more.")])
    with transaction.atomic():
        _move(mail, NOT_OUT, state=MailState.SET_ASIDE)
        record(mail, "set_aside", by=by, category=Category.STEP, answers={"reason": reason.strip()})


def reasons_not_again(mail: OutgoingMail) -> list[str]:
    """Why a mail cannot be tried again now: where it stands, or what has been decided since. Queries."""
    if mail.state in (MailState.SENT, MailState.SENDING):
        return [_its_state(mail.state)]
    if mail.state == MailState.QUEUED and not mail.attempts:
        return [_("This mail waits its turn already; it goes out by itself.")]
    if mail.document is None:
        return []
    try:
        return reasons_not_to_mail(mail.document, subject_of(mail.document), mail.to)
    except LookupError as error:
        return [str(error)]


def reasons_not_elsewhere(mail: OutgoingMail, by: Any, *, to: str = "") -> list[str]:
    """Why this user may not give a mail another address, or not this one. Queries."""
    if mail.state not in NOT_OUT:
        return [_its_state(mail.state)]
    if not OutgoingMail.objects.understood_by(by).filter(pk=mail.pk).exists():
        return [_("Only who may see what this mail is about may give it another address.")]
    if mail.document is None:
        return []
    if to:
        return reasons_not_to_send(mail.document, by, to=to)
    try:
        return reasons_of_person(kinds.get(mail.document.kind), subject_of(mail.document), by, mail.to)
    except LookupError as error:
        return [str(error)]


def reasons_not_aside(mail: OutgoingMail) -> list[str]:
    """Why a mail cannot be set aside."""
    return [] if mail.state in NOT_OUT else [_its_state(mail.state)]


def _as_it_stands(mail: OutgoingMail) -> OutgoingMail:
    """The row as it is now: the worker may have gone on since it was read. Queries."""
    return OutgoingMail.objects.for_list().get(pk=mail.pk)


def _its_state(state: str) -> str:
    if state == MailState.SET_ASIDE:
        return _("This mail was set aside.")
    return _("This mail was sent already, or is being sent now.")


def _move(
    mail: OutgoingMail, states: tuple[MailState, ...], *, did_not_arrive: bool = True, **values: Any
) -> None:
    """Changes the row if it still stands in one of these states. Raises Refused."""
    allowed = Q(state__in=states) if did_not_arrive else Q(state__in=states) & ~Q(state=MailState.UNSURE)
    if OutgoingMail.objects.filter(allowed, pk=mail.pk).update(**values):
        return
    stands = _as_it_stands(mail).state
    if stands == MailState.UNSURE:
        raise Refused([_("Nobody knows whether this mail arrived. Say first that it did not.")])
    raise Refused([_its_state(stands)])
