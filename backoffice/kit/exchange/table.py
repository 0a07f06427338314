"""Reads a file into a table: one header, and rows that know their place in the sheet."""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backoffice.kit.exchange import limits, sheet_child
from backoffice.kit.exchange.decode import decode
from backoffice.kit.exchange.problems import UnreadableFile
from backoffice.kit.exchange.sniff import FileKind, kind_of
from backoffice.kit.garbage import no_cycles_here

SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A sheet cell whose value is not known: an error, or a formula that nobody has calculated."""

    why: str

    def __str__(self) -> str:
        return "#"


Cell = str | float | bool | date | BrokenCell
Row = tuple[int, list[Any]]  # sheet row, cells

SHEET_ERRORS: dict[str, Promise] = {
    "locked": _("This file is locked with a password. Save it without a password and try again."),
    "damaged": _("The sheet is damaged or far too big and cannot be opened. Save it again."),
    "rows": _("The list has too many rows. Split it into lists of at most 100,000 rows."),
    "columns": _("The list has too many columns. A list has at most 200."),
    "empty": _("The sheet is empty."),
}


@dataclass(frozen=True, slots=True)
class Table:
    """What stands in the file. ``encoding`` and ``separator`` are empty for a sheet."""

    kind: FileKind
    header: list[str]
    rows: list[Row]
    encoding: str = ""
    separator: str = ""


@no_cycles_here()
def read_table(content: bytes) -> Table:
    """The file as a table; blank rows are left out. Raises `UnreadableFile`."""
    kind = kind_of(content)
    if kind is FileKind.CSV:
        return _read_text(content)
    return _table(kind, enumerate(_sheet_rows(content, kind), start=1))


def _read_text(content: bytes) -> Table:
    decoded = decode(content)
    text = decoded.text
    skipped = 0
    separator = _declared_separator(text)
    if separator:
        text, skipped = text.split("\n", 1)[1], 1
    separator = separator or _likely_separator(text)
    rows = _csv_rows(text, separator, skipped)
    return _table(FileKind.CSV, rows, encoding=decoded.encoding, separator=separator)


def _declared_separator(text: str) -> str:
    """Excel may say on a line of its own which separator it used: ``sep=;``."""
    first = text[:20].split("\n", 1)[0].strip().strip('"').lower()
    return first[4] if first.startswith("sep=") and len(first) == 5 and "\n" in text else ""


def _likely_separator(text: str) -> str:
    header = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _csv_rows(text: str, separator: str, skipped: int) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from enumerate(reader, start=1 + skipped)
    except csv.Error as error:
        message = _("Line %(line)d cannot be read: a quotation mark is missing there, or a cell is too long.")
        raise UnreadableFile(message % {"line": reader.line_num + skipped}) from error


def _sheet_rows(content: bytes, kind: FileKind) -> list[list[Any]]:
    answer = _run_child(content, kind)
    if "error" in answer:
        raise UnreadableFile(SHEET_ERRORS[answer["error"]])
    rows: list[list[Any]] = answer["rows"]
    return rows


def _run_child(content: bytes, kind: FileKind) -> dict[str, Any]:
    most = (limits.MAX_ROWS, limits.MAX_COLUMNS, limits.SHEET_MEMORY_BYTES)
    command = [sys.executable, "-I", str(Path(sheet_child.__file__)), kind, *map(str, most)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, no shell
            command, input=content, capture_output=True, timeout=limits.SHEET_SECONDS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise UnreadableFile(SHEET_ERRORS["damaged"]) from error
    answer: dict[str, Any] = json.loads(done.stdout, object_hook=_as_cell)
    return answer


def _as_cell(found: dict[str, Any]) -> Any:
    if "broken" in found:
        return BrokenCell(found["broken"])
    if "date" in found:
        text = found["date"]
        return date.fromisoformat(text) if len(text) == 10 else text
    return found


def _table(kind: FileKind, rows: Any, *, encoding: str = "", separator: str = "") -> Table:
    filled = ((number, row) for number, row in rows if any(row) or any(cell != "" for cell in row))
    header = next(filled, None)
    if header is None:
        raise UnreadableFile(_("The file is empty."))
    titles = [str(cell).strip() for cell in header[1]]
    found = _at_most(filled, titles)
    if not found:
        raise UnreadableFile(_("The list has a header but no rows."))
    return Table(kind, titles, found, encoding, separator)


def _at_most(filled: Iterator[Row], titles: list[str]) -> list[Row]:
    if len(titles) > limits.MAX_COLUMNS:
        raise UnreadableFile(SHEET_ERRORS["columns"])
    found: list[Row] = []
    for row in filled:
        found.append(row)
        if len(found) > limits.MAX_ROWS:
            raise UnreadableFile(SHEET_ERRORS["rows"])
    return found
