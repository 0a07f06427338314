"""Bringing a template into the house: stored as a draft, checked at once."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Max

from documents.kinds import DocumentKind, kinds
from documents.models import TemplateVersion
from documents.rendering import check

LONGEST_NAME = 200


def upload(kind_key: str, content: bytes, *, file_name: str, by: Any, note: str = "") -> TemplateVersion:
    """A new draft with what its check found. ``by`` is None for a template that came with the program."""
    kind = kinds.get(kind_key)
    problems = problems_of(content, kind)
    with transaction.atomic():
        return TemplateVersion.objects.create(
            kind=kind_key,
            number=next_number(kind_key),
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            file_name=file_name[-LONGEST_NAME:],
            is_shipped=by is None,
            problems=problems,
            note=note,
            uploaded_by=by,
        )


def next_number(kind_key: str) -> int:
    """The number of the next version; two uploads at once are kept apart by the constraint. Queries."""
    last = TemplateVersion.objects.of_kind(kind_key).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def problems_of(content: bytes, kind: DocumentKind) -> list[dict[str, str]]:
    """What the check finds, as the screen lists it; renders with the kind's full sample."""
    fields = [*kind.fields, *kind.sample_context.items()]
    return [{"where": problem.where, "message": problem.message} for problem in check(content, fields)]
