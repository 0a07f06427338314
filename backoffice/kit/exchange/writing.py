"""Writes lists as CSV, XLSX or ODS that no sheet calculates with, and that can be imported again unchanged."""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from xml.sax.saxutils import escape as as_xml

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from backoffice.kit.exchange.cells import dutch
from backoffice.kit.exchange.formulas import STARTS_FORMULA, escape
from backoffice.kit.exchange.sniff import ODS_TYPE, FileKind

ListCell = str | int | Decimal | date | None
ListRow = Sequence[ListCell]

ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="' + ODS_TYPE.decode() + '"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="{title}">'
)
ODS_FOOT = "</table:table></office:spreadsheet></office:body></office:document-content>"


def write_list(kind: FileKind, title: str, header: Sequence[str], rows: Iterable[ListRow]) -> bytes:
    """The list as the bytes of a file. Text that looks like a formula stays text; amounts stay amounts."""
    match kind:
        case FileKind.CSV:
            return _csv(header, rows)
        case FileKind.XLSX:
            return _xlsx(title, header, rows)
        case FileKind.ODS:
            return _ods(title, header, rows)


def _csv(header: Sequence[str], rows: Iterable[ListRow]) -> bytes:
    """As Dutch Excel opens it with a double click: semicolons, UTF-8 with its mark."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: ListCell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    if isinstance(cell, date):
        return dutch(cell)
    return "" if cell is None else str(cell).replace(".", ",")


def _xlsx(title: str, header: Sequence[str], rows: Iterable[ListRow]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, name) for name in header])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _bold(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _xlsx_cell(sheet: Any, value: ListCell) -> Any:
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "DD-MM-YYYY"
        return cell
    if isinstance(value, str) and STARTS_FORMULA.match(value):
        return _xlsx_text(sheet, value)
    return value


def _xlsx_text(sheet: Any, value: str) -> Any:
    """A cell that is text by its type and by its style, also after somebody edits it."""
    cell = WriteOnlyCell(sheet)
    cell.value = _sheet_text(value)
    cell.data_type = "s"
    cell.alignment = Alignment(horizontal="left")
    cell.quotePrefix = True
    return cell


def _sheet_text(value: str) -> str:
    """A sheet's cell is text by its type; only a text that looks escaped already is escaped once more."""
    return escape(value) if value.startswith("'") else value


def _ods(title: str, header: Sequence[str], rows: Iterable[ListRow]) -> bytes:
    body = "".join(_ods_row(row) for row in (header, *rows))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), ODS_TYPE)
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
        archive.writestr("content.xml", ODS_HEAD.format(title=as_xml(title)) + body + ODS_FOOT)
    return out.getvalue()


def _ods_row(row: ListRow) -> str:
    return f"<table:table-row>{''.join(_ods_cell(cell) for cell in row)}</table:table-row>"


def _ods_cell(cell: ListCell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        kind, shown = 'office:value-type="string"', _sheet_text(cell)
    elif isinstance(cell, date):
        kind, shown = f'office:value-type="date" office:date-value="{cell.isoformat()}"', dutch(cell)
    else:
        kind, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
    return f"<table:table-cell {kind}><text:p>{as_xml(shown)}</text:p></table:table-cell>"
