"""One part of a letter that is filled in: compiled once, and from then on text in, bytes out.

What comes out is to the byte what docxtpl makes of it and lxml writes down.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from jinja2 import Template
from markupsafe import Markup

from documents.rendering.findings import Code, fault
from documents.rendering.listing import resolve_listing
from documents.rendering.markers import unmarked
from documents.rendering.sandbox import LetterEnvironment
from documents.rendering.tags import holds_tags

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
MAX_CHARACTERS = 20_000_000
# An element whose content is only instructions may turn out empty; any text element may after a line end.
MAY_BE_EMPTY = re.compile(r"<([\w:.-]+)((?: [^<>]*)?)(?<!/)>(?=<\?letter )|<(w:t)((?: [^<>]*)?)(?<!/)>")
# How docxtpl lets a template write braces that are no instruction.
BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
PROPERTY_LENGTH = 255


class Part(Protocol):
    """What turns values into a member of the letter."""

    @property
    def is_changing(self) -> bool:
        """Whether one letter's differs from another's."""

    def filled(self, context: Mapping[str, Any], environment: LetterEnvironment) -> bytes:
        """The member's content in the words of this environment. Raises what Jinja raises."""


class Refilled(Exception):
    """These values make something of the letter that only docxtpl itself can mend."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """Body, header or footer: XML that lxml has put in order, with the instructions back in their places."""

    source: str
    may_be_empty: tuple[tuple[str, str], ...]
    to_be_mended: str = ""

    @classmethod
    def of(cls, xml: str, instructions: Sequence[str], to_be_mended: str = "") -> "TextPart":
        """From marked XML as lxml wrote it; a letter that shows `to_be_mended` is left to docxtpl."""
        opened = {
            (found[1] or found[3], found[2] or found[4] or "") for found in MAY_BE_EMPTY.finditer(xml)
        } | {("w:t", ' xml:space="preserve"')}
        pairs = ((f"<{name}{rest}></{name}>", f"<{name}{rest}/>") for name, rest in sorted(opened))
        return cls(unmarked(xml, list(instructions)), tuple(pairs), to_be_mended)

    @property
    def is_changing(self) -> bool:
        """Whether it holds instructions."""
        return holds_tags(self.source.encode())

    def filled(self, context: Mapping[str, Any], environment: LetterEnvironment) -> bytes:
        """The XML as docxtpl and lxml write it. Raises Refilled when docxtpl has to do it."""
        xml = _with_lines(_rendered(environment.from_string(self.source), context))
        if self.to_be_mended and self.to_be_mended in xml:
            raise Refilled
        xml = xml.replace("&#34;", '"').replace("&#39;", "'")
        for opened_and_closed, empty in self.may_be_empty:
            xml = xml.replace(opened_and_closed, empty)
        return (DECLARATION + xml).encode()


@dataclass(frozen=True, slots=True)
class RawPart:
    """Footnotes: docxtpl writes what Jinja makes, as it is."""

    source: str

    @property
    def is_changing(self) -> bool:
        """Whether it holds instructions."""
        return holds_tags(self.source.encode())

    def filled(self, context: Mapping[str, Any], environment: LetterEnvironment) -> bytes:
        """The XML of the footnotes."""
        return _with_lines(_rendered(environment.from_string(self.source), context)).encode()


@dataclass(frozen=True, slots=True)
class PropertiesPart:
    """The document's properties: XML around the texts that hold instructions."""

    pieces: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def is_changing(self) -> bool:
        """Whether it holds instructions."""
        return any(holds_tags(source.encode()) for source in self.sources)

    def filled(self, context: Mapping[str, Any], environment: LetterEnvironment) -> bytes:
        """The XML of the properties."""
        texts = [as_text(property_text(source, context, environment)) for source in self.sources]
        between = [piece for pair in zip(self.pieces, [*texts, ""], strict=True) for piece in pair]
        return "".join(between).encode()


def property_text(source: str, context: Mapping[str, Any], environment: LetterEnvironment) -> str:
    """A property as the reader sees it: plain text, no longer than Word takes."""
    rendered = _rendered(environment.from_string(source), context)
    return str(Markup(rendered).unescape())[:PROPERTY_LENGTH]  # noqa: S704 - it becomes plain text again


def as_text(text: str) -> str:
    """Text as lxml writes it down."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _rendered(template: Template, context: Mapping[str, Any]) -> str:
    text = template.render(context)
    if len(text) > MAX_CHARACTERS:
        raise fault(Code.RESULT_TOO_LARGE)
    return text


def _with_lines(xml: str) -> str:
    if "_" in xml:
        for written, meant in BRACES:
            xml = xml.replace(written, meant)
    return resolve_listing(xml)
