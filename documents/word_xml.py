"""The pieces of Word's XML that python-docx has no words for: rules, shading, language, page number fields."""

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

RULE = "B9C7C7"
SHADE = "EEF3F3"
CELL_MARGIN = "108"  # twentieths of a point, Word's own


def write(cell: Any, text: str, style: str) -> None:
    """The text in a cell, in a style."""
    paragraph = cell.paragraphs[0]
    paragraph.style = paragraph.part.document.styles[style]
    write_runs(paragraph, text)


def write_runs(paragraph: Paragraph, text: str) -> None:
    """The text as runs; words between ** are bold."""
    for number, piece in enumerate(text.split("**")):
        if piece:
            run = paragraph.add_run(piece)
            if number % 2:
                run.bold = True


def set_font(style: Any, name: str) -> None:
    """The font for every script, instead of the theme's."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)


def set_language(document: Any) -> None:
    """Dutch, so that Word checks the spelling of a letter as Dutch."""
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    for script in ("val", "eastAsia"):
        language.set(qn(f"w:{script}"), "nl-NL")


def field(paragraph: Paragraph, code: str) -> None:
    """A field that Word counts itself: PAGE or NUMPAGES."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    element.append(run)
    paragraph._p.append(element)


def right_tab(paragraph: Paragraph, position: Any) -> None:
    """A stop at which text is set to the right."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(position, WD_TAB_ALIGNMENT.RIGHT)


def rule_below(paragraph: Paragraph) -> None:
    """A thin line under a paragraph."""
    borders = OxmlElement("w:pBdr")
    borders.append(line("bottom", space="6"))
    paragraph._p.get_or_add_pPr().append(borders)


def border(table: Any, *sides: str) -> None:
    """Thin lines on these sides of a table."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in sides:
            borders.append(line(side))
    table._tbl.tblPr.append(borders)


def line(side: str, *, space: str = "0") -> Any:
    """One side of a border."""
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "4"), ("space", space), ("color", RULE)):
        line.set(qn(f"w:{name}"), value)
    return line


def shade(cell: Any) -> None:
    """A quiet background."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def align_with_text(table: Any) -> None:
    """Word lets a table stick out by the width of its cell margin."""
    indent = OxmlElement("w:tblInd")
    for name, value in (("w", CELL_MARGIN), ("type", "dxa")):
        indent.set(qn(f"w:{name}"), value)
    table._tbl.tblPr.append(indent)


def repeat_heading(row: Any) -> None:
    """The row is printed again on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: Any) -> None:
    """The row is not split over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
