"""Line ends and tabs in values become Word's own, by docxtpl's rule but only in the paragraphs that hold them."""

import io
import re

from docxtpl import DocxTemplate

PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>")
PARAGRAPH_END = "</w:p>"

_resolve = DocxTemplate(io.BytesIO()).resolve_listing


def resolve_listing(xml: str) -> str:
    """What docxtpl's `resolve_listing` makes of the whole, without reading the whole."""
    done = 0
    pieces: list[str] = []
    while (place := _next_sign(xml, done)) >= 0:
        begin, end = _paragraph_around(xml, done, place)
        pieces += [xml[done:begin], _resolve(xml[begin:end])]
        done = end
    pieces.append(xml[done:])
    return "".join(pieces)


def _next_sign(xml: str, start: int) -> int:
    line_end = xml.find("\n", start)
    tab = xml.find("\t", start, line_end if line_end >= 0 else len(xml))
    return tab if tab >= 0 else line_end


def _paragraph_around(xml: str, start: int, place: int) -> tuple[int, int]:
    """Where docxtpl would see a paragraph begin and end around this place; just the place when it sees none.

    A match of docxtpl's ends at the first `</w:p>`, so none reaches over one; it begins at the first `<w:p>` after.
    """
    before = xml.rfind(PARAGRAPH_END, start, place)
    opened = PARAGRAPH.search(xml, start if before < 0 else before + len(PARAGRAPH_END), place)
    closed = xml.find(PARAGRAPH_END, place)
    if opened is None or closed < 0:
        return place, place + 1
    return opened.start(), closed + len(PARAGRAPH_END)
