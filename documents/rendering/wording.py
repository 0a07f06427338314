"""Says in the reader's language what the child found, and what to do about it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.rendering.findings import Code, Finding, Spot
from documents.rendering.problems import Problem

PLACES = {
    "file": _("file"),
    "body": _("text"),
    "header": _("header"),
    "footer": _("footer"),
    "footnotes": _("footnotes"),
    "properties": _("document properties"),
}

MESSAGES = {
    Code.NOT_A_ZIP: _("this is not a Word file; save it in Word as a Word document (.docx)"),
    Code.NOT_WORD: _("this is not an ordinary Word document; save it in Word as “Word document (.docx)”"),
    Code.TOO_LARGE: _("the file is larger than %(limit)s MB; make the pictures smaller"),
    Code.TOO_MANY_MEMBERS: _("the file has more than %(limit)s parts; save it again in Word"),
    Code.UNPACKS_TOO_LARGE: _("the file unpacks to far more than it seems; it is not opened"),
    Code.BAD_NAME: _("the file holds a part with an unsafe name (%(name)s); it is not opened"),
    Code.DUPLICATE: _("the file holds %(name)s twice; it is not opened"),
    Code.ENCRYPTED: _("the file has a password; save it without one"),
    Code.DAMAGED: _("the file is damaged; save it again in Word"),
    Code.MACROS: _("the file holds macros (%(name)s); save it as a Word document without macros"),
    Code.FOREIGN_PART: _(
        "the file holds something that does not belong in a letter (%(name)s); "
        "remove embedded objects and save pictures as PNG or JPEG"
    ),
    Code.NOT_XML: _("part %(name)s is damaged; save the file again in Word"),
    Code.DTD: _("part %(name)s brings its own document type; it is not opened"),
    Code.EXTERNAL_LINK: _(
        "the file refers to something outside itself (%(target)s); "
        "insert pictures into the file and write addresses as plain text"
    ),
    Code.RELATION: _("the file is linked to something that a letter may not have (%(name)s); remove it"),
    Code.ELEMENT: _("the file holds something that a letter may not have (%(name)s); remove it"),
    Code.FIELD_CODE: _("the Word field %(code)s is not allowed; only page numbers and references are"),
    Code.TAG_OUTSIDE_TEXT: _(
        "%(tag)s stands where nothing is filled in; put fields in ordinary text and accept tracked changes"
    ),
    Code.TAG_NOT_CLOSED: _("%(tag)s is not closed; braces open and close within one paragraph"),
    Code.TAG_NOT_OPENED: _("%(tag)s closes something that was not opened"),
    Code.BLOCK_NOT_CLOSED: _("{%% %(keyword)s %%} is not closed; add {%% %(closer)s %%}"),
    Code.BLOCK_NOT_OPENED: _("{%% %(keyword)s %%} stands alone; what it belongs to is missing before it"),
    Code.SYNTAX: _("%(tag)s cannot be read; compare it with the list of fields"),
    Code.SYNTAX_AT: _(
        "%(tag)s cannot be read: “%(word)s” does not fit there; compare it with the list of fields"
    ),
    Code.FORBIDDEN: _("%(what)s is not allowed; a letter can only show, choose and repeat fields"),
    Code.RICH_TAG: _("%(tag)s is not supported; write {{ … }} without a letter after the braces"),
    Code.GROUP: _("%(name)s is a group of fields; choose one of them, such as %(example)s"),
    Code.UNKNOWN_FILTER: _("%(name)s is not a known notation; known are: %(known)s"),
    Code.UNKNOWN_FIELD: _("unknown field %(name)s; see the list of fields of this letter"),
    Code.UNKNOWN_FIELD_SUGGESTION: _("unknown field %(name)s; did you mean %(suggestion)s?"),
    Code.MISSING_VALUE: _("there is no value for %(name)s"),
    Code.WRONG_VALUE: _(
        "a value does not fit here; see in the list of fields whether it is a text, a date, an amount or a list"
    ),
    Code.NO_LIST: _("%(tag)s repeats something of which there is only one; see the list of fields"),
    Code.STRUCTURE: _(
        "an instruction begins and ends in different places; use {%%p … %%} for whole paragraphs "
        "and {%%tr … %%} for whole table rows"
    ),
    Code.NO_FIELDS: _(
        "no field is filled in anywhere, so every letter would say the same; is this a finished letter by mistake?"
    ),
    Code.RESULT_TOO_LARGE: _("the letter becomes too large"),
    Code.TOO_SLOW: _("filling in took too long and was stopped"),
    Code.TOO_MUCH_MEMORY: _("filling in needed too much memory and was stopped"),
    Code.STOPPED: _("filling in used more than a letter may and was stopped"),
    Code.FAILED: _("filling in failed in a way we did not foresee; report it to the administrator"),
}


# What nobody writes by mistake in an ordinary letter, or what cannot be opened at all.
UNSAFE = frozenset(Code) - {
    Code.TAG_OUTSIDE_TEXT,
    Code.TAG_NOT_CLOSED,
    Code.TAG_NOT_OPENED,
    Code.BLOCK_NOT_CLOSED,
    Code.BLOCK_NOT_OPENED,
    Code.SYNTAX,
    Code.SYNTAX_AT,
    Code.RICH_TAG,
    Code.GROUP,
    Code.UNKNOWN_FILTER,
    Code.UNKNOWN_FIELD,
    Code.UNKNOWN_FIELD_SUGGESTION,
    Code.MISSING_VALUE,
    Code.WRONG_VALUE,
    Code.NO_LIST,
    Code.STRUCTURE,
    Code.NO_FIELDS,
}


def in_words(findings: list[Finding]) -> list[Problem]:
    """The findings as problems, each once, in the order found."""
    problems = [
        Problem(_where(finding.spot), _message(finding), finding.code in UNSAFE, finding.spot.beginning)
        for finding in findings
    ]
    return list(dict.fromkeys(problems))


def _where(spot: Spot) -> str:
    place = str(PLACES.get(spot.part, spot.part))
    if not spot.paragraph:
        return place
    paragraph = gettext("paragraph %(number)d") % {"number": spot.paragraph}
    return paragraph if spot.part == "body" else f"{place}, {paragraph}"


def _message(finding: Finding) -> str:
    values = {"tag": gettext("an instruction"), **finding.values}
    return str(MESSAGES[finding.code]) % values
