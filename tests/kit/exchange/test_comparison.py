"""A list against what is stored: the quick look at a row and the careful one come to the same."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backoffice.kit.exchange import cells
from backoffice.kit.exchange.diff import Comparison
from backoffice.kit.exchange.layout import Column, Layout
from backoffice.kit.exchange.problems import WrongCell
from backoffice.kit.exchange.rows import CheckedRow, Key, RowKind, Stored, Values
from backoffice.kit.exchange.sniff import FileKind
from backoffice.kit.exchange.table import BrokenCell, Table
from billing.member_list import parsers

WORDS = ["Zvw", "Wlz", "Wmo"]
COLUMNS = (
    Column("number", ("number",), "number", partial(cells.text, most=20)),
    Column("name", ("name",), "name", partial(cells.text, most=40), is_required=True),
    Column("code", ("code",), "code", partial(cells.digits, length=8)),
    Column("postcode", ("postcode",), "postcode", parsers.postcode),
    Column("day", ("day",), "day", cells.day, repeats=True),
    Column("laws", ("laws",), "laws", partial(parsers.several_of, known=WORDS), repeats=True),
)
MATCHED = Layout(COLUMNS).match([column.key for column in COLUMNS])

NAMES = st.one_of(
    st.text(max_size=8), st.sampled_from(["", " ", "Zorg  Twente", "'=1", "''=1", "=1", "e\u0301", "é"])
)
CODES = st.sampled_from(["01234567", "1234567", "1234567.0", 1234567.0, "12.34.56.78", "12345678", "x", ""])
POSTCODES = st.sampled_from(["1234AB", "1234 ab", " 1234  AB", "1234 AB", "12345", ""])
DAYS = st.sampled_from(
    ["1-2-2020", "2020-02-01", "01-02-2020", 43862.0, "31-02-2020", "", BrokenCell("error")]
)
LAWS = st.sampled_from(["Wlz|Zvw", "Zvw|Wlz", "zvw, wlz", "Zvw", "Wet", ""])
ROWS = st.tuples(NAMES, CODES, POSTCODES, DAYS, LAWS)


class OneRow:
    """A store with a single row, numbered L1."""

    keys: tuple[tuple[str, ...], ...] = (("number",),)

    def __init__(self, values: tuple[str, ...]) -> None:
        self.stored = Stored("1", 0, values, "L1")

    def fetch(
        self, _by: tuple[str, ...], keys: Sequence[Key], _columns: Sequence[Column]
    ) -> dict[Key, Stored]:
        """The row, for whoever asks for it."""
        return {("L1",): self.stored} if ("L1",) in keys else {}

    def rules(self, _row: CheckedRow, _values: Values) -> Iterable[tuple[str, str]]:
        """None."""
        return ()

    def remarks(self, _rows: Sequence[CheckedRow]) -> None:
        """None."""


class Careful(Comparison):
    """Looks at every row cell by cell."""

    def is_known(self, _picked: tuple[Any, ...], _stored: tuple[str, ...]) -> bool:
        """Nothing is taken for known at a glance."""
        return False


@given(ROWS, ROWS)
def test_a_glance_and_a_careful_look_agree_on_every_row(before: Any, after: Any) -> None:
    stored = ("L1", *(read(column, cell) for column, cell in zip(COLUMNS[1:], before, strict=True)))

    for row in (["L1", *before], ["L1", *after], [" L1 ", *stored[1:]]):
        quick, careful = (compared(kind, row, stored) for kind in (Comparison, Careful))
        assert told(quick) == told(careful)
        assert (quick.kind is RowKind.UNCHANGED) == all(map(says, COLUMNS, row, stored))


@given(ROWS)
def test_what_was_read_from_a_list_is_known_when_the_list_comes_again(cells_read: Any) -> None:
    stored = ("L1", *(read(column, cell) for column, cell in zip(COLUMNS[1:], cells_read, strict=True)))
    comparable = all(is_right(column, cell) for column, cell in zip(COLUMNS[1:], cells_read, strict=True))

    again = compared(Comparison, ["L1", *cells_read], stored)

    assert (again.kind is RowKind.UNCHANGED) == comparable


def compared(kind: type[Comparison], row: list[Any], stored: tuple[str, ...]) -> CheckedRow:
    table = Table(FileKind.CSV, [column.key for column in COLUMNS], [(2, row)])
    ((checked,),) = kind(table, MATCHED, OneRow(stored)).chunks()
    return checked


def told(row: CheckedRow) -> tuple[Any, ...]:
    return row.kind, row.id, row.changes, row.problems, row.warnings


def read(column: Column, cell: Any) -> str:
    try:
        return column.parse(cell)
    except WrongCell:
        return ""


def says(column: Column, cell: Any, known: str) -> bool:
    """Whether a cell is what is stored, to the letter or as it is read."""
    return bool(cell == known) or (is_right(column, cell) and column.parse(cell) == known)


def is_right(column: Column, cell: Any) -> bool:
    try:
        column.parse(cell)
    except WrongCell:
        return False
    return True
