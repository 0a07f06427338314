"""A letter that is made and mailed in one go: both, or neither."""

from typing import Any

from django.db import transaction

from documents.actions.issue import issue
from documents.actions.mail import send_letter
from documents.models import IssuedDocument, OutgoingMail


def issue_and_send(
    kind_key: str,
    subject: Any,
    by: Any,
    *,
    attach: bool,
    key: str,
    supersedes: IssuedDocument | None = None,
) -> OutgoingMail:
    """Makes a letter and queues its mail, both or neither. Opens its own transaction.

    The same ``key`` a second time gives the mail of the first time. Raises Refused; then nothing was made or queued.
    """
    with transaction.atomic():
        letter = issue(kind_key, subject, by, key=key, supersedes=supersedes)
        return send_letter(letter, by=by, attach=attach)
