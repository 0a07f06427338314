"""How every letter of the house looks: its styles, its page and its colours."""

from typing import Any

from docx.enum.section import WD_SECTION_START
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor

from documents.word_xml import set_box, set_font, set_language, show_as_made

FONT = "Arial"
ACCENT = RGBColor(0x0D, 0x5C, 0x63)
GREY = RGBColor(0x4F, 0x5B, 0x63)
TEXT_WIDTH = Cm(16.2)


def set_styles(document: Any) -> None:
    """The styles that the pieces of a letter use; what Word calls a heading is one."""
    set_language(document)
    show_as_made(document)
    _style(document, "Normal", size=10.5, after=6).paragraph_format.line_spacing = 1.2
    _set_headings(document)
    _set_letterhead(document)
    _style(document, "List Number", size=10.5, after=3)
    _style(document, "List Bullet", size=10.5, after=3)
    _style(document, "Adres", size=10.5, after=0)
    _style(document, "Afsluiting", size=10.5, before=4, after=6).paragraph_format.keep_together = True
    _style(document, "Wit", size=5, after=0)
    _style(document, "Sturing", size=2, after=0).paragraph_format.line_spacing = Pt(2)
    set_box(_style(document, "Nadruk", size=10.5, bold=True, color=ACCENT, before=10, after=12))
    _set_tables(document)


def set_page(document: Any) -> None:
    """A4; the first page begins with the letterhead, the others with a line."""
    section = document.sections[0]
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.0), Cm(2.1)
    section.header_distance, section.footer_distance = Cm(1.0), Cm(1.0)
    section.different_first_page_header_footer = True


def _set_headings(document: Any) -> None:
    title = _style(document, "Heading 1", size=17, color=ACCENT, bold=True, before=16, after=8)
    part = _style(document, "Heading 2", size=11.5, color=ACCENT, bold=True, before=11, after=3)
    detail = _style(document, "Heading 3", size=10.5, bold=True, before=9, after=2, color=GREY)
    for heading in (title, part, detail):
        heading.paragraph_format.keep_with_next = True


def _set_letterhead(document: Any) -> None:
    _style(document, "Briefhoofd", size=16, color=ACCENT, bold=True, after=4)
    _style(document, "Briefhoofd regel", size=8.5, color=GREY, after=0)
    _style(document, "Kenmerk label", size=8.5, color=GREY, before=4, after=0)
    _style(document, "Kenmerk", size=10, after=4)


def _set_tables(document: Any) -> None:
    _style(document, "Tabelkop", size=9.5, color=ACCENT, bold=True, before=3, after=3)
    _style(document, "Tabeltekst", size=10.5, before=2.5, after=2.5)
    _style(document, "Tabellabel", based_on="Tabeltekst", color=GREY)
    _style(document, "Tabeluitleg", size=9.5, color=GREY, before=2, after=2.5)
    _style(document, "Invulregel", size=10.5, before=8, after=7)
    for name in ("Tabelkop bedrag", "Tabeltekst bedrag"):
        amount = _style(document, name, based_on=name.removesuffix(" bedrag"))
        amount.paragraph_format.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT


def _style(
    document: Any,
    name: str,
    *,
    based_on: str = "Normal",
    size: float | None = None,
    color: RGBColor | None = None,
    bold: bool | None = None,
    before: float | None = None,
    after: float | None = None,
) -> Any:
    """A paragraph style; what is not said comes from the style it is based on. Sizes and spaces in points."""
    styles = document.styles
    if name not in [style.name for style in styles]:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[based_on]
    style: Any = styles[name]
    set_font(style, FONT)
    style.font.size, style.font.bold = _points(size), bold
    if color is not None:
        style.font.color.rgb = color
    style.paragraph_format.space_before, style.paragraph_format.space_after = _points(before), _points(after)
    return style


def _points(size: float | None) -> Pt | None:
    return None if size is None else Pt(size)
