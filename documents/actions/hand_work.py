"""A letter edited in Word, put back: safe, different, and the same letter; then it waits for somebody else."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from backoffice.kit.transitions import Refused
from documents.hand_words import first_made, refuse_what_may_not_be_added
from documents.kinds import kinds
from documents.models import EditedLetter, IssuedDocument
from documents.models.edited_letter import Compared
from documents.queries.subjects import subject_of
from documents.rendering import HandWork, RenderingFailed, examine
from documents.rendering.package import MAX_FILE_BYTES


def why_not_by_hand(letter: IssuedDocument, user: Any) -> list[str]:
    """Why this user cannot put back an edited version of this letter; empty = may. Queries."""
    if letter.kind not in kinds or not kinds.get(letter.kind).may_be_edited:
        return [_("This letter is not edited by hand. Nothing was kept; make a new version instead.")]
    if not kinds.get(letter.kind).may_issue(user, subject_of(letter)):
        return [_("You may not edit this letter. Nothing was kept.")]
    if letter.successor is not None:
        return [_("A newer version of this letter was made. Nothing was kept; edit that one.")]
    return []


def put_back(letter: IssuedDocument, content: bytes, *, file_name: str, by: Any, note: str) -> EditedLetter:
    """Keeps the edited version, to be approved by somebody else. The same file twice is kept once.

    Opens its own transaction. Raises Refused with everything that is wrong; then nothing was kept.
    """
    if reasons := [*why_not_by_hand(letter, by), *_wrong_with_file(letter, content, file_name)]:
        raise Refused(reasons)
    found = _examined(content)
    compared = _compared(letter, found)
    refuse_what_may_not_be_added(letter, found.text)
    edited = EditedLetter(
        original=letter,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        original_sha256=letter.sha256,
        compared=compared,
        note=note,
        uploaded_by=by,
    )
    try:
        with transaction.atomic():
            edited.save(force_insert=True)
    except IntegrityError as error:
        return _waiting(edited, error)
    return edited


def _waiting(edited: EditedLetter, error: IntegrityError) -> EditedLetter:
    """The version that waits already, when it is the same. Raises Refused when it is another."""
    waiting = EditedLetter.objects.filter(original=edited.original).offered().first()
    if waiting is None:
        raise error
    if (waiting.sha256, waiting.uploaded_by_id) == (edited.sha256, edited.uploaded_by_id):
        return waiting
    raise Refused(
        [
            _(
                "An edited version of this letter waits for approval already. Nothing was kept; look at that first."
            )
        ]
    ) from error


def _wrong_with_file(letter: IssuedDocument, content: bytes, file_name: str) -> Iterator[str]:
    if not file_name.lower().endswith(".docx"):
        yield _("Choose a Word document (.docx). Nothing was kept.")
    elif not content:
        yield _("The file is empty. Nothing was kept.")
    elif len(content) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        yield _("The file is larger than %(limit)d MB; make the pictures smaller. Nothing was kept.") % {
            "limit": limit
        }
    elif hashlib.sha256(content).hexdigest() == letter.sha256:
        yield _("This is the letter as it was made; nothing was edited. Nothing was kept.")


def _examined(content: bytes) -> HandWork:
    try:
        found = examine(content)
    except RenderingFailed as error:
        raise Refused([str(problem) for problem in error.problems]) from error
    if reasons := list(_left_behind(found)):
        raise Refused(reasons)
    return found


def _left_behind(found: HandWork) -> Iterator[str]:
    """What the receiver of a letter must not read."""
    if found.has_tracked_changes:
        yield _("The file still holds tracked changes. Accept or reject them in Word. Nothing was kept.")
    if found.has_comments:
        yield _("The file still holds comments. Remove them in Word. Nothing was kept.")


def _compared(letter: IssuedDocument, found: HandWork) -> Compared:
    """How it is known to be this letter. Raises Refused when it is another, or nothing says that it is this one."""
    if found.mark:
        if found.mark == str(first_made(letter).pk):
            return Compared.MARK
        raise Refused(
            [_("This file is another letter. Nothing was kept; choose the edited version of this one.")]
        )
    if letter.subject_name and letter.subject_name in found.text:
        return Compared.NUMBER
    raise Refused(
        [
            _(
                "Nothing in this file says that it is this letter: it has no mark and does not name %(number)s. "
                "Nothing was kept."
            )
            % {"number": letter.subject_name}
        ]
    )
