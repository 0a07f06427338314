"""Finds what a list would change: read → validate → fetch by key → compare, in chunks, writing nothing.

A row whose cells are those that our own list would write is unchanged: nothing of it is parsed. Of any other row only
the cells that differ are.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import compress, islice
from operator import itemgetter, ne
from typing import Any

from django.utils.translation import gettext as _

from backoffice.kit.exchange.layout import Column, Matched
from backoffice.kit.exchange.problems import Problem, WrongCell
from backoffice.kit.exchange.rows import CheckedRow, Key, RowKind, Store, Stored
from backoffice.kit.exchange.table import Row, Table

CHUNK = 2_000  # rows between two counts that the page can follow: a blink, and few questions to the database


class Comparison:
    """One list against what is stored."""

    def __init__(self, table: Table, matched: Matched, store: Store) -> None:
        self.table = table
        self.store = store
        self.columns = matched.columns
        self.positions = matched.positions
        self.ignored = matched.ignored
        self.pick = _picker(matched.positions)
        self.width = len(table.header)
        self.place = {column.key: i for i, column in enumerate(matched.columns)}
        self.every_place = range(len(matched.columns))
        self.naming = [
            (by, [self.place[name] for name in by])
            for by in store.keys
            if all(name in self.place for name in by)
        ]
        self.parsers = [
            _remembering(column) if column.repeats else column.parse for column in matched.columns
        ]
        self.seen: dict[Any, int] = {}

    def chunks(self) -> Iterator[list[CheckedRow]]:
        """The compared rows, `CHUNK` at a time, in the order of the sheet. Queries per chunk, not per row."""
        rows = iter(self.table.rows)
        while chunk := list(islice(rows, CHUNK)):
            yield self._compare(chunk)

    def _compare(self, chunk: list[Row]) -> list[CheckedRow]:
        keyed = [(number, cells, *self._key(cells)) for number, cells in chunk]
        stored = {
            by: self.store.fetch(by, [key for _n, _c, used, key in keyed if used == by], self.columns)
            for by in {used for _n, _c, used, _key in keyed if used}
        }
        checked = [
            self._check(number, cells, key, stored[by].get(key) if by else None)
            for number, cells, by, key in keyed
        ]
        self.store.remarks(checked)
        return checked

    def is_known(self, picked: tuple[Any, ...], stored: tuple[str, ...]) -> bool:
        """Whether every cell says what is stored; those written otherwise are parsed, up to the first change."""
        if picked == stored:
            return True
        try:
            return all(
                self.parsers[place](picked[place]) == stored[place]
                for place in self._differing(picked, stored)
            )
        except WrongCell:
            return False

    def _differing(self, picked: tuple[Any, ...], stored: tuple[str, ...]) -> Iterator[int]:
        return compress(self.every_place, map(ne, picked, stored))

    def _key(self, cells: Sequence[Any]) -> tuple[tuple[str, ...], Key]:
        """The columns that name this row, and what they say; empty when none is filled."""
        for by, places in self.naming:
            key = tuple([self._lenient(place, cells) for place in places])
            if all(key):
                return by, key
        return (), ()

    def _lenient(self, place: int, cells: Sequence[Any]) -> str:
        """A key's cell as text; what is wrong with it is told later, with the row."""
        cell = cells[self.positions[place]] if self.positions[place] < len(cells) else ""
        try:
            return self.parsers[place](cell)
        except WrongCell:
            return ""

    def _check(self, number: int, cells: Sequence[Any], key: Key, stored: Stored | None) -> CheckedRow:
        has_right_shape = len(cells) == self.width and not self.ignored
        shape = None if has_right_shape else self._wrong_shape(number, cells)
        if shape:
            return CheckedRow(number, RowKind.WRONG, key, problems=[shape])
        if not key:
            return self._without_key(number, cells)
        twice = self._repeated(number, key, stored)
        picked = self.pick(cells)
        if stored and not twice and self.is_known(picked, stored.values):
            return CheckedRow(
                number, RowKind.UNCHANGED, key, stored.id, stored=stored.values, label=stored.label
            )
        row = self._against(number, key, picked, stored)
        if twice:
            row.problems.insert(0, twice)
        if row.problems:
            row.kind = RowKind.WRONG
        return row

    def _against(self, number: int, key: Key, picked: tuple[Any, ...], stored: Stored | None) -> CheckedRow:
        row = CheckedRow(number, RowKind.NEW, key)
        if stored:
            row.id, row.version, row.stored, row.label = (
                stored.id,
                stored.version,
                stored.values,
                stored.label,
            )
        self._parse(row, picked)
        if stored:
            row.kind = RowKind.CHANGED if row.changes else RowKind.UNCHANGED
        if row.kind is not RowKind.UNCHANGED and not row.problems:
            row.problems.extend(self._between(row, picked))
        return row

    def _parse(self, row: CheckedRow, picked: tuple[Any, ...]) -> None:
        places = self._differing(picked, row.stored) if row.stored else self.every_place
        for place in places:
            try:
                value = self.parsers[place](picked[place])
            except WrongCell as wrong:
                row.problems.append(self._problem(row.row, place, picked[place], str(wrong)))
                continue
            self._take(row, place, row.stored[place] if row.stored else None, value)

    def _take(self, row: CheckedRow, place: int, known: str | None, value: str) -> None:
        column = self.columns[place]
        if known is None:
            row.values[column.key] = value
        elif value == known or (not value and self._names_row(column)):
            return
        else:
            row.changes[column.key] = (known, value)
        if column.is_required and not value:
            row.problems.append(self._problem(row.row, place, "", _("This cell must be filled.")))

    def _names_row(self, column: Column) -> bool:
        """An empty cell in the column that names rows does not take a stored row's name away."""
        return column.key in self.store.keys[0]

    def _between(self, row: CheckedRow, picked: tuple[Any, ...]) -> list[Problem]:
        known = {column.key: row.stored[i] for i, column in enumerate(self.columns)} if row.stored else {}
        values = known | row.values | {name: new for name, (_old, new) in row.changes.items()}
        return [
            self._problem(row.row, self.place[name], picked[self.place[name]], message)
            if name in self.place
            else Problem(row.row, name, "", message)
            for name, message in self.store.rules(row, values)
        ]

    def _problem(self, number: int, place: int, cell: Any, message: str) -> Problem:
        title = self.table.header[self.positions[place]]
        return Problem(number, title, _shown(cell), message)

    def _wrong_shape(self, number: int, cells: Sequence[Any]) -> Problem | None:
        filled = len(cells)
        if filled > self.width and any(cell != "" for cell in cells[self.width :]):
            message = _(
                "This row has more cells than the header. Put text that holds a separator between quotes."
            )
            return Problem(number, "", _shown(cells[self.width]), message)
        if filled < self.width:
            message = _("This row has %(found)d cells where the header has %(needed)d. Is the end missing?")
            return Problem(number, "", "", message % {"found": filled, "needed": self.width})
        for position in self.ignored:
            if cells[position] != "":
                message = _("This column has no header. Name the column or empty it.")
                return Problem(number, "", _shown(cells[position]), message)
        return None

    def _without_key(self, number: int, cells: Sequence[Any]) -> CheckedRow:
        row = CheckedRow(number, RowKind.WRONG, ())
        self._parse(row, self.pick(cells))
        if not row.problems:
            message = _("This row names nobody: fill in the number, or the KvK and branch number together.")
            row.problems.append(Problem(number, "", "", message))
        return row

    def _repeated(self, number: int, key: Key, stored: Stored | None) -> Problem | None:
        """The second of two rows about the same thing is wrong."""
        named = stored.id if stored else key
        first = self.seen.setdefault(named, number)
        if first == number:
            return None
        message = _("This is the same one as in row %d. Remove one of the two rows.") % first
        return Problem(number, "", " ".join(key), message)


def _picker(positions: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Takes the cells of our columns out of a row, in our order."""
    if len(positions) == 1:
        return lambda cells: (cells[positions[0]],)
    return itemgetter(*positions)


def _remembering(column: Column) -> Callable[[Any], str]:
    """The column's parser, asked once for each different cell."""
    known: dict[Any, str] = {}

    def parse(cell: Any) -> str:
        kept = (type(cell), cell)
        if kept not in known:
            known[kept] = column.parse(cell)
        return known[kept]

    return parse


def _shown(cell: Any) -> str:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return text if len(text) <= 80 else f"{text[:79]}…"
