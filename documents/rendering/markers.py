"""Puts markers in the place of instructions, so that a template can be read, judged and put in order as plain XML.

An instruction becomes a processing instruction that carries its number; what stands between an opening and a closing
one becomes an element. When the result is sound XML, every choice and repetition holds whole elements, and whatever
the values are, the letter is sound XML too.
"""

import re
from collections.abc import Iterator

from jinja2 import Environment
from lxml import etree

from documents.rendering.tags import BRANCHES, CLOSER_OF, OPENER_OF

BLOCK = "letter-block"
ENDS = frozenset({"variable_end", "block_end", "comment_end"})
MARKER = re.compile(rf"<\?letter (\d+)\?>|</?{BLOCK}/?>")


def marked(environment: Environment, source: str) -> tuple[str, list[str]]:
    """The source with markers, and the instructions that they stand for."""
    pieces: list[str] = []
    instructions: list[str] = []
    for text, keyword, is_instruction in _pieces(environment, source):
        if not is_instruction:
            pieces.append(text)
            continue
        before, after = _borders(keyword)
        pieces.append(f"{before}<?letter {len(instructions)}?>{after}")
        instructions.append(text)
    return "".join(pieces), instructions


def unmarked(xml: str, instructions: list[str]) -> str:
    """The reverse of `marked`, after the XML was put in order."""
    return MARKER.sub(lambda found: instructions[int(found[1])] if found[1] else "", xml)


def is_conditional(element: etree._Element, within: etree._Element | None = None) -> bool:
    """Whether the element stands in a choice or repetition (of this ancestor, when one is given)."""
    for ancestor in element.iterancestors():
        if ancestor.tag == BLOCK:
            return True
        if ancestor is within:
            return False
    return False


def _borders(keyword: str) -> tuple[str, str]:
    begin, end = f"<{BLOCK}>", f"</{BLOCK}>"
    return (
        end if keyword in BRANCHES or keyword in OPENER_OF else "",
        begin if keyword in CLOSER_OF or keyword in BRANCHES else "",
    )


def _pieces(environment: Environment, source: str) -> Iterator[tuple[str, str, bool]]:
    """Text and instructions in turn; an instruction with its first word."""
    tokens: list[tuple[str, str]] = []
    for _, kind, value in environment.lex(source):
        if kind == "data":
            yield value, "", False
            continue
        tokens.append((kind, value))
        if kind in ENDS:
            yield "".join(text for _, text in tokens), _keyword(tokens), True
            tokens = []


def _keyword(tokens: list[tuple[str, str]]) -> str:
    if tokens[0][0] != "block_begin":
        return ""
    return next((text for kind, text in tokens if kind == "name"), "")
