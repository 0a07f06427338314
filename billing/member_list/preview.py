"""What a checked list would do, as pages of plain rows: for the screen, for confirming and for undoing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypedDict
from uuid import UUID

from backoffice.kit.exchange.bulk import insert_rows
from backoffice.kit.exchange.layout import Column
from backoffice.kit.exchange.rows import CheckedRow, RowKind
from billing.models.import_batch import ImportBatch, ImportPage

PAGE_SIZE = 100
NewPage = tuple[UUID, str, int, list["KeptRow"]]  # batch, kind, number and rows


class PreviewRow(TypedDict):
    """One row of the list; ``id`` and ``version`` name the member it was compared with."""

    row: int
    number: str
    name: str
    id: str
    version: int
    values: dict[str, str]
    changes: dict[str, list[str]]
    warnings: list[str]
    problems: list[list[str]]  # column, value, message


KeptRow = dict[str, Any]

# A page keeps of a row only what differs from this.
NOTHING: PreviewRow = {
    "row": 0,
    "number": "",
    "name": "",
    "id": "",
    "version": 0,
    "values": {},
    "changes": {},
    "warnings": [],
    "problems": [],
}


class PreviewWriter:
    """Collects compared rows and writes them as full pages."""

    def __init__(self, batch: ImportBatch, columns: Sequence[Column]) -> None:
        self.batch = batch
        self.places = {column.key: place for place, column in enumerate(columns)}
        self.counts: Counter[str] = Counter()
        self.warned = 0
        self._waiting: dict[str, list[KeptRow]] = defaultdict(list)
        self._pages: Counter[str] = Counter()

    def add(self, rows: Sequence[CheckedRow]) -> None:
        """Take in a chunk and write what fills pages."""
        for row in rows:
            self.counts[row.kind] += 1
            self.warned += bool(row.warnings)
            self._waiting[row.kind].append(self._kept(row))
        self._write(full_only=True)

    def finish(self) -> None:
        """Write the last pages."""
        self._write(full_only=False)

    def _write(self, *, full_only: bool) -> None:
        pages = [page for kind in RowKind for page in self._cut(kind, full_only)]
        insert_rows(ImportPage, ("batch", "kind", "number", "rows"), pages)

    def _cut(self, kind: RowKind, full_only: bool) -> Iterator[NewPage]:
        waiting = self._waiting[kind]
        while len(waiting) >= PAGE_SIZE or (waiting and not full_only):
            self._pages[kind] += 1
            yield self.batch.pk, kind.value, self._pages[kind], waiting[:PAGE_SIZE]
            del waiting[:PAGE_SIZE]

    def _kept(self, row: CheckedRow) -> KeptRow:
        if row.kind is RowKind.UNCHANGED and not row.warnings:
            return {"row": row.row, "number": row.label, "name": self._value(row, "name")}
        return {
            "row": row.row,
            "number": row.label or self._value(row, "number") or " ".join(row.key),
            "name": self._value(row, "name"),
            "id": row.id and str(UUID(row.id)),
            "version": row.version,
            "values": row.values if row.kind is RowKind.NEW else {},
            "changes": {name: list(pair) for name, pair in row.changes.items()},
            "warnings": row.warnings,
            "problems": [[one.column, one.value, one.message] for one in row.problems],
        }

    def _value(self, row: CheckedRow, name: str) -> str:
        if name in row.values:
            return row.values[name]
        place = self.places.get(name)
        return row.stored[place] if row.stored and place is not None else ""


def preview_rows(batch: ImportBatch, *kinds: str) -> Iterator[PreviewRow]:
    """The rows of some kinds, in the order of the list. Queries once, reads page by page."""
    pages = batch.pages.filter(kind__in=kinds).order_by("kind", "number").values_list("rows", flat=True)
    for rows in pages.iterator(chunk_size=20):
        yield from map(whole, rows)


def whole(kept: KeptRow) -> PreviewRow:
    """A row as a page keeps it, with its empty parts."""
    row: Any = {**NOTHING, **kept}
    return row
