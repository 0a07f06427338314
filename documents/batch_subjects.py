"""The subjects of a batch: fetched together, and why one of them cannot have its letter."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from documents.kinds import DocumentKind, Missing, no_objection

AT_A_TIME = 200


def subjects_by_key(kind: DocumentKind, keys: Iterable[Any], user: Any) -> dict[Any, Any]:
    """The subjects with these keys that the user may see, with what their letters need. Few queries."""
    rows = kind.visible_to(user).filter(pk__in=list(keys)).order_by()
    return {subject.pk: subject for subject in kind.for_letters(rows)}


def in_pieces(kind: DocumentKind, items: Iterable[Any], user: Any) -> Iterator[tuple[Any, Any | None]]:
    """Each item with its subject, or None when the user may not see that; a piece at a time, so memory stays flat."""
    rest = iter(items)
    while piece := list(islice(rest, AT_A_TIME)):
        subjects = subjects_by_key(kind, (item.subject_id for item in piece), user)
        yield from ((item, subjects.get(item.subject_id)) for item in piece)


def must_stay(kind: DocumentKind, letters: models.QuerySet[Any], user: Any) -> dict[Any, str]:
    """Of these letters those that may not leave the house any more, each with the reason. Few queries."""
    if kind.not_to_send is no_objection:
        return {}
    found = {}
    for letter, subject in in_pieces(kind, letters.defer("content").iterator(chunk_size=AT_A_TIME), user):
        if subject is not None and (reasons := kind.not_to_send(subject, letter)):
            found[letter.pk] = " ".join(map(str, reasons))
    return found


def why_not_allowed(kind: DocumentKind, subject: Any | None, user: Any) -> str:
    """Why this user may not make the letter; empty when they may."""
    if subject is None:
        return _("This does not exist, or it is not yours to see.")
    return "" if kind.may_issue(user, subject) else _("You may not make this letter here.")


def what_is_missing(missing: Sequence[Missing]) -> str:
    """Everything that a letter lacks, as one sentence; empty when it lacks nothing."""
    return _("Missing: %(what)s.") % {"what": ", ".join(map(str, missing))} if missing else ""
