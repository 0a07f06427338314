"""Word templates and values in, letters out: bytes to bytes, without database, settings or models.

Templates are untrusted. They are opened in a bounded child process (`warm.py`, `child.py`); this
process sees only the finished letter or findings, which it puts into words.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from documents.rendering.fields import described
from documents.rendering.hand_work import HandWork
from documents.rendering.languages import DEFAULT_LANGUAGE, known_language
from documents.rendering.pdf import to_pdf
from documents.rendering.print_run import print_run
from documents.rendering.problems import PdfFailed, PdfUnavailable, Problem, RenderingFailed
from documents.rendering.warm import POOL
from documents.rendering.wording import in_words

__all__ = [
    "HandWork",
    "PdfFailed",
    "PdfUnavailable",
    "Problem",
    "RenderingFailed",
    "check",
    "examine",
    "print_run",
    "render",
    "render_many",
    "stamp",
    "to_pdf",
]


def render(
    template: bytes, context: Mapping[str, Any], *, language: str = DEFAULT_LANGUAGE, marked: bool = False
) -> bytes:
    """The Word file that this template makes of these values, with dates and numbers in this language.

    Marked: every merged value is highlighted, for a preview and never for a letter that is kept.
    Raises RenderingFailed with every problem, and TypeError when a value is anything but plain data
    (text, numbers, dates, Decimal, lists, dicts).
    """
    findings, content = POOL.ask(_rendering(language, marked=marked), template, context)
    if findings:
        raise RenderingFailed(in_words(findings))
    return content


def render_many(
    template: bytes, contexts: Iterable[Mapping[str, Any]], *, language: str = DEFAULT_LANGUAGE
) -> Iterator[bytes | RenderingFailed]:
    """The letter of each context, in order and as they are asked for; one that fails leaves the others alone.

    Raises TypeError when a value is anything but plain data.
    """
    for findings, content in POOL.ask_many(_rendering(language), template, contexts):
        yield RenderingFailed(in_words(findings)) if findings else content


def check(
    template: bytes, fields: Iterable[Any] | Mapping[str, Any], *, must_fill: bool = False
) -> list[Problem]:
    """What must be mended before this template can be used with these fields; empty = fit for use.

    Fields are `documents.kinds.Field`s, dotted names, or a mapping of names to samples. ``must_fill``: a file in which
    nothing is filled in, such as a finished letter, is a problem too.
    """
    findings, _ = POOL.ask({"task": "check", "must_fill": must_fill}, template, described(fields))
    return in_words(findings)


def stamp(letter: bytes, mark: str) -> bytes:
    """The letter with a mark that an editor of Word files keeps, so that it is known when it comes back.

    Raises RenderingFailed when it is no Word file.
    """
    findings, content = POOL.ask({"task": "stamp"}, letter, mark)
    if findings:
        raise RenderingFailed(in_words(findings))
    return content


def examine(letter: bytes) -> HandWork:
    """What a Word file says that a person edited. Raises RenderingFailed with all that makes it unsafe to keep."""
    findings, content = POOL.ask({"task": "examine"}, letter, "")
    if findings:
        raise RenderingFailed(in_words(findings))
    return HandWork(**json.loads(content))


def _rendering(language: str, *, marked: bool = False) -> dict[str, Any]:
    return {"task": "render", "language": known_language(language), "is_marked": marked}
