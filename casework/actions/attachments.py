"""Adds a file to a complaint, after looking at what it really is."""

import hashlib
import re
from pathlib import PurePosixPath
from typing import Any, Protocol
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from backoffice.accounts.roles import Role
from backoffice.kit.history import Category, record
from backoffice.kit.refusals import Refused
from casework.file_store import forget, new_name, store
from casework.file_types import MEGABYTE, MOST_BYTES, FileType, seems_to_hold_citizen_number, type_of
from casework.models import Attachment, Complaint
from casework.states import State

ADDED = "attachment_added"
MAY_ADD = (Role.COORDINATOR, Role.OFFICER, Role.SECRETARY, Role.COMPLAINANT)
LONGEST_NAME = 200
UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
)  # also those that turn text round


class Upload(Protocol):
    """A file as Django's forms give it."""

    name: str | None

    @property
    def size(self) -> int | None: ...

    def read(self, n: int = ..., /) -> bytes: ...


def attach(complaint: Complaint, upload: Upload, by: Any) -> Attachment:
    """Keep a file with a complaint. All or nothing: a refused, doubtful or unwritable file leaves no trace.

    Raises `Refused`: not this user, too large, empty, another type than its name says, or no room on the disk.
    """
    _refuse_stranger(complaint, by)
    content = _read(upload)
    name = _clean_name(upload.name or "")
    file_type = type_of(name, content)
    stored_as, is_kept = new_name(), False
    try:
        with transaction.atomic():
            attachment = _row(complaint, name, content, file_type, stored_as, by)
            store(content, attachment.pk, stored_as)
        is_kept = True
    except OSError as error:
        raise Refused([_("There is no room on the disk for this file. Nothing was saved.")]) from error
    finally:
        if not is_kept:
            forget(stored_as)
    return attachment


def _row(
    complaint: Complaint, name: str, content: bytes, file_type: FileType, stored_as: str, by: Any
) -> Attachment:
    attachment = Attachment.objects.create(
        pk=uuid4(),
        complaint=complaint,
        name=name,
        content_type=file_type.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_as=stored_as,
        holds_citizen_number=seems_to_hold_citizen_number(name, content, file_type),
        uploaded_by=by,
    )
    record(
        complaint,
        ADDED,
        by=by,
        category=Category.NOTE,
        answers={"name": name, "attachment": str(attachment.pk)},
    )
    return attachment


def _refuse_stranger(complaint: Complaint, by: Any) -> None:
    if not (by.is_active and by.has_role(*MAY_ADD) and complaint.is_handled_by(by)):
        raise Refused([_("You may not add files to this complaint. Nothing was saved.")])
    if complaint.state == State.ANONYMISED:
        raise Refused([_("The complaint is anonymised; nothing can be added.")])


def _read(upload: Upload) -> bytes:
    # One byte more than is allowed is enough to know that it is too much, whatever size the browser says.
    content = upload.read(MOST_BYTES + 1)
    if not content:
        raise Refused([_("The file is empty.")])
    if len(content) > MOST_BYTES:
        raise Refused([_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // MEGABYTE}])
    return content


def _clean_name(name: str) -> str:
    """The last part of a name, without signs that do not print; the extension survives shortening."""
    last = UNPRINTABLE.sub(" ", PurePosixPath(name.replace("\\", "/")).name).strip()
    stem, suffix = PurePosixPath(last).stem, PurePosixPath(last).suffix
    return f"{stem[: LONGEST_NAME - len(suffix)]}{suffix}"
