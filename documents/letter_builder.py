"""Builds the Word templates of shipped letters: one letterhead, real styles, Dutch language, page numbers.

The sources that use it are Python, so that a change to a letter can be read in a diff; `build_letters` writes the
files. The same source gives the same bytes.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from documents.rendering.package import read_package, write_package
from documents.word_xml import (
    align_with_text,
    border,
    field,
    keep_whole,
    repeat_heading,
    right_tab,
    rule_below,
    set_font,
    set_language,
    shade,
    write,
    write_runs,
)

FONT = "Arial"
ACCENT = RGBColor(0x1D, 0x4D, 0x4F)
GREY = RGBColor(0x5B, 0x66, 0x70)
TEXT_WIDTH = Cm(16.2)
# Files carry a date; a fixed one keeps them the same as long as the letter is.
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - Word's properties have no time zone


class LetterBuilder:
    """One letter, written from top to bottom."""

    def __init__(self, title: str) -> None:
        self.document = Document()
        self._take_out_thumbnail()
        self._set_styles()
        self._set_page()
        self._set_properties(title)
        self._write_first_header()
        self._write_later_header(title)
        self._write_footers()

    # --- the letter's pieces ----------------------------------------------------------------------------------

    def address(self, lines_tag: str, name_tag: str) -> None:
        """Where the window of the envelope is: name, then each line of the address."""
        self.text(name_tag, style="Adres")
        self.text("{%p for regel in " + lines_tag + " %}", style="Adres")
        self.text("{{ regel }}", style="Adres")
        self.text("{%p endfor %}", style="Adres")

    def reference(self, pairs: Sequence[tuple[str, str]]) -> None:
        """The table that says what this letter is about: labels above, values below."""
        self.text("", style="Adres")
        table = self._table(2, [TEXT_WIDTH // len(pairs)] * len(pairs))
        for column, (label, value) in enumerate(pairs):
            write(table.cell(0, column), label, "Kenmerk label")
            write(table.cell(1, column), value, "Kenmerk")
        border(table, "top", "bottom")

    def title(self, text: str) -> None:
        """What the letter says, as its first heading."""
        self.document.add_heading(text, level=1)

    def heading(self, text: str) -> None:
        """A part of the letter."""
        self.document.add_heading(text, level=2)

    def text(self, text: str, *, style: str = "Normal") -> Paragraph:
        """A paragraph; words between ** are bold."""
        paragraph = self.document.add_paragraph(style=style)
        write_runs(paragraph, text)
        return paragraph

    def only_if(self, condition: str, *texts: str, style: str = "Normal") -> None:
        """Paragraphs that stand there only when the condition holds."""
        self.text("{%p if " + condition + " %}")
        for text in texts:
            self.text(text, style=style)
        self.text("{%p endif %}")

    def numbered(self, texts: Iterable[str]) -> None:
        """Steps that follow each other."""
        for text in texts:
            self.text(text, style="List Number")

    def callout(self, text: str) -> None:
        """A sentence that nobody may overlook, in a shaded box."""
        table = self._table(1, [TEXT_WIDTH])
        write(table.cell(0, 0), text, "Nadruk")
        shade(table.cell(0, 0))
        self.text("", style="Wit")

    def rows(self, loop: str, heads: Sequence[str], cells: Sequence[str], widths_cm: Sequence[float]) -> None:
        """A table with a heading row that repeats on every page and one row per item; \\n begins a smaller line."""
        table = self._table(4, [Cm(width) for width in widths_cm])
        for column, head in enumerate(heads):
            write(table.cell(0, column), head, "Tabelkop")
            shade(table.cell(0, column))
            main, *details = cells[column].split("\n")
            write(table.cell(2, column), main, "Tabeltekst")
            for detail in details:
                table.cell(2, column).add_paragraph(style="Tabeluitleg")
                write_runs(table.cell(2, column).paragraphs[-1], detail)
        write(table.cell(1, 0), "{%tr for " + loop + " %}", "Tabeltekst")
        write(table.cell(3, 0), "{%tr endfor %}", "Tabeltekst")
        repeat_heading(table.rows[0])
        for row in table.rows:
            keep_whole(row)
        border(table, "top", "bottom", "insideH")
        self.text("", style="Wit")

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """A table of two columns: what, and which."""
        table = self._table(len(pairs), [Cm(4.6), TEXT_WIDTH - Cm(4.6)])
        for number, (label, value) in enumerate(pairs):
            write(table.cell(number, 0), label, "Tabeluitleg")
            write(table.cell(number, 1), value, "Tabeltekst")
            keep_whole(table.rows[number])
        border(table, "top", "bottom", "insideH")
        self.text("", style="Wit")

    def signature(self, heading: str, labels: Sequence[str]) -> None:
        """Lines to fill in by hand, kept together on one page."""
        self.text("", style="Wit").paragraph_format.keep_with_next = True
        table = self._table(len(labels) + 1, [Cm(4.6), TEXT_WIDTH - Cm(4.6)])
        head = table.cell(0, 0).merge(table.cell(0, 1))
        write(head, heading, "Tabelkop")
        shade(head)
        for number, label in enumerate(labels, start=1):
            write(table.cell(number, 0), label, "Invulregel")
            write(table.cell(number, 1), "", "Invulregel")
        for row in table.rows:
            keep_whole(row)
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = row is not table.rows[-1]
        border(table, "top", "bottom", "insideH")
        self.text("", style="Wit")

    def closing(self) -> None:
        """The end of a letter, with who sends it in which role."""
        self.text("Met vriendelijke groet,").paragraph_format.keep_with_next = True
        self.text("").paragraph_format.keep_with_next = True
        self.text("{{ behandelaar.naam }}", style="Adres").paragraph_format.keep_with_next = True
        self.text("{{ behandelaar.functie }}", style="Adres").paragraph_format.keep_with_next = True
        self.text("{{ kantoor.naam }}", style="Adres")

    def content(self) -> bytes:
        """The Word file; the same letter gives the same bytes."""
        target = io.BytesIO()
        self.document.save(target)
        return write_package(read_package(target.getvalue()))

    # --- how it looks -----------------------------------------------------------------------------------------

    def _take_out_thumbnail(self) -> None:
        relations = self.document.part.package.rels
        for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            del relations[key]

    def _set_styles(self) -> None:
        normal = self._style("Normal", size=10.5, after=7)
        normal.paragraph_format.line_spacing = 1.2
        set_language(self.document)
        title = self._style("Heading 1", size=17, color=ACCENT, bold=True, before=22, after=10)
        part = self._style("Heading 2", size=11.5, color=ACCENT, bold=True, before=13, after=3)
        for heading in (title, part):
            heading.paragraph_format.keep_with_next = True
        self._style("List Number", size=10.5, after=3)
        self._style("Adres", size=10.5, after=0)
        self._style("Wit", size=5, after=0)
        self._style("Briefhoofd", size=16, color=ACCENT, bold=True, after=1)
        self._style("Briefhoofd regel", size=8.5, color=GREY, after=0)
        self._style("Kenmerk label", size=8.5, color=GREY, before=4, after=0)
        self._style("Kenmerk", size=10, after=4)
        self._style("Tabelkop", size=9.5, color=ACCENT, bold=True, before=3, after=3)
        self._style("Tabeltekst", size=10.5, before=2.5, after=2.5)
        self._style("Tabeluitleg", size=9.5, color=GREY, before=2, after=2.5)
        self._style("Nadruk", size=10.5, bold=True, color=ACCENT, before=6, after=6)
        self._style("Invulregel", size=10.5, before=8, after=7)

    def _style(
        self,
        name: str,
        *,
        size: float,
        color: RGBColor | None = None,
        bold: bool = False,
        before: float = 0,
        after: float = 0,
    ) -> Any:
        styles = self.document.styles
        if name not in [style.name for style in styles]:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        style: Any = styles[name]
        set_font(style, FONT)
        style.font.size, style.font.bold = Pt(size), bold
        if color is not None:
            style.font.color.rgb = color
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        return style

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.start_type = WD_SECTION_START.NEW_PAGE
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)
        section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.3)
        section.header_distance, section.footer_distance = Cm(1.2), Cm(1.0)
        section.different_first_page_header_footer = True

    def _set_properties(self, title: str) -> None:
        properties = self.document.core_properties
        properties.title = title + " {{ zaak.nummer }}"
        properties.author = "{{ kantoor.naam }}"
        properties.comments = ""
        properties.language = "nl-NL"
        properties.created = properties.modified = MADE_AT
        properties.last_modified_by = ""

    def _write_first_header(self) -> None:
        header = self.document.sections[0].first_page_header
        write_runs(header.paragraphs[0], "{{ kantoor.naam }}")
        header.paragraphs[0].style = self.document.styles["Briefhoofd"]
        line = header.add_paragraph(style="Briefhoofd regel")
        write_runs(
            line,
            "{{ kantoor.straat }}, {{ kantoor.plaats }}  ·  {{ kantoor.telefoon }}  ·  "
            "{{ kantoor.email }}  ·  {{ kantoor.website }}",
        )
        rule_below(line)
        header.add_paragraph(style="Adres")

    def _write_later_header(self, title: str) -> None:
        line = self.document.sections[0].header.paragraphs[0]
        line.style = self.document.styles["Briefhoofd regel"]
        right_tab(line, TEXT_WIDTH)
        write_runs(line, "{{ kantoor.naam }}\t" + title + " · {{ zaak.nummer }}")
        rule_below(line)

    def _write_footers(self) -> None:
        section = self.document.sections[0]
        for footer in (section.first_page_footer, section.footer):
            line = footer.paragraphs[0]
            line.style = self.document.styles["Briefhoofd regel"]
            right_tab(line, TEXT_WIDTH)
            write_runs(line, "Zaaknummer {{ zaak.nummer }}\tPagina ")
            field(line, "PAGE")
            write_runs(line, " van ")
            field(line, "NUMPAGES")

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
