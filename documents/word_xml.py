"""The pieces of Word's XML that python-docx has no words for: rules, shading, language, fields, alternative text."""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

RULE = "B9C7C7"
SHADE = "EEF3F3"
ACCENT_LINE = "0D5C63"
BOX_INDENT = Pt(12)
# Word wants what it knows in its own order (ECMA-376 part 1, 17.3.1.26, 17.4.59 and 17.4.69).
TABLE_ORDER = ("tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook")
CELL_ORDER = ("shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")
PARAGRAPH_ORDER = ("pBdr", "shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr")


def write(cell: Any, text: str, style: str) -> None:
    """The text in a cell, in a style."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
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


def show_as_made(document: Any) -> None:
    """Word shows the file as Word of today does, not in the compatibility mode of files of 2010."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "nl-NL")


def describe_picture(picture: Any, *, name: str, alternative: str) -> None:
    """What a picture shows, for who cannot see it; and no white around it, which LibreOffice adds when not told."""
    for side in ("distT", "distB", "distL", "distR"):
        picture._inline.set(side, "0")
    properties = picture._inline.docPr
    properties.set("name", name)
    properties.set("descr", alternative)


def raise_text(run: Any, height: Any) -> None:
    """Text that stands higher than its line, to be beside a picture."""
    position = OxmlElement("w:position")
    position.set(qn("w:val"), str(round(height.pt * 2)))
    run._r.get_or_add_rPr().append(position)


def set_box(style: Any) -> None:
    """A quiet ground and a line on the left for the paragraphs of a style."""
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom"):
        is_left = side == "left"
        borders.append(
            line(side, space="6", size="24" if is_left else "4", color=ACCENT_LINE if is_left else SHADE)
        )
    _insert(properties, borders, PARAGRAPH_ORDER)
    _insert(properties, _ground(), PARAGRAPH_ORDER)
    style.paragraph_format.left_indent = BOX_INDENT


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
    _insert(paragraph._p.get_or_add_pPr(), borders, PARAGRAPH_ORDER)


def border(table: Any, *sides: str) -> None:
    """Thin lines on these sides of a table."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in sides:
            borders.append(line(side))
    _insert(table._tbl.tblPr, borders, TABLE_ORDER)


def line(side: str, *, space: str = "0", size: str = "4", color: str = RULE) -> Any:
    """One side of a border; ``size`` in eighths of a point, ``space`` in points."""
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", size), ("space", space), ("color", color)):
        line.set(qn(f"w:{name}"), value)
    return line


def shade(cell: Any) -> None:
    """A quiet background."""
    _insert(cell._tc.get_or_add_tcPr(), _ground(), CELL_ORDER)


def _ground() -> Any:
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        ground.set(qn(f"w:{name}"), value)
    return ground


def align_with_text(table: Any) -> None:
    """The edge of the table stands where the text begins, whatever the style of the table says."""
    indent = OxmlElement("w:tblInd")
    for name, value in (("w", "0"), ("type", "dxa")):
        indent.set(qn(f"w:{name}"), value)
    _insert(table._tbl.tblPr, indent, TABLE_ORDER)


def repeat_heading(row: Any) -> None:
    """The row is printed again on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: Any) -> None:
    """The row is not split over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _insert(parent: Any, element: Any, order: Sequence[str]) -> None:
    """Before everything that must come after it."""
    name = element.tag.rpartition("}")[2]
    parent.insert_element_before(element, *(f"w:{one}" for one in order[order.index(name) + 1 :]))
