"""The mail server's side of a mail: knows whether a failure came before or after the text was handed over."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class HandedOver(Exception):
    """The connection broke when the server had the text; whether it was sent, nobody can say."""


class WatchfulData(smtplib.SMTP):
    """Tells a break after the text was handed over from one before it."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Raises HandedOver when the server falls silent; a refusal in words stays a refusal."""
        try:
            return super().data(msg)
        except smtplib.SMTPResponseException:
            raise
        except OSError as error:
            raise HandedOver(type(error).__name__) from error


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
    """Whether the server said that this address or text will never be accepted (RFC 5321, 5yz replies)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    return False
