"""Mail as files that a mail program can open: for one's own machine, where nothing should leave the house."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from backoffice.kit import clock


class EmlBackend(BaseEmailBackend):
    """Writes each message as one .eml file in `EMAIL_FILE_PATH`; the file is whole or absent."""

    def __init__(self, file_path: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = Path(file_path or getattr(settings, "EMAIL_FILE_PATH", "") or "var/mail")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Returns how many were written; raises OSError when the disk refuses."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            self._write(message)
        return len(email_messages)

    def _write(self, message: EmailMessage) -> None:
        name = f"{clock.now():%Y%m%d-%H%M%S}-{uuid4().hex[:8]}.eml"
        unfinished = self.folder / f".{name}"
        try:
            _write_whole(unfinished, message.message().as_bytes())
        except OSError:
            with suppress(FileNotFoundError):
                unfinished.unlink()
            raise
        unfinished.rename(self.folder / name)


def _write_whole(path: Path, content: bytes) -> None:
    """For the owner only, and on the disk itself before the file gets its name."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
