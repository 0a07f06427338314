"""The placeholders and instructions in a Word file: found per paragraph, repaired where Word broke them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from documents.rendering.findings import Code, Finding, Spot
from documents.rendering.wordprocessing import W, beginning, paragraphs, text_of, texts_of

ANY_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
OPENING = re.compile(r"\{\{|\{%|\{#")
CLOSING = re.compile(r"\}\}|%\}|#\}")
STATEMENT = re.compile(r"\{%(?P<scope>p|tr|tc|r)?(?:-|\+)?\s+(?P<body>.*?)\s*-?%\}\Z", re.DOTALL)
OUTPUT = re.compile(r"\{\{-?(?P<body>.*?)-?\}\}\Z", re.DOTALL)
RICH_OUTPUT = re.compile(r"\{\{(?:p|tr|tc|r)\s")
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The instructions that begin a block, each with the one that ends it; and what may stand in which block.
CLOSER_OF = {"for": "endfor", "if": "endif"}
OPENER_OF = {closer: opener for opener, closer in CLOSER_OF.items()}
BRANCHES = {"else": ("for", "if"), "elif": ("if",)}
# What Word's autocorrect makes of straight quotes and spaces.
STRAIGHT = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u200b": "",
    }
)


class Kind(StrEnum):
    """What a tag does: shows a value, or steers."""

    OUTPUT = "output"
    STATEMENT = "statement"


@dataclass(frozen=True)
class Tag:
    """One placeholder or instruction, without its braces, and where it stands."""

    kind: Kind
    body: str
    text: str
    spot: Spot

    @property
    def keyword(self) -> str:
        """The first word of an instruction: for, if, endif …"""
        words = self.body.split(maxsplit=1)
        return words[0] if words and self.kind is Kind.STATEMENT else ""

    @property
    def argument(self) -> str:
        """What follows the first word of an instruction."""
        return self.body.removeprefix(self.keyword).strip()


def repair(root: etree._Element) -> None:
    """Puts each tag into one run with straight quotes, as the writer meant it."""
    for _, paragraph in paragraphs(root):
        texts = texts_of(paragraph)
        whole = "".join(text.text or "" for text in texts)
        for match in reversed(list(ANY_TAG.finditer(whole))):
            _replace(texts, match.span(), match.group().translate(STRAIGHT))


def _replace(texts: list[etree._Element], span: tuple[int, int], replacement: str) -> None:
    """Writes the replacement where the span begins and takes the rest of the span out of later runs.

    What is right already is left as it is.
    """
    start, end = span
    position = 0
    for element in texts:
        old = element.text or ""
        low, high = max(start - position, 0), min(end - position, len(old))
        if low < high:
            is_first = start >= position
            new = old[:low] + (replacement if is_first else "") + old[high:]
            if new != old:
                element.text = new
                element.set(XML_SPACE, "preserve")
        position += len(old)


def find_tags(part: str, root: etree._Element) -> tuple[list[Tag], list[Finding]]:
    """All tags of a repaired part in reading order, and what is wrong with how they are written."""
    tags: list[Tag] = []
    findings: list[Finding] = []
    if part == "properties":
        lines = [(0, element.text or "") for element in root.iter(etree.Element)]
    else:
        lines = [(number, text_of(paragraph)) for number, paragraph in paragraphs(root)]
        findings += _tags_outside_text(part, root)
    for number, text in lines:
        spot = Spot(part, number, beginning(text))
        findings += _broken(text, spot)
        tags += [tag for match in ANY_TAG.findall(text) if (tag := _tag(match, spot))]
    findings += [Finding(Code.RICH_TAG, t.spot, {"tag": t.text}) for t in tags if _is_rich(t)]
    return tags, findings


def holds_tags(content: bytes) -> bool:
    """Whether text that is never filled in looks as if it should be."""
    return any(mark in content for mark in (b"{{", b"{%", b"{#"))


def _tag(text: str, spot: Spot) -> Tag | None:
    if found := STATEMENT.match(text):
        return Tag(Kind.STATEMENT, found["body"], text, spot)
    if found := OUTPUT.match(text):
        return Tag(Kind.OUTPUT, found["body"].strip(), text, spot)
    if text.startswith("{#"):
        return None
    return Tag(Kind.STATEMENT, text[2:-2].strip("-+ \t\n"), text, spot)


def _is_rich(tag: Tag) -> bool:
    return tag.kind is Kind.OUTPUT and bool(RICH_OUTPUT.match(tag.text))


def _broken(text: str, spot: Spot) -> Iterator[Finding]:
    """Braces that are left over when all whole tags are taken away."""
    rest = ANY_TAG.sub("", text)
    if opening := OPENING.search(rest):
        yield Finding(Code.TAG_NOT_CLOSED, spot, {"tag": rest[opening.start() :][:40]})
    elif closing := CLOSING.search(rest):
        yield Finding(Code.TAG_NOT_OPENED, spot, {"tag": rest[: closing.end()][-40:]})


def _tags_outside_text(part: str, root: etree._Element) -> Iterator[Finding]:
    """Tags in a field instruction, deleted text or a picture's description would be run, unseen."""
    numbers = {paragraph: number for number, paragraph in paragraphs(root)}
    for element in root.iter(etree.Element):
        hidden = [str(value) for value in element.attrib.values()]
        if element.tag != f"{W}t":
            hidden.append(element.text or "")
        hidden.append(element.tail or "")
        if found := next((text for text in hidden if OPENING.search(text)), None):
            owner = next(element.iterancestors(f"{W}p"), None)
            spot = Spot(part) if owner is None else Spot(part, numbers[owner], beginning(text_of(owner)))
            yield Finding(Code.TAG_OUTSIDE_TEXT, spot, {"tag": found[:40]})
