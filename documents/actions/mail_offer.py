"""What would go out if a letter were mailed now: to whom, in which words, or why not. Screens ask; nothing is sent."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from documents.actions.mail import (
    AGAIN,
    kind_of_mail,
    reasons_not_to_send,
    reasons_not_to_send_new,
    words_about,
    words_of,
)
from documents.kinds import DocumentKind, Recipient, kinds
from documents.mail_kinds import MailWords
from documents.models import IssuedDocument, OutgoingMail
from documents.queries.subjects import subject_of

NOBODY = Recipient(name="")


@dataclass(frozen=True, slots=True)
class MailOffer:
    """A mail about a letter that a person can send, or the reasons why not.

    ``ready`` says that there is a message, ``attached`` has the letter with it. ``after`` is the earlier mail after
    which the letter goes out once more.
    """

    receiver: Recipient
    ready: MailWords
    attached: MailWords
    reasons: tuple[str, ...]
    after: OutgoingMail | None = None


def offer_of(letter: IssuedDocument, by: Any) -> MailOffer:
    """How an issued letter can be mailed by this user. Queries."""
    last = OutgoingMail.objects.about(letter).for_list().first()
    reasons = reasons_not_to_send(letter, by)
    if last is not None and last.state not in AGAIN:
        reasons.append(_("A mail about this letter was queued before and is not finished."))
    after = last if last is not None and last.state in AGAIN else None
    return _offer(_receiver_of(letter), letter.subject_name, reasons, after)


def offer_before(kind: DocumentKind, subject: Any, by: Any) -> MailOffer:
    """How a letter can be mailed as soon as it is made. Queries."""
    reasons = reasons_not_to_send_new(kind, subject, by)
    return _offer(kind.recipient(subject), str(subject)[:60], reasons, None)


def _offer(receiver: Recipient, reference: str, reasons: list[str], after: OutgoingMail | None) -> MailOffer:
    values = words_about(reference)
    ready, attached = (
        words_of(kind_of_mail(attach=attach), values, receiver.language).words for attach in (False, True)
    )
    return MailOffer(receiver, ready, attached, tuple(reasons), after)


def _receiver_of(letter: IssuedDocument) -> Recipient:
    if letter.kind not in kinds:
        return NOBODY
    try:
        return kinds.get(letter.kind).recipient(subject_of(letter))
    except LookupError:
        return NOBODY
