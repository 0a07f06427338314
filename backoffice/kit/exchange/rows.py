"""What a comparison works with: rows as they are stored, rows of the list as they were checked, and the store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from backoffice.kit.exchange.layout import Column
from backoffice.kit.exchange.problems import Problem

Key = tuple[str, ...]
Values = Mapping[str, str]


class RowKind(StrEnum):
    """What would happen with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


class Stored(NamedTuple):
    """A row as it is stored: its values per column of the list, as plain text; ``label`` names it to people.

    A tuple, because 20,000 of them are made for a list of 20,000 rows. ``id`` is written as the database writes it.
    """

    id: str
    version: int
    values: tuple[str, ...]
    label: str = ""


@dataclass(slots=True)
class CheckedRow:
    """A row of the list, compared. ``changes`` holds old and new per column; ``values`` those of a new row."""

    row: int
    kind: RowKind
    key: Key
    id: str = ""
    version: int = 0
    values: dict[str, str] = field(default_factory=dict)
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stored: tuple[str, ...] = ()
    label: str = ""


class Store(Protocol):
    """What the comparison asks of the thing that is imported."""

    keys: tuple[tuple[str, ...], ...]  # columns that name a row; the first ones that are filled count

    def fetch(self, by: tuple[str, ...], keys: Sequence[Key], columns: Sequence[Column]) -> dict[Key, Stored]:
        """The stored rows with these keys. Queries a fixed number of times."""

    def rules(self, row: CheckedRow, values: Values) -> Iterable[tuple[str, str]]:
        """What is wrong between the columns of one row: column key and message."""

    def remarks(self, rows: Sequence[CheckedRow]) -> None:
        """Add warnings to rows. May query a fixed number of times."""
