"""Makes a letter from a checked template and plain values, inside the bounded child.

What depends only on the template is kept per template: the opened and repaired package, made ready (`compiled.py`)
where that can be done, and the compiled Jinja code.
"""

from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError, TemplateError
from lxml import etree

from documents.rendering.compiled import CompiledLetter, compiled
from documents.rendering.docxtpl_letter import filled_by_docxtpl, with_properties
from documents.rendering.findings import Code, Finding, Spot, TemplateFault, fault
from documents.rendering.inspection import inspect
from documents.rendering.languages import DEFAULT_LANGUAGE
from documents.rendering.locating import failing_spot, torn_spot
from documents.rendering.marking import MarkingEnvironment, highlight
from documents.rendering.package import Members, read_package, write_package
from documents.rendering.parts import Refilled
from documents.rendering.placeholders import PlaceholderCheck
from documents.rendering.sandbox import LetterEnvironment
from documents.rendering.shapes import Shape, shape_of
from documents.rendering.tags import Tag, find_tags, holds_tags, repair
from documents.rendering.wordprocessing import filled_parts, parse_xml

# What is kept of templates, out of all the memory that the child has.
MAX_KEPT_BYTES = 64 * 1024 * 1024
KEPT_BYTES_AT_LEAST = 1024 * 1024
MAX_RESULT_BYTES = 20 * 1024 * 1024
BREAKING_CODES = frozenset({Code.MISSING_VALUE, Code.WRONG_VALUE})


@dataclass(frozen=True)
class Prepared:
    """A template that passed inspection: its repaired bytes, the tags of each filled part, and made ready.

    Without a letter made ready, docxtpl makes it.
    """

    content: bytes
    tags: Mapping[str, list[Tag]]
    findings: list[Finding]
    letter: CompiledLetter | None = None

    @property
    def size(self) -> int:
        """The memory that keeping it costs, roughly, in bytes."""
        return KEPT_BYTES_AT_LEAST + 2 * len(self.content)


_CHECKING = LetterEnvironment()
_PREPARED: OrderedDict[bytes, Prepared] = OrderedDict()


@cache
def environment(language: str, *, is_marking: bool = False) -> LetterEnvironment:
    """The environment with the words of this language, kept with all that it compiled."""
    return MarkingEnvironment(language) if is_marking else LetterEnvironment(language)


def render(
    prepared: Prepared,
    context: Mapping[str, Any],
    *,
    language: str = DEFAULT_LANGUAGE,
    is_marked: bool = False,
) -> bytes:
    """The letter as a Word file, its values highlighted when marked; raises TemplateFault."""
    if prepared.findings:
        raise TemplateFault(*prepared.findings)
    content = _filled(prepared, context, environment(language, is_marking=is_marked))
    if is_marked:
        content = highlight(content)
    if len(content) > MAX_RESULT_BYTES:
        raise fault(Code.RESULT_TOO_LARGE)
    return content


def _filled(prepared: Prepared, context: Mapping[str, Any], words: LetterEnvironment) -> bytes:
    try:
        if prepared.letter is not None:
            with suppress(Refilled):
                return prepared.letter.filled(context, words)
        return filled_by_docxtpl(prepared.content, context, words)
    except UndefinedError as error:
        raise fault(Code.MISSING_VALUE, name=_undefined_name(error)) from error
    except SecurityError as error:
        raise fault(Code.FORBIDDEN, what=str(error)) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        # Its message may quote the value.
        raise fault(Code.WRONG_VALUE) from error
    except etree.XMLSyntaxError as error:
        raise fault(Code.STRUCTURE) from error


def check(
    prepared: Prepared, fields: list[tuple[str, bool, Any]], *, must_fill: bool = False
) -> list[Finding]:
    """Everything that keeps this template from being used with these fields; empty = fit.

    ``must_fill``: a template that fills in nothing is not fit either.
    """
    shape = shape_of(fields)
    findings = [*prepared.findings, *_written_wrong(prepared.tags, shape)]
    if must_fill and not findings and not any(prepared.tags.values()):
        return [Finding(Code.NO_FIELDS)]
    return sorted(findings, key=_reading_order) or _trial(prepared, shape)


def is_known(key: bytes) -> bool:
    """Whether the template with this SHA-256 is still held."""
    return key in _PREPARED


def prepare(key: bytes, template: bytes) -> Prepared:
    """The inspected and repaired template, kept by its SHA-256; raises TemplateFault when it is not to be opened."""
    if key not in _PREPARED:
        _PREPARED[key] = _prepare(template)
        while sum(one.size for one in _PREPARED.values()) > MAX_KEPT_BYTES and len(_PREPARED) > 1:
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
    content = write_package(members)
    if findings:
        return Prepared(content, tags, findings)
    return _made_ready(content, tags)


def _made_ready(content: bytes, tags: Mapping[str, list[Tag]]) -> Prepared:
    try:
        content = with_properties(content)
        return Prepared(content, tags, [], compiled(content, _CHECKING))
    except (PackageNotFoundError, KeyError) as error:
        raise fault(Code.DAMAGED) from error


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


def _trial(prepared: Prepared, shape: Shape) -> list[Finding]:
    """Renders with a full sample; invented values may be of the wrong kind, given ones may not."""
    try:
        render(prepared, shape.example())
    except TemplateFault as error:
        is_certain = shape.is_fully_sampled()
        found = [one for one in error.findings if is_certain or one.code not in BREAKING_CODES]
        return [_located(one, prepared, shape) for one in found]
    return []


def _located(finding: Finding, prepared: Prepared, shape: Shape) -> Finding:
    """The finding with the paragraph in which it stands, as far as that can be told."""
    spot: Spot | None = None
    if finding.code is Code.STRUCTURE:
        spot = torn_spot(prepared.content)
    elif finding.code in BREAKING_CODES | {Code.FORBIDDEN}:
        spot = failing_spot(prepared.content, prepared.tags, shape.example(), _CHECKING)
    return replace(finding, spot=spot) if spot else finding


def _undefined_name(error: UndefinedError) -> str:
    """The missing name, out of Jinja's own sentence: 'naam' is undefined."""
    pieces = str(error).split("'")
    return pieces[1] if len(pieces) > 2 else str(error)
