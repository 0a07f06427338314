"""The subjects of a batch: fetched together, and why one of them cannot have its letter."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from documents.kinds import DocumentKind, Missing

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


def why_not_allowed(kind: DocumentKind, subject: Any | None, user: Any) -> str:
    """Why this user may not make the letter; empty when they may."""
    if subject is None:
        return _("This does not exist, or it is not yours to see.")
    return "" if kind.may_issue(user, subject) else _("You may not make this letter here.")


def what_is_missing(missing: Sequence[Missing]) -> str:
    """Everything that a letter lacks, as one sentence; empty when it lacks nothing."""
    return _("Missing: %(what)s.") % {"what": ", ".join(map(str, missing))} if missing else ""
