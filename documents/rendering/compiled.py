"""A template made ready once: what docxtpl would do again for every letter is done here.

`compiled` gives None for a template whose letters only docxtpl itself can make: instructions that reach over the
borders of elements or stand in attributes, rows with a changing number of cells, numbered drawings that repeat.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml as parse_as_docx
from lxml import etree

from documents.rendering.docxtpl_letter import LetterTemplate
from documents.rendering.envelope import Envelope
from documents.rendering.markers import is_conditional, marked
from documents.rendering.package import read_package
from documents.rendering.parts import Part, PropertiesPart, RawPart, TextPart
from documents.rendering.sandbox import LetterEnvironment
from documents.rendering.tables import NO_ROWS, tables_stay

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# Stands around the number of a property; no text can hold it.
PLACE = "\ufdd2"


@dataclass(frozen=True, slots=True)
class CompiledLetter:
    """The unchanged members, packed; and the parts that are filled in."""

    envelope: Envelope
    parts: Mapping[str, Part]

    def filled(self, context: Mapping[str, Any], environment: LetterEnvironment) -> bytes:
        """The letter. Raises what Jinja raises, and Refilled when docxtpl has to make it."""
        return self.envelope.sealed(
            {name: part.filled(context, environment) for name, part in self.parts.items()}
        )


def compiled(content: bytes, environment: LetterEnvironment) -> CompiledLetter | None:
    """The template made ready, or None when its letters are docxtpl's work. Raises what reading it raises."""
    document = LetterTemplate(io.BytesIO(content))
    document.render_init()
    try:
        parts = dict(_parts(document, environment))
    except (etree.XMLSyntaxError, _Unfit):
        return None
    sources = _take_out_properties(document)
    members = read_package(document.written())
    name = _name(document.docx.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES))
    parts[name] = _properties(members[name].decode(), sources)
    changing = {name: part for name, part in parts.items() if part.is_changing}
    members |= {name: part.filled({}, environment) for name, part in parts.items() if name not in changing}
    return CompiledLetter(
        Envelope({name: members[name] for name in members if name not in changing}), changing
    )


class _Unfit(Exception):
    """Only docxtpl can make the letters of this template."""


def _parts(document: LetterTemplate, environment: LetterEnvironment) -> Iterator[tuple[str, Part]]:
    yield _name(document.docx.part), _body(document, environment)
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield _name(part), _header_or_footer(document, part, environment)
    for part in document.footnotes():
        source = document.patch_xml(part.blob.decode())
        etree.fromstring(marked(environment, source)[0].encode())
        yield _name(part), RawPart(source)


def _body(document: LetterTemplate, environment: LetterEnvironment) -> TextPart:
    xml, instructions = marked(environment, document.patch_xml(document.get_xml()))
    body = etree.fromstring(xml)
    if not tables_stay(body) or any(is_conditional(drawing) for drawing in body.iter(DRAWING)):
        raise _Unfit
    document.fix_docpr_ids(body)
    document.map_tree(body)
    return TextPart.of(document.xml_to_string(document.docx.part.element), instructions, NO_ROWS)


def _header_or_footer(document: LetterTemplate, part: Any, environment: LetterEnvironment) -> TextPart:
    xml, instructions = marked(environment, document.patch_xml(document.get_part_xml(part)))
    return TextPart.of(document.xml_to_string(parse_as_docx(xml)), instructions)


def _take_out_properties(document: LetterTemplate) -> list[str]:
    """The texts of the properties; each is a numbered place in the document from here on."""
    properties = document.properties()
    for number, name in enumerate(properties):
        document.write_property(name, f"{PLACE}{number}{PLACE}")
    return list(properties.values())


def _properties(xml: str, sources: list[str]) -> PropertiesPart:
    pieces = xml.split(PLACE)
    return PropertiesPart(tuple(pieces[::2]), tuple(sources[int(number)] for number in pieces[1::2]))


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")
