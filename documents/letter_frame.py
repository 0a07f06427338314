"""What stands around every letter: the letterhead, the line on later pages, page x of y, and the file's properties."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm, Pt

from documents import logo
from documents.letter_style import TEXT_WIDTH
from documents.word_xml import (
    describe_picture,
    field,
    raise_text,
    right_tab,
    rule_below,
    write_runs,
)

# Files carry a date; a fixed one keeps them the same as long as the letter is.
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - Word's properties have no time zone
LOGO_SIDE = Cm(1.3)
NAME_ABOVE_LOGOS_FOOT = Pt(11)
OFFICE_LINE = (
    "{{ kantoor.straat }}, {{ kantoor.plaats }}",
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
    """Logo and name, then where to reach the office.

    It is the beginning of the text, because a header is not read out, and because LibreOffice tears headings off what
    follows them when the first page has a header of its own.
    """
    first = document.add_paragraph(style="Briefhoofd")
    picture = first.add_run().add_picture(io.BytesIO(logo.png()), width=LOGO_SIDE, height=LOGO_SIDE)
    describe_picture(picture, name="Logo", alternative=logo.ALTERNATIVE)
    raise_text(first.add_run("   {{ kantoor.naam }}"), NAME_ABOVE_LOGOS_FOOT)
    line = document.add_paragraph(style="Briefhoofd regel")
    write_runs(line, "  ·  ".join(OFFICE_LINE))
    rule_below(line)
    line.paragraph_format.space_after = Pt(12)


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
