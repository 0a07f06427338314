"""Mail out of the house: queued in the transaction of its cause, under a key, so that one cause makes one mail."""

import hashlib
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.history import Category, record
from backoffice.kit.transitions import Refused
from documents.actions.issue import subject_of
from documents.actions.words_in_use import WordsInUse, words_in_use
from documents.kinds import DocumentKind, kinds
from documents.letterhead import office_context
from documents.mail_kinds import LETTER_ATTACHED, MESSAGE_READY, mail_kinds
from documents.models import IssuedDocument, OutgoingMail
from documents.models.outgoing_mail import MailState
from documents.queries.mailing import reasons_not_to_mail

CODED_TEXT = "=?"  # how an encoded word begins (RFC 2047), which some servers decode before they look
AGAIN = (MailState.SENT, MailState.SET_ASIDE)


def queue_mail(
    kind_key: str,
    *,
    to: str,
    context: Mapping[str, object],
    key: str,
    subject: models.Model | None = None,
    letter: IssuedDocument | None = None,
    attach: bool = False,
    language: str = "",
) -> OutgoingMail:
    """Writes a mail to be sent, in the caller's transaction; the worker sends it after the commit.

    One ``key`` makes one mail, however often this is called. ``letter`` is what the mail speaks of; it goes along
    only when the office attaches it on purpose. Raises Refused when the address is none.
    """
    address = valid_address(to)
    in_use = words_of(kind_key, context, language)
    pk = uuid4()
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "id": pk,
            "kind": kind_key,
            "to": address,
            "subject_line": in_use.words.subject,
            "body": in_use.words.body,
            "message_id": f"<{pk}@{_own_domain()}>",
            **_about(subject),
            "document": letter,
            "attaches": attach,
            "queued_at": clock.now(),
            "next_attempt_at": clock.now(),
        },
    )
    if is_new:
        if in_use.is_fallback:
            record(mail, "shipped_words", by=None, category=Category.NOTE)
        kick(mail)
    return mail


def words_of(kind_key: str, context: Mapping[str, object], language: str = "") -> WordsInUse:
    """The words of a mail with these values, in this language (the office's when it is not given). Queries."""
    kind = mail_kinds.get(kind_key)
    in_use = words_in_use(kind, language)
    return WordsInUse(kind.filled(in_use.words, context), is_fallback=in_use.is_fallback)


def send_letter(
    document: IssuedDocument, *, by: Any, attach: bool, after: OutgoingMail | None = None
) -> OutgoingMail:
    """Queues a mail to the receiver of a letter: that it is ready, or with the letter itself when ``attach`` says so.

    One letter and address make one mail, however often this is called; ``after`` names a mail that is out already,
    after which the letter is sent once more on purpose. ``by`` is None for a scheduled job. Opens its own
    transaction. Raises Refused with every reason; then nothing was queued.
    """
    if reasons := reasons_not_to_send(document, by):
        raise Refused(reasons)
    kind, subject = kinds.get(document.kind), subject_of(document)
    receiver = kind.recipient(subject)
    key = _key_of(document, receiver.email, after)
    with transaction.atomic():
        _lock(document)
        is_new = not OutgoingMail.objects.filter(key=key).exists()
        mail = queue_mail(
            kind_of_mail(attach=attach),
            to=receiver.email,
            context=words_about(document.subject_name),
            key=key,
            subject=subject,
            letter=document,
            attach=attach,
            language=receiver.language,
        )
        if is_new:
            record(mail, "queued", by=by, category=Category.LETTER, answers={"attached": attach})
            kind.on_mailed(subject, mail, by)
    if mail.attaches is not attach:
        raise Refused([_already(mail)])
    return mail


def reasons_not_to_send(document: IssuedDocument, by: Any, *, to: str = "") -> list[str]:
    """Why this user may not mail this letter now, to its receiver or to another address; nothing when they may."""
    is_hidden = by is not None and not IssuedDocument.objects.visible_to(by).filter(pk=document.pk).exists()
    if is_hidden or document.kind not in kinds:
        return [_("You may not send this letter.")]
    try:
        subject = subject_of(document)
    except LookupError as error:
        return [str(error)]
    if reasons := reasons_of_person(kinds.get(document.kind), subject, by, to):
        return reasons
    try:
        return reasons_not_to_mail(document, subject, to or kinds.get(document.kind).recipient(subject).email)
    except Refused as refused:  # the letter could not be read just now
        return list(map(str, refused.reasons))


def reasons_not_to_send_new(kind: DocumentKind, subject: Any, by: Any) -> list[str]:
    """The same for a letter that is not made yet."""
    if reasons := reasons_of_person(kind, subject, by):
        return reasons
    return [str(reason) for reason in kind.not_to_mail(subject, kind.recipient(subject).email)]


def reasons_of_person(kind: DocumentKind, subject: Any, by: Any, to: str = "") -> list[str]:
    """What this user lacks, or the address: apart from what the letter and its subject forbid. May query."""
    if by is not None and not kind.may_issue(by, subject):
        return [_("Only who handles this may send the letter, and only while it fits how far the matter is.")]
    if not (to or kind.recipient(subject).email):
        return [
            _("The receiver has no e-mail address here. Add the address, or print the letter and post it.")
        ]
    return []


def kind_of_mail(*, attach: bool) -> str:
    """The kind of mail in which a letter goes out, or is told of."""
    return (LETTER_ATTACHED if attach else MESSAGE_READY).key


def words_about(reference: str) -> Mapping[str, object]:
    """What a mail about a letter may say: who the office is, and the number of the case or the member."""
    office = office_context()
    return {"kantoor": office["naam"], "telefoon": office["telefoon"], "kenmerk": reference}


def valid_address(to: str) -> str:
    """The address itself. Raises Refused when it is none, or one that a mail server might read as coded text."""
    try:
        validate_email(to)
        if CODED_TEXT in to or not to.encode():
            raise ValidationError("")
    except (ValidationError, UnicodeError) as error:
        raise Refused([_("This is not an e-mail address; nothing was queued.")]) from error
    return to


def kick(mail: OutgoingMail) -> None:
    """Has the worker send this mail as soon as the transaction is committed."""
    transaction.on_commit(lambda: async_task("documents.tasks.dispatch_mail", str(mail.pk)), robust=True)


def _about(subject: models.Model | None) -> dict[str, Any]:
    if subject is None:
        return {}
    name = str(subject)[:60]
    return {"model_label": subject._meta.label_lower, "subject_id": subject.pk, "subject_name": name}


def _lock(document: IssuedDocument) -> None:
    """Two who send one letter at once wait for each other, so that the history tells of one mail."""
    list(IssuedDocument.objects.select_for_update().filter(pk=document.pk).values_list("pk"))


def _key_of(document: IssuedDocument, address: str, after: OutgoingMail | None) -> str:
    """The same for the same letter, address and earlier mail. Raises Refused when that one is not out yet."""
    if after is not None and (after.document_id != document.pk or after.state not in AGAIN):
        raise Refused(
            [_("The earlier mail of this letter is not finished. Look at it in the outgoing mail.")]
        )
    to = hashlib.sha256(address.strip().lower().encode()).hexdigest()[:20]
    return f"letter:{document.pk}:{to}" + (f":after:{after.pk}" if after else "")


def _already(mail: OutgoingMail) -> str:
    if mail.attaches:
        return _("This letter was queued before, with the letter attached. Nothing more was queued.")
    return _(
        "This letter was queued before, without the letter itself. Nothing more was queued. "
        "Choose “Send once more” to send it with the letter."
    )


def _own_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
