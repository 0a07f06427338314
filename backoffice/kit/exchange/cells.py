"""Reads single cells: tidies what people and sheets do to values, and says how to mend what it cannot take."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from backoffice.kit.exchange.formulas import unescape
from backoffice.kit.exchange.problems import WrongCell
from backoffice.kit.exchange.table import BrokenCell

DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")
AS_NUMBER = re.compile(r"(\d+)[.,]0+")
SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
FILLING = re.compile(r"[\s.\-]+")
SHEET_EPOCH = date(1899, 12, 30)
SHEET_DATES = range(7_000, 60_000)  # 1919 to 2064, as sheets number days
YEARS = range(1900, 2101)


def text(cell: Any, most: int = 200) -> str:
    """One line of text of at most ``most`` characters. Raises `WrongCell`."""
    plain = one_line(cell)
    if len(plain) > most:
        raise WrongCell(_("At most %d characters fit here. Make it shorter.") % most)
    return plain


def one_line(cell: Any) -> str:
    """A cell as text on one line, with the apostrophe taken off that keeps a sheet from calculating."""
    if not isinstance(cell, str):
        return _as_text(cell)
    if cell.isalnum() and cell.isascii():
        return cell  # numbers and codes, which is most of a list
    plain = unescape(cell.strip())
    if plain.isascii() and plain.isprintable():
        return plain if "  " not in plain else " ".join(plain.split())
    return _clean(plain)


def digits(cell: Any, length: int) -> str:
    """A number of fixed length; when a sheet kept it as an amount, its leading zeros come back.

    Raises `WrongCell` when the length or the signs are wrong.
    """
    plain = one_line(cell)
    from_sheet = isinstance(cell, float | int) or AS_NUMBER.fullmatch(plain)
    if from_sheet:
        plain = AS_NUMBER.sub(r"\1", plain)
        if length / 2 <= len(plain) < length:
            plain = plain.zfill(length)
    plain = FILLING.sub("", plain)
    if not plain or (len(plain) == length and plain.isascii() and plain.isdigit()):
        return plain
    raise WrongCell(_wrong_digits(one_line(cell), plain, length))


def day(cell: Any) -> str:
    """A date as ``dd-mm-yyyy``, from a sheet's own date, ``dd-mm-yyyy`` or ISO. Raises `WrongCell`."""
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool) and int(cell) in SHEET_DATES:
        return dutch(SHEET_EPOCH + timedelta(days=int(cell)))
    plain = one_line(cell)
    return _read_day(plain) if plain else ""


def dutch(found: date | None) -> str:
    """A date as ``dd-mm-yyyy``; none as an empty text."""
    return f"{found.day:02}-{found.month:02}-{found.year}" if found else ""


def as_date(text: str) -> date | None:
    """The date of a ``dd-mm-yyyy`` that `day` gave; none for an empty text."""
    return date(int(text[6:]), int(text[3:5]), int(text[:2])) if text else None


def _read_day(plain: str) -> str:
    dutch = DUTCH_DATE.fullmatch(plain)
    iso = ISO_DATE.fullmatch(plain)
    if not dutch and not iso:
        raise WrongCell(_("This is no date. Write it as dd-mm-yyyy, for example 31-12-2026."))
    parts = (dutch[3], dutch[2], dutch[1]) if dutch else (iso[1], iso[2], iso[3]) if iso else ()
    try:
        return _plausible(date(*(int(part) for part in parts)))
    except ValueError as error:
        raise WrongCell(str(error) if isinstance(error, WrongCell) else _no_such_day()) from error


def _no_such_day() -> str:
    return _("This day does not exist. Look it up in the calendar and write it as dd-mm-yyyy.")


def _plausible(found: date) -> str:
    if found.year not in YEARS:
        raise WrongCell(_("This year cannot be right. Write the date as dd-mm-yyyy."))
    return dutch(found)


def _as_text(cell: Any) -> str:
    if isinstance(cell, BrokenCell):
        raise WrongCell(_broken(cell.why))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _broken(why: str) -> str:
    if why == "formula":
        return _(
            "This cell holds a formula without an outcome. Open the list in Excel, save it and try again."
        )
    return _("This cell holds an error of the sheet. Type the value itself here.")


def _clean(plain: str) -> str:
    composed = " ".join(unicodedata.normalize("NFC", plain).split())
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co"} for letter in composed):
        raise WrongCell(_("This cell holds a sign that cannot be shown. Type the value again."))
    return composed


def _wrong_digits(shown: str, plain: str, length: int) -> str:
    if SCIENTIFIC.fullmatch(shown):
        return (
            _("Excel has rounded this number. Make the column “text” and type the %d digits again.") % length
        )
    needed = _("%d digits are needed.") % length
    if plain.isascii() and plain.isdigit() and length / 2 <= len(plain) < length:
        return needed + " " + _("Did you mean %s? Excel drops zeros in front.") % plain.zfill(length)
    return needed
