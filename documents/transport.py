"""The mail server's side of a mail: knows whether a failure came before or after the text was handed over."""

import smtplib
import socket
from threading import Timer
from typing import Any

from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import BadHeaderError
from django.utils.translation import gettext as _

from backoffice.kit.full_disk import is_full_disk

SENDING_FAILS = (BadHeaderError, smtplib.SMTPException, OSError)
# A whole conversation may last this many times as long as the wait for one answer.
ANSWERS_PER_CONVERSATION = 6


class HandedOver(Exception):
    """The connection broke when the server had the text; whether it was sent, nobody can say."""


class WatchfulData(smtplib.SMTP):
    """Tells a break after the text was handed over from one before it, and hangs up on a server that drips."""

    _alarm: Timer | None = None

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Raises HandedOver when the server falls silent; a refusal in words stays a refusal."""
        try:
            return super().data(msg)
        except smtplib.SMTPResponseException:
            raise
        except OSError as error:
            raise HandedOver(type(error).__name__) from error

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
        opened: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        return opened

    def _hang_up(self) -> None:
        line = self.sock
        if line is not None:
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


def is_final_refusal(error: Exception) -> bool:
    """Whether this address or text will never be accepted (RFC 5321, 5yz replies), or must not be offered."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    return isinstance(error, BadHeaderError)


def why_not_sent(error: Exception) -> str:
    """What a person may know of a failure: its kind and the server's number, never its text, which may quote."""
    if isinstance(error, BadHeaderError):
        return _("The address or subject holds a line end.")
    if is_full_disk(error):
        return _("The disk is full. Make room; the mail is sent by itself after that.")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _(
            "The mail server refuses the name and password of the office (%(code)d). Ask the administrator."
        ) % {"code": error.smtp_code}
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _about_receiver(error)
    if isinstance(error, smtplib.SMTPResponseException):
        return _about_answer(error)
    return _("The mail server could not be reached (%(kind)s).") % {"kind": type(error).__name__}


def _about_receiver(error: smtplib.SMTPRecipientsRefused) -> str:
    code = max(code for code, _words in error.recipients.values())
    if is_final_refusal(error):
        return _("The mail server refuses this address (%(code)d).") % {"code": code}
    return _("The mail server does not take mail for this address now (%(code)d).") % {"code": code}


def _about_answer(error: smtplib.SMTPResponseException) -> str:
    if is_final_refusal(error):
        return _("The mail server refuses this mail (%(code)d).") % {"code": error.smtp_code}
    return _("The mail server does not take this mail now (%(code)d).") % {"code": error.smtp_code}
