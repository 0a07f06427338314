"""Dates that move, and who may read of which case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self, TypedDict
from uuid import UUID

from django.db import models


class StoredMove(TypedDict):
    """A date that moved, as it is kept in the database."""

    complaint: str
    clock: str
    is_statutory: bool
    old: str
    new: str


@dataclass(frozen=True)
class Moved:
    """A deadline whose date moves: of which case, which clock, from when to when."""

    complaint: UUID
    clock: str
    is_statutory: bool
    old: date
    new: date

    def stored(self) -> StoredMove:
        """As plain data."""
        return {
            "complaint": str(self.complaint),
            "clock": self.clock,
            "is_statutory": self.is_statutory,
            "old": self.old.isoformat(),
            "new": self.new.isoformat(),
        }

    @classmethod
    def from_stored(cls, stored: StoredMove) -> Self:
        """The move again."""
        return cls(
            complaint=UUID(stored["complaint"]),
            clock=stored["clock"],
            is_statutory=stored["is_statutory"],
            old=date.fromisoformat(stored["old"]),
            new=date.fromisoformat(stored["new"]),
        )


@dataclass(frozen=True)
class CaseName:
    """What somebody may know of a case: its number, none when it has none yet or is hidden, and whether they see it."""

    number: str
    is_visible: bool
    is_hidden: bool


def case_names(complaints: models.QuerySet[Any], keys: Iterable[UUID], user: Any) -> Mapping[UUID, CaseName]:
    """The names of cases for a user. Two queries.

    A number says nothing of a complaint, so who edits the office's calendar may read it. A complaint about a director
    is hidden from whoever cannot see it.
    """
    wanted = complaints.filter(pk__in=set(keys))
    visible = set(wanted.visible_to(user).values_list("pk", flat=True))  # type: ignore[attr-defined]
    return {
        pk: CaseName(number or "", pk in visible, is_about_director and pk not in visible)
        for pk, number, is_about_director in wanted.values_list("pk", "number", "is_about_director")
    }
