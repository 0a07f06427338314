"""Whether a text that everybody may read leads to a person: by a name, a day, a number, an address or an age.

Pure. It finds what can be recognised by its form or was known beforehand; whether a story as a whole fits one person
only is for a reader to see.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from backoffice.kit.day_names import MONTHS
from casework.rules.naming import is_named_in

MONTH = "|".join(MONTHS["nl"])


class Trace(StrEnum):
    """What in a text leads to a person."""

    NAME = "name"
    DAY = "day"
    NUMBER = "number"
    ADDRESS = "address"
    CONTACT = "contact"
    AGE = "age"


FORMS: Mapping[Trace, re.Pattern[str]] = {
    Trace.NAME: re.compile(
        r"\b(?:[Dd]e heer|[Mm]evrouw|[Mm]eneer|[Dd]hr\.|[Mm]evr\.|[Dd]rs?\.|[Mm]r\.) [A-Z]"
    ),
    Trace.DAY: re.compile(
        rf"\b\d{{1,2}} (?:{MONTH})\b|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b",
        re.IGNORECASE,
    ),
    Trace.NUMBER: re.compile(r"\b[A-Z]{1,2}\d{4}-\d+\b|\d{5,}"),
    Trace.ADDRESS: re.compile(
        r"\b\d{4} ?[A-Z]{2}\b|(?:straat|laan|weg|plein|kade|dijk|hof|singel|gracht|pad) \d+", re.IGNORECASE
    ),
    Trace.CONTACT: re.compile(r"@|\bwww\.|https?:|\b0\d{1,3}[ -]?\d{2,3} ?\d{2}"),
    Trace.AGE: re.compile(r"\b\d{1,3}(?:-jarige?\b| jaar oud\b)", re.IGNORECASE),
}


def traces_in(text: str, names: Iterable[str]) -> list[Trace]:
    """What in this text leads to a person, each kind once; ``names`` are those of everybody in the case."""
    found = {trace for trace, form in FORMS.items() if form.search(text)}
    if is_named_in(text, names):
        found.add(Trace.NAME)
    return [trace for trace in Trace if trace in found]
