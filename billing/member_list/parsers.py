"""Reads the cells of the member list: tidies, checks with the same validators as the screens, says how to mend."""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backoffice.kit.exchange.cells import one_line, text
from backoffice.kit.exchange.layout import fold
from backoffice.kit.exchange.problems import WrongCell
from backoffice.kit.postcode import spaced
from billing.member_list.names import SEPARATOR
from billing.models import validators

BETWEEN = re.compile(r"[|,;/\n]")
HAS_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def email(cell: Any) -> str:
    """An e-mail address. Raises `WrongCell`."""
    return _checked(text(cell, most=254), validators.validate_email)


def website(cell: Any) -> str:
    """A web address; one without https:// gets it. Raises `WrongCell`."""
    plain = text(cell)
    if plain and not HAS_SCHEME.match(plain):
        plain = f"https://{plain}"
    return _checked(plain, validators.validate_website)


def phone(cell: Any) -> str:
    """A telephone number; one that a sheet kept as an amount gets its zero or plus back. Raises `WrongCell`."""
    plain = text(cell, most=40)
    if isinstance(cell, float | int) and plain.isdigit():
        plain = f"+{plain}" if plain.startswith("31") and len(plain) > 10 else f"0{plain}"
    return _checked(plain, validators.validate_phone)


def postcode(cell: Any) -> str:
    """A postcode as ``1234 AB``. Raises `WrongCell`."""
    return _checked(spaced(one_line(cell)), validators.validate_postcode)


def iban(cell: Any) -> str:
    """An IBAN without spaces, in capitals. Raises `WrongCell`."""
    return _checked(one_line(cell).replace(" ", "").upper(), validators.validate_iban)


def vat_number(cell: Any) -> str:
    """A Dutch VAT number without spaces and dots. Raises `WrongCell`."""
    plain = one_line(cell).replace(" ", "").replace(".", "").upper()
    if plain[:1].isdigit():
        plain = f"NL{plain}"
    return _checked(plain, validators.validate_vat_number)


def one_of(cell: Any, known: Sequence[str]) -> str:
    """One of the known words, whatever its case, dots or accents. Raises `WrongCell` with what it may be."""
    plain = one_line(cell)
    found = _known_as(plain, known) if plain else plain
    if found is None:
        raise WrongCell(_unknown([plain], known))
    return found


def several_of(cell: Any, known: Sequence[str]) -> str:
    """Known words with ``|`` between them, each once and in our own order.

    Raises `WrongCell` that names every word of the cell that is unknown.
    """
    given = filter(None, map(one_line, BETWEEN.split(one_line(cell))))
    found = {part: _known_as(part, known) for part in given}
    if unknown := [part for part, word in found.items() if word is None]:
        raise WrongCell(_unknown(unknown, known))
    return SEPARATOR.join(word for word in known if word in found.values())


def _checked(plain: str, validate: Callable[[str], None]) -> str:
    if plain:
        try:
            validate(plain)
        except ValidationError as error:
            raise WrongCell(" ".join(error.messages)) from error
    return plain


def _known_as(plain: str, known: Sequence[str]) -> str | None:
    if plain in known:
        return plain
    return next((word for word in known if fold(word) == fold(plain)), None)


def _unknown(found: Sequence[str], known: Sequence[str]) -> str:
    """What is unknown, all of it: first what looks like a known word, then the others with what there is."""
    meant = {plain: _near(plain, known) for plain in found}
    said = [_did_you_mean(plain, word) for plain, word in meant.items() if word]
    if far := [plain for plain, word in meant.items() if not word]:
        said.append(_choose_from(far, known))
    return " ".join(said)


def _near(plain: str, known: Sequence[str]) -> str | None:
    folded = {fold(word): word for word in known}
    near = get_close_matches(fold(plain), folded, n=1)
    return folded[near[0]] if near else None


def _did_you_mean(plain: str, meant: str) -> str:
    return _("“%(found)s” is unknown; did you mean “%(meant)s”?") % {"found": plain, "meant": meant}


def _choose_from(found: Sequence[str], known: Sequence[str]) -> str:
    quoted = ", ".join(f"“{plain}”" for plain in found)
    if len(found) > 1:
        said = _("%(found)s are unknown. Choose from: %(known)s.")
    else:
        said = _("%(found)s is unknown. Choose from: %(known)s.")
    return said % {"found": quoted, "known": ", ".join(known)}
