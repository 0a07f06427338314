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
    plain = one_line(cell).upper()
    found = validators.POSTCODE.fullmatch(plain)
    return f"{found[1]} {found[2]}" if found else _checked(plain, validators.validate_postcode)


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
    if not plain or plain in known:
        return plain
    found = next((word for word in known if fold(word) == fold(plain)), None)
    if found is None:
        raise WrongCell(_unknown(plain, known))
    return found


def several_of(cell: Any, known: Sequence[str]) -> str:
    """Known words with ``|`` between them, each once and in our own order. Raises `WrongCell`."""
    found = {one_of(part, known) for part in BETWEEN.split(one_line(cell))}
    return SEPARATOR.join(word for word in known if word in found)


def _checked(plain: str, validate: Callable[[str], None]) -> str:
    if plain:
        try:
            validate(plain)
        except ValidationError as error:
            raise WrongCell(" ".join(error.messages)) from error
    return plain


def _unknown(plain: str, known: Sequence[str]) -> str:
    near = get_close_matches(fold(plain), [fold(word) for word in known], n=1)
    meant = next((word for word in known if near and fold(word) == near[0]), None)
    if meant:
        return _("“%(found)s” is unknown; did you mean “%(meant)s”?") % {"found": plain, "meant": meant}
    return _("“%(found)s” is unknown. Choose from: %(known)s.") % {
        "found": plain,
        "known": ", ".join(known),
    }
