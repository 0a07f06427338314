"""Bringing a template into the house: stored as a draft, checked at once."""

import hashlib
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from backoffice.kit.transitions import perform
from documents.kinds import DocumentKind, kinds
from documents.languages import Language
from documents.lifecycles.template_version import TemplateState
from documents.models import TemplateVersion
from documents.rendering import Problem, check
from documents.rendering.fields import described

LONGEST_NAME = 200
MOST_UPLOADS_AT_ONCE = 8
# Fingerprints of file and fields that were found fit by this process.
_FIT: set[bytes] = set()


def upload(
    kind_key: str,
    content: bytes,
    *,
    file_name: str,
    by: Any,
    note: str = "",
    language: str = Language.DUTCH,
) -> TemplateVersion:
    """A new draft with what its check found. ``by`` is None for a template that came with the program."""
    version = TemplateVersion(kind=kinds.get(kind_key).key, language=language, note=note)
    fill(version, content, file_name=file_name, by=by)
    return version


def replace(
    former: TemplateVersion, content: bytes, *, file_name: str, by: Any, note: str = ""
) -> TemplateVersion:
    """A mended file as the next version of the same letter. The former is kept; when it is not in use yet, it retires.

    Opens its own transaction.
    """
    with transaction.atomic():
        newer = upload(former.kind, content, file_name=file_name, by=by, note=note, language=former.language)
        if former.state in (TemplateState.DRAFT, TemplateState.OFFERED):
            perform(former, "retire", by=by)
    return newer


def fill(version: TemplateVersion, content: bytes, *, file_name: str, by: Any) -> None:
    """Checks the file and stores it in a new version whose kind is already set."""
    version.problems = [
        {"where": problem.place, "message": problem.message}
        for problem in problems_of(content, kinds.get(version.kind))
    ]
    version.content = content
    version.sha256 = hashlib.sha256(content).hexdigest()
    version.file_name = file_name[-LONGEST_NAME:]
    version.is_shipped, version.uploaded_by = by is None, by
    for tries_left in reversed(range(MOST_UPLOADS_AT_ONCE)):
        try:
            with transaction.atomic():
                version.number = next_number(version.kind)
                version.save(force_insert=True)
        except IntegrityError:  # another upload of this letter may have taken the number in the same moment
            if not tries_left:
                raise
        else:
            return


def next_number(kind_key: str) -> int:
    """The number of the next version; two uploads at once are kept apart by the constraint. Queries."""
    last = TemplateVersion.objects.of_kind(kind_key).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def problems_of(content: bytes, kind: DocumentKind) -> list[Problem]:
    """What the check finds; it also renders with the kind's full sample. The same file is not tried twice."""
    fields = [*kind.fields, *kind.sample_context.items()]
    mark = hashlib.sha256(content + repr(described(fields)).encode()).digest()
    if mark in _FIT:
        return []
    found = check(content, fields, must_fill=True)
    if not found:
        _FIT.add(mark)
    return found
