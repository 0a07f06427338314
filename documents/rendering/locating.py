"""Finds the paragraph of what only the trial letter brings to light: Jinja and lxml do not say where it stands."""

import io
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2.exceptions import TemplateError
from lxml import etree

from documents.rendering.docxtpl_letter import LetterTemplate
from documents.rendering.findings import Spot
from documents.rendering.package import read_package
from documents.rendering.sandbox import LetterEnvironment
from documents.rendering.tags import ANY_TAG, CLOSER_OF, OPENER_OF, STATEMENT, Tag
from documents.rendering.wordprocessing import (
    W,
    beginning,
    content_types,
    filled_parts,
    paragraphs,
    parse_xml,
    text_of,
)

OPENED = re.compile(r"\{\{-?|\{%[-+]?")
JINJA_CODE = "<template>"  # the name of the file in which Jinja says that compiled text failed
# What an instruction removes or repeats, by the letter after its brace; the others stand in the paragraphs' place.
CONTAINERS = {"tr": f"{W}tbl", "tc": f"{W}tr"}


def failing_spot(
    content: bytes, tags: Mapping[str, Sequence[Tag]], context: Mapping[str, Any], words: LetterEnvironment
) -> Spot | None:
    """Where filling in these values fails first, or None when it does not. ``tags`` are those of each part."""
    for name, source in LetterTemplate(io.BytesIO(content)).sources():
        number = _failing_tag(source, context, words)
        if number is not None and number < len(tags.get(name, ())):
            return tags[name][number].spot
    return None


def _failing_tag(source: str, context: Mapping[str, Any], words: LetterEnvironment) -> int | None:
    """Which tag of this text fails, counted from 0. Each tag is put on a line of its own, for Jinja tells the line."""
    one_a_line = OPENED.sub(r"\g<0>\n", source.replace("\n", " "))
    try:
        words.from_string(one_a_line).render(context)
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        lines = [
            place.lineno
            for place in traceback.extract_tb(error.__traceback__)
            if place.filename == JINJA_CODE and place.lineno
        ]
        return lines[-1] - 2 if lines else None
    return None


def torn_spot(content: bytes) -> Spot | None:
    """Where the first instruction begins whose end stands in another cell, row or table; None when there is none."""
    members = read_package(content)
    for name, part in filled_parts(content_types(members)).items():
        if part != "properties" and (spot := _torn_in(part, parse_xml(members[name], name))):
            return spot
    return None


def _torn_in(part: str, root: etree._Element) -> Spot | None:
    opened: list[tuple[Spot, etree._Element | None]] = []
    for number, paragraph in paragraphs(root):
        spot = Spot(part, number, beginning(text_of(paragraph)))
        for keyword, container in _blocks(paragraph):
            if keyword in CLOSER_OF:
                opened.append((spot, container))
            elif opened:
                begun, within = opened.pop()
                if within is not container:
                    return begun
    return None


def _blocks(paragraph: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """The instructions of a paragraph that begin or end something, with the element in which both have to stand."""
    for text in ANY_TAG.findall(text_of(paragraph)):
        if (found := STATEMENT.match(text)) and _is_border(keyword := found["body"].split()[0]):
            scope = CONTAINERS.get(found["scope"] or "")
            yield keyword, next(paragraph.iterancestors(scope), None) if scope else paragraph.getparent()


def _is_border(keyword: str) -> bool:
    return keyword in CLOSER_OF or keyword in OPENER_OF
