"""Refuses what a letter never needs: macros, links to outside, embedded objects, live fields."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from documents.rendering.findings import Code, Finding, Spot, TemplateFault, fault
from documents.rendering.package import Members
from documents.rendering.wordprocessing import (
    CONTENT_TYPES,
    MAIN_TYPE,
    PACKAGE_RELATIONS,
    W,
    beginning,
    content_types,
    filled_parts,
    local_name,
    paragraphs,
    parse_xml,
    text_of,
)

PLAIN_EXTENSIONS = frozenset({"xml", "rels", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff"})
MACRO_MARKS = ("macroenabled", "vbaproject", "vbadata", "keymapcustomizations")

# Last word of a relationship's type. Everything else (attachedTemplate, aFChunk, oleObject, package,
# control, subDocument, frame, vbaProject …) is refused.
PLAIN_RELATIONS = frozenset(
    {
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
        "numbering",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "image",
        "customXml",
        "customXmlProps",
        "glossaryDocument",
        "classificationlabels",
    }
)
FORBIDDEN_ELEMENTS = frozenset(
    {
        "altChunk",
        "attachedTemplate",
        "attachedSchema",
        "control",
        "contentPart",
        "frameset",
        "mailMerge",
        "movie",
        "object",
        "OLEObject",
        "saveThroughXslt",
        "script",
        "subDoc",
    }
)
# Fields that only count or repeat what is in the letter itself. DATE and TIME would change an issued letter.
PLAIN_FIELDS = frozenset(
    {
        "NUMPAGES",
        "PAGE",
        "PAGEREF",
        "REF",
        "SECTION",
        "SECTIONPAGES",
        "SEQ",
        "STYLEREF",
        "SUBJECT",
        "TITLE",
        "TOC",
    }
)


FIELD_TAGS = (f"{W}fldSimple", f"{W}fldChar", f"{W}instrText")
# "Strict Open XML" has its own namespaces; the rules below are written for the ordinary ones.
STRICT_NAMESPACES = "{http://purl.oclc.org/ooxml/"


def inspect(members: Members) -> dict[str, str]:
    """The content type of every member; raises TemplateFault with all that is wrong with the package."""
    types = content_types(members)
    main = [name for name, kind in types.items() if kind.lower() == MAIN_TYPE.lower()]
    if any(_is_macro(kind) for kind in types.values()):
        raise TemplateFault(*_foreign_parts(types))
    if len(main) != 1 or not _opens_with(main[0], members):
        raise fault(Code.NOT_WORD)
    if findings := [*_foreign_parts(types), *_unsafe_contents(members, filled_parts(types))]:
        raise TemplateFault(*findings)
    return types


def _opens_with(main: str, members: Members) -> bool:
    """Whether the package itself points at this part as its document, and at no other."""
    if PACKAGE_RELATIONS not in members:
        return False
    root = parse_xml(members[PACKAGE_RELATIONS], PACKAGE_RELATIONS)
    targets = [
        _resolve(PACKAGE_RELATIONS, str(relation.get("Target", "")))
        for relation in root.iter(etree.Element)
        if str(relation.get("Type", "")).endswith("/officeDocument")
    ]
    return targets == [main]


def _foreign_parts(types: Mapping[str, str]) -> Iterator[Finding]:
    for name, kind in types.items():
        if _is_macro(name) or _is_macro(kind):
            yield Finding(Code.MACROS, values={"name": name})
        elif _is_foreign(name, kind):
            yield Finding(Code.FOREIGN_PART, values={"name": name})


def _is_macro(text: str) -> bool:
    return any(mark in text.lower() for mark in MACRO_MARKS)


def _is_foreign(name: str, kind: str) -> bool:
    extension = name.rpartition(".")[2].lower()
    is_known = extension in PLAIN_EXTENSIONS and bool(kind or name == CONTENT_TYPES)
    return not is_known or "activex" in (name + kind).lower()


def _unsafe_contents(members: Members, parts: Mapping[str, str]) -> Iterator[Finding]:
    for name, content in members.items():
        if name.lower().endswith((".xml", ".rels")):
            root = parse_xml(content, name)
            if name.lower().endswith(".rels"):
                yield from _unsafe_relations(name, root, members)
            else:
                yield from _unsafe_elements(name, root)
                yield from _unsafe_fields(parts.get(name, name), root)


def _unsafe_relations(name: str, root: etree._Element, members: Members) -> Iterator[Finding]:
    for relation in root.iter(etree.Element):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        target = str(relation.get("Target", ""))
        if relation.get("TargetMode", "Internal") != "Internal":
            yield Finding(Code.EXTERNAL_LINK, values={"target": target[:80]})
        elif relation.get("Type") and kind not in PLAIN_RELATIONS:
            yield Finding(Code.RELATION, values={"name": kind})
        elif relation.get("Type") and _resolve(name, target) not in members:
            yield Finding(Code.EXTERNAL_LINK, values={"target": target[:80]})


def _resolve(rels_name: str, target: str) -> str:
    """The member that a target means, relative to the part that the .rels file belongs to."""
    if target.startswith("/"):
        return target.lstrip("/")
    folder = posixpath.dirname(posixpath.dirname(rels_name))
    return posixpath.normpath(posixpath.join(folder, target))


def _unsafe_elements(name: str, root: etree._Element) -> Iterator[Finding]:
    for element in root.iter(etree.Element):
        found = local_name(str(element.tag))
        if str(element.tag).startswith(STRICT_NAMESPACES):
            yield Finding(Code.NOT_WORD)
            return
        if found in FORBIDDEN_ELEMENTS or _links_outside(element):
            yield Finding(Code.ELEMENT, values={"name": found, "part": name})


def _links_outside(element: etree._Element) -> bool:
    """VML pictures can carry an address of their own, outside the relationships."""
    return local_name(str(element.tag)) in {"imagedata", "fill", "stroke"} and any(
        local_name(str(attribute)) in {"src", "href", "althref"} for attribute in element.attrib
    )


def _unsafe_fields(part: str, root: etree._Element) -> Iterator[Finding]:
    for element in root.iter(*FIELD_TAGS):
        if next(element.iterancestors(f"{W}p"), None) is None:
            yield Finding(Code.FIELD_CODE, values={"code": str(element.text or "?")[:40]})
    for number, paragraph in paragraphs(root):
        for code in _field_codes(paragraph):
            word = _first_word(code)
            if word not in PLAIN_FIELDS:
                values = {"code": word or code.strip()[:40] or "?"}
                yield Finding(Code.FIELD_CODE, Spot(part, number, beginning(text_of(paragraph))), values)


def _first_word(code: str) -> str:
    found = re.match(r"\s*([A-Za-z]+)", code)
    return found.group(1).upper() if found else ""


def _field_codes(paragraph: etree._Element) -> Iterator[str]:
    """Each field's instruction, put together again where Word (or an attacker) split it over runs.

    A field begun in one paragraph and continued in another is judged by each paragraph's own piece,
    and a piece that does not begin with a known word is refused.
    """
    stack: list[list[str]] = []
    for element in paragraph.iter(*FIELD_TAGS):
        if element.tag == f"{W}fldSimple":
            yield str(element.get(f"{W}instr", ""))
        elif element.tag == f"{W}instrText":
            (stack[-1] if stack else _open(stack)).append(element.text or "")
        elif element.get(f"{W}fldCharType") == "begin":
            _open(stack)
        elif stack:
            yield from _close(stack, str(element.get(f"{W}fldCharType")))
    yield from ("".join(pieces) for pieces in stack if pieces)


def _open(stack: list[list[str]]) -> list[str]:
    stack.append([])
    return stack[-1]


def _close(stack: list[list[str]], how: str) -> Iterator[str]:
    """At `separate` the instruction is complete; at `end` without one it is complete as well."""
    if stack[-1]:
        yield "".join(stack[-1])
    stack[-1].clear()
    if how == "end":
        stack.pop()
