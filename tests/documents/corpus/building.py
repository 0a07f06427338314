"""Builds the Word files of the corpus from short descriptions."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml

from tests.factories.documents import W

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
TEXT_BOX = (
    f'<w:p xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:t>buiten {{{{ een }}}}</w:t></w:r>'
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>binnen {{ een }}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>ook {{ twee }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    "<w:r><w:t>na {{ twee }}</w:t></w:r></w:p>"
)


@dataclass(frozen=True)
class Case:
    """A template and the values it is filled with."""

    name: str
    template: bytes
    values: Mapping[str, Any] = field(default_factory=dict)


def letter(*body: Any, **parts: Any) -> bytes:
    """A Word file: texts are paragraphs, lists of rows are tables, what begins with `<` is XML.

    ``header``, ``footer`` (texts), ``title``, ``author`` (properties), ``sections`` (how many).
    """
    document = Document()
    for piece in body:
        _add(document, piece)
    for _ in range(parts.pop("sections", 1) - 1):
        document.add_section(WD_SECTION.NEW_PAGE).header.is_linked_to_previous = False
    for section in document.sections:
        for place in ("header", "footer"):
            if place in parts:
                getattr(section, place).paragraphs[0].text = parts[place]
    for name in ("title", "author", "subject"):
        setattr(document.core_properties, name, parts.get(name, ""))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def drawing(number: int) -> str:
    """A picture frame in the text, with a number as Word gives it."""
    return (
        f'<w:p xmlns:w="{W}" xmlns:wp="{DRAWING}/wordprocessingDrawing"><w:r><w:drawing><wp:inline>'
        f'<wp:extent cx="900" cy="900"/><wp:docPr id="{number}" name="logo"/></wp:inline></w:drawing></w:r></w:p>'
    )


def runs(*pieces: str) -> str:
    """A paragraph of several runs with looks of their own."""
    looks = ("<w:b/>", "<w:i/>", '<w:color w:val="1D4D4F"/>')
    xml = "".join(
        f'<w:r><w:rPr>{looks[n % 3]}</w:rPr><w:t xml:space="preserve">{piece}</w:t></w:r>'
        for n, piece in enumerate(pieces)
    )
    return f'<w:p xmlns:w="{W}"><w:pPr><w:jc w:val="left"/></w:pPr>{xml}</w:p>'


def _add(document: Any, piece: Any) -> None:
    if isinstance(piece, str) and piece.startswith("<"):
        document.element.body.insert_element_before(parse_xml(piece), "w:sectPr")
    elif isinstance(piece, str):
        document.add_paragraph(piece)
    else:
        _add_table(document, piece)


def _add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(len(rows), width, style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        cells = row.cells
        for cell, text in zip(cells, texts, strict=False):
            cell.text = text
        for cell in cells[len(texts) :]:
            row._tr.remove(cell._tc)
