"""What stands around every letter: the letterhead, the line on later pages, page x of y, and the file's properties."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from documents import logo
from documents.letter_style import TEXT_WIDTH
from documents.word_xml import (
    align_with_text,
    describe_picture,
    field,
    right_tab,
    rule_below,
    without_margins,
    write,
    write_runs,
)

# Files carry a date; a fixed one keeps them the same as long as the letter is.
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - Word's properties have no time zone
LOGO_SIDE = Cm(1.3)
LETTERHEAD_CM = (1.7, 8.0, 6.5)
OFFICE_LINES = (
    "{{ kantoor.straat }}",
    "{{ kantoor.plaats }}",
    "{{ kantoor.telefoon }}",
    "{{ kantoor.email }}",
    "{{ kantoor.website }}",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a letter is known by, on every page: a case number, an invoice number, a member number."""

    label: str
    value: str

    def __str__(self) -> str:
        return f"{self.label} {self.value}"


CASE = Mark("Zaaknummer", "{{ zaak.nummer }}")


def set_frame(document: Any, title: str, mark: Mark) -> None:
    """Headers, footers and properties of a letter with this title, known by this mark."""
    _take_out_thumbnail(document)
    _set_properties(document, f"{title} {mark.value}")
    _write_letterhead(document)
    _write_later_header(document, f"{title} · {mark}")
    _write_footers(document, str(mark))


def _take_out_thumbnail(document: Any) -> None:
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _set_properties(document: Any, title: str) -> None:
    properties = document.core_properties
    properties.title = title
    properties.author = "{{ kantoor.naam }}"
    properties.comments = ""
    properties.language = "nl-NL"
    properties.created = properties.modified = MADE_AT
    properties.last_modified_by = ""


def _write_letterhead(document: Any) -> None:
    """Logo and name on the left, where to reach the office on the right."""
    header = document.sections[0].first_page_header
    table = header.add_table(1, len(LETTERHEAD_CM), TEXT_WIDTH)
    table.autofit = False
    for column, width in enumerate(LETTERHEAD_CM):
        table.columns[column].width = table.cell(0, column).width = Cm(width)
        table.cell(0, column).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    align_with_text(table)
    without_margins(table)
    _write_logo(table.cell(0, 0).paragraphs[0])
    write(table.cell(0, 1), "{{ kantoor.naam }}", "Briefhoofd")
    first, *others = OFFICE_LINES
    write(table.cell(0, 2), first, "Briefhoofd adres")
    for one in others:
        write_runs(table.cell(0, 2).add_paragraph(style="Briefhoofd adres"), one)
    _put_rule_after(table, header)


def _write_logo(paragraph: Any) -> None:
    picture = paragraph.add_run().add_picture(io.BytesIO(logo.png()), width=LOGO_SIDE, height=LOGO_SIDE)
    describe_picture(picture, name="Logo", alternative=logo.ALTERNATIVE)


def _put_rule_after(table: Any, header: Any) -> None:
    """A header must end in a paragraph; ours carries the rule."""
    rule = header.paragraphs[0]
    rule.style = "Wit"
    rule_below(rule)
    table._tbl.addnext(rule._p)
    header.add_paragraph(style="Adres")


def _write_later_header(document: Any, text: str) -> None:
    line = document.sections[0].header.paragraphs[0]
    line.style = document.styles["Briefhoofd regel"]
    right_tab(line, TEXT_WIDTH)
    write_runs(line, "{{ kantoor.naam }}\t" + text)
    rule_below(line)


def _write_footers(document: Any, text: str) -> None:
    section = document.sections[0]
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.style = document.styles["Briefhoofd regel"]
        right_tab(line, TEXT_WIDTH)
        write_runs(line, text + "\tPagina ")
        field(line, "PAGE")
        write_runs(line, " van ")
        field(line, "NUMPAGES")
