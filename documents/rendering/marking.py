"""Highlights every merged value, for a preview: who checks a letter sees at once what was filled in.

Each value is written between two characters that no text can hold (`plain_data.clean` takes them out); afterwards the
runs are cut there and the piece between gets a colour.
"""

import copy
import re
from typing import Any

from lxml import etree
from markupsafe import escape

from documents.rendering.package import read_package, write_package
from documents.rendering.sandbox import LetterEnvironment
from documents.rendering.wordprocessing import W, content_types, filled_parts, parse_xml

BEGIN, END = "\ufdd0", "\ufdd1"
MARK = re.compile(f"([{BEGIN}{END}])")
COLOUR = "yellow"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What must stand after the colour among the properties of a run (ECMA-376 part 1, 17.3.2.28).
AFTER_HIGHLIGHT = tuple(
    f"{W}{name}"
    for name in (
        "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
        "oMath",
    )
)  # fmt: skip


class MarkingEnvironment(LetterEnvironment):
    """The same language; every value that is shown is put between the two marks."""

    def finished(self, value: Any) -> Any:
        """The value as the letter shows it, marked."""
        text = super().finished(value)
        return escape(BEGIN) + escape(text) + escape(END) if isinstance(text, str) and text else text


def highlight(letter: bytes) -> bytes:
    """The letter with what stands between marks highlighted, and no mark left."""
    members = read_package(letter)
    for name, kind in filled_parts(content_types(members)).items():
        root = parse_xml(members[name], name)
        _highlight_part(root, has_text=kind != "properties")
        members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(members)


def _highlight_part(root: etree._Element, *, has_text: bool) -> None:
    if has_text:
        is_inside = False
        for run in list(root.iter(f"{W}r")):
            is_inside = _cut(run, is_inside=is_inside)
    for element in root.iter(etree.Element):
        if element.text and MARK.search(element.text):
            element.text = MARK.sub("", element.text)
        for name, value in element.attrib.items():
            if MARK.search(value):
                element.set(name, MARK.sub("", value))


def _cut(run: etree._Element, *, is_inside: bool) -> bool:
    """Puts pieces of this run in its place, coloured where a value stands; says whether a value goes on after it."""
    if not is_inside and not any(MARK.search(text.text or "") for text in run.iterchildren(f"{W}t")):
        return False
    for child in run:
        if child.tag == f"{W}rPr":
            continue
        for piece in MARK.split(child.text or "") if child.tag == f"{W}t" else [child]:
            if piece in (BEGIN, END):
                is_inside = piece == BEGIN
            elif piece != "":
                content = _text(piece) if isinstance(piece, str) else copy.deepcopy(piece)
                run.addprevious(_run_like(run, content, is_coloured=is_inside))
    run.getparent().remove(run)
    return is_inside


def _run_like(run: etree._Element, content: etree._Element, *, is_coloured: bool) -> etree._Element:
    """A run with the same properties and this content."""
    new = etree.Element(run.tag, run.attrib)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    if is_coloured:
        _colour(new)
    new.append(content)
    return new


def _colour(run: etree._Element) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.SubElement(run, f"{W}rPr")
    for old in properties.findall(f"{W}highlight"):
        properties.remove(old)
    place = next((n for n, child in enumerate(properties) if child.tag in AFTER_HIGHLIGHT), len(properties))
    properties.insert(place, etree.Element(f"{W}highlight", {f"{W}val": COLOUR}))


def _text(text: str) -> etree._Element:
    element = etree.Element(f"{W}t", {XML_SPACE: "preserve"})
    element.text = text
    return element
