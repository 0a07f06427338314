"""Keeps the content of attachments: encrypted, under MEDIA_ROOT, under a random name that says nothing.

The ciphertext is bound to the attachment it belongs to; nothing here has an address on the web.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from backoffice.kit.encryption import CannotDecrypt, decrypt, encrypt
from casework.models import Attachment

FOLDER = "attachments"
ONLY_OURS = 0o600


class FileLost(Exception):
    """The content of an attachment is missing or was tampered with."""


def new_name() -> str:
    """A random place under MEDIA_ROOT."""
    name = uuid4().hex
    return f"{FOLDER}/{name[:2]}/{name}"


def store(content: bytes, attachment: UUID, name: str) -> None:
    """Write the content of an attachment, encrypted, whole or not at all. Raises `OSError` (a full disk)."""
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    half_written = path.with_suffix(".part")
    try:
        _write(half_written, encrypt(content, _bound_to(attachment)))
        half_written.replace(path)
    except OSError:
        with suppress(OSError):
            half_written.unlink()
        raise


def content_of(attachment: Attachment) -> bytes:
    """The content as it was added. Raises `FileLost` when it is missing or is not what was added."""
    path = Path(settings.MEDIA_ROOT) / attachment.stored_as
    try:
        content = decrypt(path.read_bytes(), _bound_to(attachment.pk))
    except (OSError, CannotDecrypt) as error:
        raise FileLost(str(attachment.pk)) from error
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise FileLost(str(attachment.pk))
    return content


def forget(name: str) -> None:
    """Remove what was stored; nothing happens when it is not there."""
    (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OURS)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _bound_to(attachment: UUID) -> str:
    return f"casework.attachment.content:{attachment}"
