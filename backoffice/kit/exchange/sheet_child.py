"""Reads a sheet in a process of its own, bounded in memory, so that a hostile file takes nobody down with it.

Run as a script: the file on standard input, its kind and limits as arguments, JSON on standard output. Imports
nothing of the project.
"""

import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
HAS_VALUE = re.compile(rb"<v[^>]*>[^<]|<is>")
SHEET_ID = re.compile(rb'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
RELATION = re.compile(rb"<Relationship\b[^>]*>")


def main(kind: str, max_rows: int, max_columns: int, max_memory: int) -> None:
    """Write the sheet as JSON, or ``{"error": code}``."""
    resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
    content = sys.stdin.buffer.read()
    json.dump(read(content, kind, (max_rows, max_columns)), sys.stdout)


def read(content: bytes, kind: str, most: tuple[int, int]) -> dict[str, Any]:
    """The first visible sheet that holds anything, row 1 first."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        return _first_filled(workbook, content, kind, most)
    except PasswordError:
        return {"error": "locked"}
    except (CalamineError, OSError, MemoryError):
        return {"error": "damaged"}


def _first_filled(
    workbook: CalamineWorkbook, content: bytes, kind: str, most: tuple[int, int]
) -> dict[str, Any]:
    for position, about in enumerate(workbook.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_index(position)
        if sheet.total_height > most[0] + 1:
            return {"error": "rows"}
        if sheet.total_width > most[1]:
            return {"error": "columns"}
        if sheet.end is not None:
            rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            _mark_broken(rows, _broken_cells(content, kind, position))
            return {"rows": rows, "sheet": about.name}
    return {"error": "empty"}


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"date": cell.date().isoformat()} if cell.time() == time() else {"date": cell.isoformat(" ")}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    return str(cell) if isinstance(cell, time | timedelta) else cell


def _mark_broken(rows: list[list[Any]], broken: list[tuple[int, int, str]]) -> None:
    for row, column, why in broken:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = {"broken": why}


def _broken_cells(content: bytes, kind: str, position: int) -> list[tuple[int, int, str]]:
    """Cells that the reader gives as empty though they are not: errors, and formulas nobody has calculated."""
    if kind != "xlsx":
        return []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read(_sheet_path(archive, position))
    if b"<f" not in xml and b't="e"' not in xml:
        return []
    return [found for cell in CELL.finditer(xml) if (found := _broken(cell[1], cell[2] or b""))]


def _broken(attributes: bytes, inside: bytes) -> tuple[int, int, str] | None:
    place = PLACE.search(attributes)
    why = "error" if b't="e"' in attributes else ""
    if not why and b"<f" in inside and not HAS_VALUE.search(inside):
        why = "" if b't="str"' in attributes else "formula"
    return (int(place[2]) - 1, _column_number(place[1]), why) if place and why else None


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _sheet_path(archive: zipfile.ZipFile, position: int) -> str:
    sheet = SHEET_ID.findall(archive.read("xl/workbook.xml"))[position][1]
    for relation in RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        target = re.search(rb'\bTarget="([^"]*)"', relation)
        if b'Id="' + sheet + b'"' in relation and target:
            path = target[1].decode()
            return path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    return f"xl/worksheets/sheet{position + 1}.xml"


if __name__ == "__main__":
    main(sys.argv[1], *(int(number) for number in sys.argv[2:5]))
