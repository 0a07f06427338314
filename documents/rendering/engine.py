"""Makes a letter from a checked template and plain values: docxtpl on our sandbox, inside the bounded child.

What depends only on the template is kept per template: the opened and repaired package, docxtpl's
rewriting of its XML, and the compiled Jinja code.
"""

import hashlib
import io
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError, TemplateError
from lxml import etree

from documents.rendering.findings import Code, Finding, Spot, TemplateFault, fault
from documents.rendering.inspection import inspect
from documents.rendering.languages import DEFAULT_LANGUAGE
from documents.rendering.marking import MarkingEnvironment, highlight
from documents.rendering.package import Members, read_package, write_package
from documents.rendering.placeholders import PlaceholderCheck
from documents.rendering.sandbox import LetterEnvironment
from documents.rendering.shapes import Shape, shape_of
from documents.rendering.tags import Tag, find_tags, holds_tags, repair
from documents.rendering.wordprocessing import filled_parts, parse_xml

KEPT_TEMPLATES = 32
MAX_RESULT_BYTES = 20 * 1024 * 1024
BREAKING_CODES = frozenset({Code.MISSING_VALUE, Code.WRONG_VALUE})


@dataclass(frozen=True)
class Prepared:
    """A template that passed inspection: its repaired bytes and the tags of each filled part."""

    content: bytes
    tags: Mapping[str, list[Tag]]
    findings: list[Finding]


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


@lru_cache(maxsize=KEPT_TEMPLATES * 12)
def _patched(source: str) -> str:
    patched: str = _PATCHER.patch_xml(source)
    return patched


_PATCHER = DocxTemplate(io.BytesIO())
_CHECKING = LetterEnvironment()
_PREPARED: OrderedDict[bytes, Prepared] = OrderedDict()


@cache
def environment(language: str, *, is_marking: bool = False) -> LetterEnvironment:
    """The environment with the words of this language, kept with all that it compiled."""
    return MarkingEnvironment(language) if is_marking else LetterEnvironment(language)


def render(
    template: bytes, context: Mapping[str, Any], *, language: str = DEFAULT_LANGUAGE, is_marked: bool = False
) -> bytes:
    """The letter as a Word file, its values highlighted when marked; raises TemplateFault."""
    prepared = prepare(template)
    if prepared.findings:
        raise TemplateFault(*prepared.findings)
    content = _filled(prepared.content, context, environment(language, is_marking=is_marked))
    if is_marked:
        content = highlight(content)
    if len(content) > MAX_RESULT_BYTES:
        raise fault(Code.RESULT_TOO_LARGE)
    return content


def _filled(content: bytes, context: Mapping[str, Any], words: LetterEnvironment) -> bytes:
    result = io.BytesIO()
    try:
        document = LetterTemplate(io.BytesIO(content))
        document.render(dict(context), words)
        document.save(result)
    except (PackageNotFoundError, KeyError) as error:
        raise fault(Code.DAMAGED) from error
    except UndefinedError as error:
        raise fault(Code.MISSING_VALUE, name=_undefined_name(error)) from error
    except SecurityError as error:
        raise fault(Code.FORBIDDEN, what=str(error)) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise fault(Code.WRONG_VALUE, detail=str(error)[:120]) from error
    except etree.XMLSyntaxError as error:
        raise fault(Code.STRUCTURE) from error
    return result.getvalue()


def check(template: bytes, fields: list[tuple[str, bool, Any]]) -> list[Finding]:
    """Everything that keeps this template from being used with these fields; empty = fit."""
    try:
        prepared = prepare(template)
        shape = shape_of(fields)
        findings = [*prepared.findings, *_written_wrong(prepared.tags, shape)]
        return sorted(findings, key=_reading_order) or _trial(template, shape)
    except TemplateFault as error:
        return error.findings


def prepare(template: bytes) -> Prepared:
    """The inspected and repaired template, kept by its SHA-256."""
    key = hashlib.sha256(template).digest()
    if key not in _PREPARED:
        _PREPARED[key] = _prepare(template)
        while len(_PREPARED) > KEPT_TEMPLATES:
            _PREPARED.popitem(last=False)
    _PREPARED.move_to_end(key)
    return _PREPARED[key]


def _prepare(template: bytes) -> Prepared:
    members = read_package(template)
    parts = filled_parts(inspect(members))
    tags: dict[str, list[Tag]] = {}
    findings = _tags_in_unfilled_parts(members, parts)
    for name, part in parts.items():
        root = parse_xml(members[name], name)
        repair(root)
        tags[name], wrong = find_tags(part, root)
        findings += wrong
        if tags[name]:
            members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    findings += _written_wrong(tags, None)
    return Prepared(write_package(members), tags, findings)


def _written_wrong(tags: Mapping[str, list[Tag]], shape: Shape | None) -> list[Finding]:
    return [
        finding for part in tags.values() for finding in PlaceholderCheck(_CHECKING, shape).findings(part)
    ]


def _reading_order(finding: Finding) -> tuple[bool, str, int]:
    return finding.spot.part != "body", finding.spot.part, finding.spot.paragraph


def _tags_in_unfilled_parts(members: Members, parts: Mapping[str, str]) -> list[Finding]:
    """A tag where nothing is filled in would reach the reader, or hide an attack for another program."""
    return [
        Finding(Code.TAG_OUTSIDE_TEXT, Spot(name), {"tag": name})
        for name, content in members.items()
        if name not in parts and name.lower().endswith((".xml", ".rels")) and holds_tags(content)
    ]


def _trial(template: bytes, shape: Shape) -> list[Finding]:
    """Renders with a full sample; invented values may be of the wrong kind, given ones may not."""
    try:
        render(template, shape.example())
    except TemplateFault as error:
        is_certain = shape.is_fully_sampled()
        return [one for one in error.findings if is_certain or one.code not in BREAKING_CODES]
    return []


def _undefined_name(error: UndefinedError) -> str:
    """The missing name, out of Jinja's own sentence: 'naam' is undefined."""
    pieces = str(error).split("'")
    return pieces[1] if len(pieces) > 2 else str(error)
