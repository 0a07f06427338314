"""The mail server's side of a mail: knows whether a failure came before or after the text was handed over."""

import smtplib
import socket
import ssl
from contextlib import suppress
from email.errors import MessageError
from threading import Timer
from typing import Any

from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from backoffice.kit.full_disk import is_full_disk

# What a sender, address or subject that is none gives, before a byte has left the house.
NO_MAIL = (MessageError, ValueError)
SENDING_FAILS = (*NO_MAIL, smtplib.SMTPException, OSError)
# A whole conversation may last this many times as long as the wait for one answer.
ANSWERS_PER_CONVERSATION = 6
# RFC 5321, 4.3.2: the server waits for the text; the server has taken it.
GO_ON, TAKEN = 354, 250


class HandedOver(Exception):
    """The connection broke when the server had the text; whether it was sent, nobody can say."""


class WatchfulData(smtplib.SMTP):
    """Tells a break after the text was handed over from one before it, and hangs up on a server that drips."""

    _alarm: Timer | None = None
    _has_the_text = False

    def getreply(self) -> tuple[int, bytes]:
        """From the moment that the server asks for the text, nobody can say what it does with it."""
        code, words = super().getreply()
        self._has_the_text = code == GO_ON
        return code, words

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Raises HandedOver when the server has the text and gives no answer that can be read (RFC 5321, 4.2.1).

        A refusal in words stays a refusal, and a connection that breaks before the text is only that.
        """
        try:
            code, words = super().data(msg)
        except OSError as error:
            if self._has_the_text:
                raise HandedOver(type(error).__name__) from error
            raise
        if code != TAKEN and not 400 <= code < 600:
            raise HandedOver(str(code))
        return code, words

    def close(self) -> None:
        """Also stops the watch."""
        if self._alarm is not None:
            self._alarm.cancel()
        super().close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """The time limit of a socket counts per answer; a byte now and then would hold the line for ever."""
        self._alarm = Timer(timeout * ANSWERS_PER_CONVERSATION, self._hang_up)
        self._alarm.daemon = True
        self._alarm.start()
        try:
            opened: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        except OSError:
            self.close()
            raise
        return opened

    def _hang_up(self) -> None:
        line = self.sock
        if line is not None:
            with suppress(OSError):  # it was closed in this very moment
                socket.socket.shutdown(line, socket.SHUT_RDWR)


class WatchfulSmtp(WatchfulData):
    """SMTP, with STARTTLS where the settings ask for it."""


class WatchfulSmtpSsl(WatchfulData, smtplib.SMTP_SSL):
    """SMTP inside TLS from the first byte."""


class SmtpBackend(EmailBackend):
    """Django's SMTP backend on connections that watch."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The connection that the settings ask for."""
        return WatchfulSmtpSsl if self.use_ssl else WatchfulSmtp

    def open(self) -> bool | None:
        """Leaves no half-open line behind when signing in, or making the line safe, fails."""
        try:
            return super().open()
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """How the goodbye goes changes nothing about the mail before it."""
        with suppress(OSError):
            super().close()


def is_final_refusal(error: Exception) -> bool:
    """Whether this address or text will never be accepted (RFC 5321, 5yz replies), or must not be offered."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    return _is_no_mail(error)


def why_not_sent(error: Exception) -> str:
    """What a person may know of a failure: its kind and the server's number, never its text, which may quote."""
    if _is_no_mail(error):
        return _(
            "The sender, address or subject holds a line end or another sign that does not belong there. "
            "Nothing was sent."
        )
    if is_full_disk(error):
        return _("The disk is full. Make room; the mail is sent by itself after that.")
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return _(
            "The mail server offers no safe connection or sign-in as the settings ask (%(kind)s). "
            "Nothing was handed over. Ask the administrator."
        ) % {"kind": type(error).__name__}
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _(
            "The mail server refuses the name and password of the office (%(code)d). Ask the administrator."
        ) % {"code": error.smtp_code}
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _about_receiver(error)
    if isinstance(error, smtplib.SMTPResponseException):
        return _about_answer(error)
    return _("The mail server could not be reached (%(kind)s).") % {"kind": type(error).__name__}


def _is_no_mail(error: Exception) -> bool:
    """A certificate that nobody vouches for is a ValueError too, and no fault of the mail."""
    return isinstance(error, NO_MAIL) and not isinstance(error, OSError)


def _about_receiver(error: smtplib.SMTPRecipientsRefused) -> str:
    code = max(code for code, _words in error.recipients.values())
    if is_final_refusal(error):
        return _("The mail server refuses this address (%(code)d).") % {"code": code}
    return _("The mail server does not take mail for this address now (%(code)d).") % {"code": code}


def _about_answer(error: smtplib.SMTPResponseException) -> str:
    if is_final_refusal(error):
        return _("The mail server refuses this mail (%(code)d).") % {"code": error.smtp_code}
    return _("The mail server does not take this mail now (%(code)d).") % {"code": error.smtp_code}
