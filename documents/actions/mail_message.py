"""The message as it leaves the house, made at the moment of sending: plain text, and a letter only as PDF."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from backoffice.kit.encryption import CannotDecrypt
from backoffice.kit.refusals import Refused
from documents.actions.issue import subject_of
from documents.actions.pdf import pdf_of
from documents.file_names import PDF, with_ending
from documents.models import IssuedDocument, OutgoingMail
from documents.queries.mailing import reasons_not_to_mail
from documents.rendering import PdfFailed


class NotThis(Exception):
    """This mail must not go out as it is; a person decides."""


class NotNow(Exception):
    """This mail cannot go out yet; it is tried again."""


def message_of(mail: OutgoingMail) -> EmailMessage:
    """The message to hand over. Queries; makes a PDF when the letter goes along. Raises NotThis and NotNow."""
    try:
        message = _plain(mail)
        if mail.document is not None:
            _refuse_outdated(mail, mail.document)
            _attach(message, mail)
    except CannotDecrypt as error:
        raise NotThis(
            _("The text cannot be decrypted. Ask the administrator to look at the keys.")
        ) from error
    return message


def _plain(mail: OutgoingMail) -> EmailMessage:
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=str(mail.subject_line), body=str(mail.body), to=[mail.to], headers=headers)


def _refuse_outdated(mail: OutgoingMail, letter: IssuedDocument) -> None:
    """What was true when the mail was queued is asked again: a newer letter, or a consent that was withdrawn."""
    try:
        reasons = reasons_not_to_mail(letter, subject_of(letter), mail.to)
    except LookupError as error:
        raise NotThis(_("What this letter is about no longer exists.")) from error
    except Refused as error:
        raise NotNow(str(error)) from error
    if reasons:
        raise NotThis(" ".join(reasons))


def _attach(message: EmailMessage, mail: OutgoingMail) -> None:
    letter = mail.document
    if letter is None or not mail.attaches:
        return
    try:
        pdf = pdf_of(letter)
    except PdfFailed as error:
        raise NotNow(_("The PDF of the letter could not be made yet. %(why)s") % {"why": error}) from error
    message.attach(with_ending(letter.file_name, PDF), pdf, PDF)
