"""A letter that a person edits in Word: its mark before, and what came back after. Runs inside the bounded child.

The mark is a custom document property (ECMA-376 part 1, 22.3): Word and LibreOffice keep it when they save.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from lxml import etree

from documents.rendering.findings import Code, fault
from documents.rendering.inspection import inspect
from documents.rendering.package import Members, read_package, write_package
from documents.rendering.wordprocessing import (
    CONTENT_TYPES,
    PACKAGE_RELATIONS,
    W,
    local_name,
    parse_xml,
    read_parts,
)

MARK = "OfficeLetter"
PART = "docProps/custom.xml"
PART_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
# The one format identifier that custom properties of a Word file have.
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST_PID = 2
# How an element reads that is no text itself.
SIGNS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
# Soft hyphens and joiners stand inside words and are not seen.
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))
# Not who saved the file last, which Word fills in by itself.
TOLD_BY_PROPERTIES = frozenset({"title", "subject", "description", "keywords", "category"})
TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})


@dataclass(frozen=True, slots=True)
class HandWork:
    """What a Word file says that somebody sent back: its mark, its words, and what an editor may have left in it."""

    mark: str
    text: str
    has_tracked_changes: bool
    has_comments: bool


def stamp(letter: bytes, mark: str) -> bytes:
    """The letter with its mark, in place of an older one that its template may carry. Raises TemplateFault."""
    members = read_package(letter)
    if not {CONTENT_TYPES, PACKAGE_RELATIONS} <= members.keys():
        raise fault(Code.NOT_WORD)
    root = parse_xml(members[PART], PART) if PART in members else etree.Element(f"{{{PROPERTIES}}}Properties")
    for old in [one for one in root if one.get("name") == MARK]:
        root.remove(old)
    numbers = [int(one.get("pid", "0")) for one in root if one.get("pid", "0").isdigit()]
    number = str(max([FIRST_PID - 1, *numbers]) + 1)
    made = etree.SubElement(root, f"{{{PROPERTIES}}}property", fmtid=FORMAT_ID, pid=number, name=MARK)
    etree.SubElement(made, f"{{{VALUES}}}lpwstr").text = mark
    if PART not in members:
        _declare(members)
    members[PART] = _written(root)
    return write_package(members)


def examine(letter: bytes) -> bytes:
    """What came back, as JSON of a `HandWork`. Raises TemplateFault with everything that makes it unsafe to keep."""
    members = read_package(letter)
    roots = [parse_xml(members[name], name) for name in read_parts(inspect(members))]
    found = HandWork(
        mark=_mark(members),
        text="\n".join(line for root in roots for line in _lines(root)),
        has_tracked_changes=any(_holds(root, TRACKED) for root in roots),
        has_comments=any(_holds(root, frozenset({"commentReference"})) for root in roots),
    )
    return json.dumps(asdict(found)).encode()


def _mark(members: Members) -> str:
    if PART not in members:
        return ""
    properties = [one for one in parse_xml(members[PART], PART) if one.get("name") == MARK]
    return "".join(str(text) for one in properties for text in one.itertext()).strip()


def _lines(root: etree._Element) -> Iterator[str]:
    """The words of each paragraph; and those that the properties of the file tell of it."""
    for paragraph in root.iter(f"{W}p"):
        written = (SIGNS.get(one.tag, one.text or "") for one in paragraph.iter(f"{W}t", *SIGNS))
        yield "".join(map(str, written)).translate(UNSEEN)
    yield from (str(told.text or "") for told in root if local_name(str(told.tag)) in TOLD_BY_PROPERTIES)


def _holds(root: etree._Element, names: frozenset[str]) -> bool:
    return any(local_name(str(element.tag)) in names for element in root.iter(etree.Element))


def _declare(members: Members) -> None:
    """Says in the package that the properties are there."""
    types = parse_xml(members[CONTENT_TYPES], CONTENT_TYPES)
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{PART}", ContentType=PART_TYPE)
    members[CONTENT_TYPES] = _written(types)
    relations = parse_xml(members[PACKAGE_RELATIONS], PACKAGE_RELATIONS)
    key = f"rId{MARK}"
    etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", Id=key, Type=RELATION, Target=PART)
    members[PACKAGE_RELATIONS] = _written(relations)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
