"""docxtpl as we use it: on our sandbox, refusing torn XML, and the same bytes for the same letter."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part as PackagePart
from docxtpl import DocxTemplate
from lxml import etree

from documents.rendering.findings import Code, Spot, fault
from documents.rendering.package import read_package, write_package
from documents.rendering.parts import property_text
from documents.rendering.sandbox import LetterEnvironment

# The properties that docxtpl fills in.
FILLED_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
KEPT_SOURCES = 400
NO_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 - Word's properties have no time zone


class LetterTemplate(DocxTemplate):
    """docxtpl, but what it renders must be sound XML; docxtpl itself drops what it cannot read."""

    def patch_xml(self, src_xml: str) -> str:
        """docxtpl's rewriting, done once per part of a template."""
        return _patched(src_xml)

    def fix_tables(self, xml: str) -> Any:
        """Refuses a body that instructions have torn apart, before docxtpl would repair it silently."""
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError as error:
            raise fault(Code.STRUCTURE, Spot("body")) from error
        return super().fix_tables(xml)

    def sources(self) -> Iterator[tuple[str, str]]:
        """The name of every part whose text is filled in, with its text as Jinja gets it."""
        self.render_init()
        yield _name(self.docx.part), self.patch_xml(self.get_xml())
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield _name(part), self.patch_xml(self.get_part_xml(part))
        for part in self.footnotes():
            yield _name(part), self.patch_xml(part.blob.decode())

    def render_properties(self, context: Mapping[str, Any], jinja_env: LetterEnvironment) -> None:
        """Properties are plain text: docxtpl itself would write `&amp;` where a name has `&`."""
        for name, source in self.properties().items():
            self.write_property(name, property_text(source, context, jinja_env))

    def properties(self) -> dict[str, str]:
        """The text of each property that is filled in."""
        return {name: str(getattr(self.docx.core_properties, name)) for name in FILLED_PROPERTIES}

    def write_property(self, name: str, text: str) -> None:
        """Puts another text in one of these properties."""
        setattr(self.docx.core_properties, name, text)

    def render_footnotes(self, context: Mapping[str, Any], jinja_env: LetterEnvironment) -> None:
        """Once; docxtpl itself does it for every section, and would run what a value brought in the first time."""
        for part in self.footnotes():
            xml = self.render_xml_part(self.patch_xml(part.blob.decode()), part, context, jinja_env)
            part._blob = xml.encode()

    def footnotes(self) -> Iterator[PackagePart]:
        """The parts with footnotes."""
        for part in self.docx.part.package.parts:
            if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
                yield part

    def written(self) -> bytes:
        """The file as it stands; the same content gives the same bytes."""
        result = io.BytesIO()
        self.docx.save(result)
        return write_package(read_package(result.getvalue()))


def _name(part: PackagePart) -> str:
    return str(part.partname).lstrip("/")


@lru_cache(maxsize=KEPT_SOURCES)
def _patched(source: str) -> str:
    patched: str = _PATCHER.patch_xml(source)
    return patched


_PATCHER = DocxTemplate(io.BytesIO())


def filled_by_docxtpl(content: bytes, context: Mapping[str, Any], environment: LetterEnvironment) -> bytes:
    """The letter as docxtpl makes it. Raises what docxtpl, Jinja and lxml raise."""
    document = LetterTemplate(io.BytesIO(content))
    document.render(dict(context), environment)
    return document.written()


def with_properties(content: bytes) -> bytes:
    """The template with a part for properties; made here, python-docx would date it anew in every letter."""
    document = LetterTemplate(io.BytesIO(content))
    package = document.get_docx().part.package
    if any(one.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for one in package.rels.values()):
        return content
    document.docx.core_properties.modified = NO_MOMENT
    return document.written()
