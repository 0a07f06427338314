"""The tables that letters have: each with a heading row, and no row split over two pages."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.shared import Cm

from documents.letter_style import TEXT_WIDTH
from documents.word_xml import align_with_text, border, keep_whole, repeat_heading, shade, write, write_runs

LABEL_WIDTH_CM = 4.6
LABEL_WIDTH = Cm(LABEL_WIDTH_CM)
NUMBER_WIDTH = Cm(3.2)
AMOUNT = " bedrag"


class LetterTables:
    """The pieces of a letter that are tables."""

    document: Any

    def text(self, text: str, *, style: str = "Normal") -> Any:
        """A paragraph."""
        raise NotImplementedError

    def reference_table(self, pairs: Sequence[tuple[str, str]], widths_cm: Sequence[float] = ()) -> None:
        """Labels above, values below; columns of the same width when none is given."""
        table = self._table(2, [Cm(width) for width in widths_cm] or [TEXT_WIDTH // len(pairs)] * len(pairs))
        for column, (label, value) in enumerate(pairs):
            write(table.cell(0, column), label, "Kenmerk label")
            write(table.cell(1, column), value, "Kenmerk")
        self._finish(table, "top", "bottom")

    def rows(
        self,
        loop: str,
        heads: Sequence[str],
        cells: Sequence[str],
        widths_cm: Sequence[float],
        *,
        amounts: Sequence[int] = (),
        total: Sequence[str] = (),
        is_whole: bool = False,
    ) -> None:
        """A table with a heading row that repeats on every page and one row per item; \\n begins a smaller line.

        ``amounts`` are the columns that are set to the right; ``total`` is a last row, in bold. With ``is_whole`` the
        table is not split over two pages: only for a table that is always short.
        """
        table = self._table(5 if total else 4, [Cm(width) for width in widths_cm])
        for column, head in enumerate(heads):
            ending = AMOUNT if column in amounts else ""
            self._write_head(table.cell(0, column), head, "Tabelkop" + ending)
            _write_lines(table.cell(2, column), cells[column], "Tabeltekst" + ending)
        write(table.cell(1, 0), "{%tr for " + loop + " %}", "Tabeltekst")
        write(table.cell(3, 0), "{%tr endfor %}", "Tabeltekst")
        if is_whole:
            _stay_with_next(table.rows[2])
        if total:
            for column, text in enumerate(total):
                ending = AMOUNT if column in amounts else ""
                write(table.cell(4, column), f"**{text}**" if text else "", "Tabeltekst" + ending)
        self._finish(table, "top", "bottom", "insideH")

    def facts(self, heads: Sequence[str], lines: Sequence[Sequence[str]], *, is_whole: bool = False) -> None:
        """A table whose first column says what, and the others which; with ``is_whole`` never on two pages."""
        width = (TEXT_WIDTH - LABEL_WIDTH) // (len(heads) - 1)
        table = self._table(len(lines) + 1, [LABEL_WIDTH, *[width] * (len(heads) - 1)])
        for column, head in enumerate(heads):
            self._write_head(table.cell(0, column), head)
        for number, (label, *values) in enumerate(lines, start=1):
            write(table.cell(number, 0), label, "Tabellabel")
            for column, value in enumerate(values, start=1):
                _write_lines(table.cell(number, column), value, "Tabeltekst")
        if is_whole:
            for row in list(table.rows)[:-1]:
                _stay_with_next(row)
        self._finish(table, "top", "bottom", "insideH")

    def numbers(self, heads: tuple[str, str], lines: Sequence[tuple[str, str]]) -> None:
        """A short table of fixed lines, each with a number at the right; never on two pages."""
        table = self._table(len(lines) + 1, [TEXT_WIDTH - NUMBER_WIDTH, NUMBER_WIDTH])
        for column, ending in enumerate(("", AMOUNT)):
            self._write_head(table.cell(0, column), heads[column], "Tabelkop" + ending)
            for number, line in enumerate(lines, start=1):
                write(table.cell(number, column), line[column], "Tabeltekst" + ending)
        for row in list(table.rows)[:-1]:
            _stay_with_next(row)
        self._finish(table, "top", "bottom", "insideH")

    def signature(
        self, heading: str, labels: Sequence[str], *, label_width_cm: float = LABEL_WIDTH_CM
    ) -> None:
        """Lines to fill in by hand, kept together on one page."""
        label_width = Cm(label_width_cm)
        self.text("", style="Wit").paragraph_format.keep_with_next = True
        table = self._table(len(labels) + 1, [label_width, TEXT_WIDTH - label_width])
        self._write_head(table.cell(0, 0).merge(table.cell(0, 1)), heading)
        for number, label in enumerate(labels, start=1):
            write(table.cell(number, 0), label, "Invulregel")
            write(table.cell(number, 1), "", "Invulregel")
        for row in list(table.rows)[:-1]:
            _stay_with_next(row)
        self._finish(table, "top", "bottom", "insideH")

    def _write_head(self, cell: Any, text: str, style: str = "Tabelkop") -> None:
        write(cell, text, style)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        shade(cell)

    def _finish(self, table: Any, *lines: str) -> None:
        """The first row is a heading, rows stay whole, thin lines, and a little white below."""
        repeat_heading(table.rows[0])
        for row in table.rows:
            keep_whole(row)
        border(table, *lines)
        self.text("", style="Wit")

    def _table(self, rows: int, widths: Sequence[Any]) -> Any:
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        align_with_text(table)
        return table


def _stay_with_next(row: Any) -> None:
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _write_lines(cell: Any, text: str, style: str) -> None:
    """The first line in the style, those after it smaller."""
    main, *details = text.split("\n")
    write(cell, main, style)
    for detail in details:
        paragraph = cell.add_paragraph(style="Tabeluitleg")
        write_runs(paragraph, detail)
        if style.endswith(AMOUNT):
            paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
