"""What the files are called that people download or get by mail: number, letter, version; Dutch, in plain ASCII.

Letters are Dutch whatever the language of the screen, and so are their files. Of what a letter is about a name holds
only the number: the rest of it could be a person's.
"""

import re
from datetime import datetime

from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import override

from documents import kinds
from documents.languages import Language

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ZIP = "application/zip"
ENDINGS = {WORD: "docx", PDF: "pdf", ZIP: "zip"}

PREVIEW, EDITED, DOUBLE_SIDED = "voorbeeld", "bewerkt", "dubbelzijdig"
ANY_LETTER = "brief"
NOT_IN_A_NUMBER = re.compile(r"[^A-Za-z0-9]+")


def of_letter(kind: str, about: str = "") -> str:
    """``K2026-00001-ontvangstbevestiging``; ``about`` is what the subject is called, its number first."""
    return _joined(number_in(about), title_of(kind))


def of_preview(kind: str, about: str = "") -> str:
    """``K2026-00001-ontvangstbevestiging-voorbeeld``."""
    return _joined(of_letter(kind, about), PREVIEW)


def of_edited(kind: str, about: str) -> str:
    """``K2026-00001-afsluitbrief-bewerkt``: what a person made of a letter in Word."""
    return _joined(of_letter(kind, about), EDITED)


def of_template(kind: str, version: int) -> str:
    """``ontvangstbevestiging-v4``."""
    return _joined(title_of(kind), f"v{version}")


def of_template_preview(kind: str, version: int, about: str = "") -> str:
    """``ontvangstbevestiging-v4-voorbeeld``, after the number of what it is about, if anything."""
    return _joined(number_in(about), of_template(kind, version), PREVIEW)


def in_batch(kind: str, about: str, position: int) -> str:
    """``00001-L1001-bewijs-van-aansluiting``; the place in the order is each letter's own, and so is its name."""
    return _joined(f"{position:05}", of_letter(kind, about))


def of_batch(kind: str, put_together_at: datetime, *, is_double_sided: bool = False) -> str:
    """``bewijs-van-aansluiting-2026-03-24-1405``: all letters of a batch in one file; time of Amsterdam."""
    moment = f"{localtime(put_together_at):%Y-%m-%d-%H%M}"
    return _joined(title_of(kind), moment, DOUBLE_SIDED if is_double_sided else "")


def with_ending(name: str, content_type: str) -> str:
    """The name with the ending of its type: `WORD`, `PDF` or `ZIP`."""
    return f"{name}.{ENDINGS[content_type]}"


def title_of(kind: str) -> str:
    """The Dutch title of a kind as part of a name; its key when the kind is no longer registered."""
    with override(Language.DUTCH):
        title = kinds.title_of(kind)
    return slugify(title) or ANY_LETTER


def number_in(about: str) -> str:
    """The number that something is called by: its first word, when there is a digit in it."""
    first = about.split(maxsplit=1)[0] if about.strip() else ""
    has_digit = any(one in "0123456789" for one in first)
    return NOT_IN_A_NUMBER.sub("-", first).strip("-") if has_digit else ""


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part)
