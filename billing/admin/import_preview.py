"""The preview of a member list as its page shows it, one kind of rows and one page at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.kit.exchange.rows import RowKind
from backoffice.kit.exchange.sniff import FileKind
from backoffice.kit.exchange.writing import write_list
from billing.admin.member_log import LoggedField, fields_of
from billing.member_list.preview import PAGE_SIZE, PreviewRow, preview_rows, whole
from billing.models import ImportBatch

# What asks for attention comes first.
KINDS: dict[RowKind, Promise] = {
    RowKind.WRONG: gettext_lazy("wrong"),
    RowKind.CHANGED: gettext_lazy("changed"),
    RowKind.NEW: gettext_lazy("new"),
    RowKind.UNCHANGED: gettext_lazy("unchanged"),
}
SEPARATORS: dict[str, Promise] = {
    ";": gettext_lazy("semicolon"),
    ",": gettext_lazy("comma"),
    "\t": gettext_lazy("tab"),
}
TOLD_OF_NEW = ("city", "laws", "subscriptions")
ENCODINGS = {"cp1252": "Windows-1252", "utf-8": "UTF-8", "utf-8-sig": "UTF-8"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of rows: how many, and whether it is open."""

    kind: str
    title: str
    count: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page shows it."""

    plain: PreviewRow
    fields: tuple[LoggedField, ...]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """The open page: its tabs, its rows, and where it stands among the others."""

    tabs: tuple[Tab, ...]
    kind: str
    rows: tuple[ShownRow, ...]
    number: int
    last: int
    file: str

    @property
    def previous(self) -> int:
        """The number of the page before, or 0."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The number of the page after, or 0."""
        return self.number + 1 if self.number < self.last else 0


def page_of_rows(batch: ImportBatch, asked: Mapping[str, str]) -> ShownPage:
    """The page that the address asks for, else the first that holds anything. Queries once."""
    counts = {kind: batch.counts[kind] for kind in KINDS}
    kind = _kind(asked.get("kind", ""), counts)
    last = max(1, -(-counts[kind] // PAGE_SIZE))
    number = _number(asked.get("page", ""), last)
    page = batch.pages.filter(kind=kind, number=number).first()
    rows = tuple(ShownRow(row, tuple(_fields(row))) for row in map(whole, page.rows if page else []))
    tabs = tuple(Tab(one, str(title), counts[one], one == kind) for one, title in KINDS.items())
    return ShownPage(tabs, kind, rows, number, last, describe(batch))


def describe(batch: ImportBatch) -> str:
    """The file in words: ``semicolon · Windows-1252 · 240 rows``."""
    if not batch.kind:
        return ""
    parts = [batch.kind.upper()]
    if batch.kind == FileKind.CSV:
        parts += [str(SEPARATORS.get(batch.separator, batch.separator)), _encoding(batch.encoding)]
    return " · ".join([*parts, _("%d rows") % batch.row_count])


def error_list(batch: ImportBatch) -> bytes:
    """Every wrong cell: sheet row, column, value and how to mend it, as a CSV that opens safely."""
    header = [_("row"), _("column"), _("value"), _("how to mend it")]
    return write_list(FileKind.CSV, _("Errors"), header, _errors(batch))


def _errors(batch: ImportBatch) -> Iterator[list[str]]:
    for row in preview_rows(batch, RowKind.WRONG):
        for problem in row["problems"]:
            yield [str(row["row"]), *problem]


def _fields(row: PreviewRow) -> Iterator[LoggedField]:
    yield from fields_of(row["changes"])
    told = {name: ["", row["values"][name]] for name in TOLD_OF_NEW if row["values"].get(name)}
    yield from fields_of(told)


def _kind(asked: str, counts: Mapping[RowKind, int]) -> RowKind:
    if asked in list(RowKind):
        return RowKind(asked)
    return next((kind for kind, count in counts.items() if count), RowKind.NEW)


def _number(asked: str, last: int) -> int:
    return min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < 9 else 1


def _encoding(name: str) -> str:
    return ENCODINGS.get(name, name.upper())
