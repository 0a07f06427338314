"""The parts of a Word file and their XML, read without DTDs, entities or network."""

from collections.abc import Iterator, Mapping
from functools import cache

from lxml import etree

from documents.rendering.findings import Code, fault

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE_RELATIONS = "_rels/.rels"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PROPERTIES_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
BEGINNING = 50  # characters

# The parts whose placeholders are filled in, by the last word of their content type.
FILLED_PARTS = {
    f"{WORD_TYPE}document.main+xml": "body",
    f"{WORD_TYPE}header+xml": "header",
    f"{WORD_TYPE}footer+xml": "footer",
    f"{WORD_TYPE}footnotes+xml": "footnotes",
    PROPERTIES_TYPE: "properties",
}
# What else a reader finds in a letter, and nothing is filled in.
ALSO_READ_PARTS = {f"{WORD_TYPE}endnotes+xml": "endnotes"}


def parse_xml(content: bytes, name: str) -> etree._Element:
    """The part's root; raises TemplateFault when it is no XML or brings a document type along."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        code = Code.DTD if "entit" in str(error).lower() else Code.NOT_XML
        raise fault(code, name=name) from error
    document = root.getroottree()
    if document.docinfo.doctype or document.docinfo.internalDTD is not None:
        raise fault(Code.DTD, name=name)
    return root


def content_types(members: Mapping[str, bytes]) -> dict[str, str]:
    """Each member's declared content type, in lower case; empty when it has none."""
    if CONTENT_TYPES not in members:
        raise fault(Code.NOT_WORD)
    root = parse_xml(members[CONTENT_TYPES], CONTENT_TYPES)
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for entry in root.iter(etree.Element):
        kind = str(entry.get("ContentType", "")).strip()
        if entry.get("Extension") is not None:
            defaults[str(entry.get("Extension")).lower()] = kind
        elif entry.get("PartName") is not None:
            overrides[str(entry.get("PartName")).lstrip("/").lower()] = kind
    return {name: _type_of(name.lower(), overrides, defaults) for name in members}


def _type_of(name: str, overrides: Mapping[str, str], defaults: Mapping[str, str]) -> str:
    return overrides.get(name) or defaults.get(name.rpartition(".")[2], "")


def filled_parts(types: Mapping[str, str]) -> dict[str, str]:
    """The members in which placeholders are filled in, with the kind of part each is."""
    return {name: FILLED_PARTS[kind] for name, kind in types.items() if kind in FILLED_PARTS}


def read_parts(types: Mapping[str, str]) -> list[str]:
    """The members in which a reader finds text."""
    return [name for name, kind in types.items() if kind in FILLED_PARTS.keys() | ALSO_READ_PARTS.keys()]


def paragraphs(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Every paragraph with its number counted from 1, those in tables and text boxes included."""
    yield from enumerate(root.iter(f"{W}p"), start=1)


def texts_of(paragraph: etree._Element) -> list[etree._Element]:
    """The text elements of this paragraph, without those of a text box inside it."""
    return [text for text in paragraph.iter(f"{W}t") if _paragraph_of(text) is paragraph]


def text_of(paragraph: etree._Element) -> str:
    """What a paragraph says."""
    return "".join(text.text or "" for text in texts_of(paragraph))


def beginning(text: str) -> str:
    """The first words of a text, at most `BEGINNING` characters, to recognise a paragraph by."""
    words = " ".join(text.split())
    return (
        words if len(words) <= BEGINNING else f"{words[:BEGINNING].rpartition(' ')[0] or words[:BEGINNING]} …"
    )


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(f"{W}p"), None)


@cache
def local_name(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]
