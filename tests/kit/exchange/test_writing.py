"""Written lists: nothing calculates, everything can be read back."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from backoffice.kit.exchange.cells import text
from backoffice.kit.exchange.sniff import FileKind
from backoffice.kit.exchange.table import read_table
from backoffice.kit.exchange.writing import write_list

ATTACKS = ["=1+1", "+31 6 5774720", "-2+3", "@SUM(A1)", "'=1", "\tx", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("kind", FileKind)
def test_text_that_looks_like_a_formula_comes_back_as_it_was(kind: FileKind) -> None:
    content = write_list(kind, "Leden", ["naam"], [[attack] for attack in ATTACKS])

    read = [text(cells[0]) for _row, cells in read_table(content).rows]

    assert read == [attack.strip() for attack in ATTACKS]


def test_no_cell_of_a_csv_starts_a_formula() -> None:
    content = write_list(FileKind.CSV, "Leden", ["naam"], [[attack] for attack in ATTACKS])

    lines = content.decode("utf-8-sig").splitlines()[1:]

    assert not [line for line in lines if line.strip('"').startswith(("=", "+", "-", "@", "\t"))]


def test_no_cell_of_an_xlsx_is_a_formula() -> None:
    content = write_list(FileKind.XLSX, "Leden", ["naam"], [[attack] for attack in ATTACKS])

    page = load_workbook(BytesIO(content)).active
    assert page is not None
    assert {cell.data_type for row in page.iter_rows(min_row=2) for cell in row} == {"s"}


@pytest.mark.parametrize("kind", FileKind)
def test_negative_amounts_stay_amounts_and_dates_stay_dates(kind: FileKind) -> None:
    content = write_list(kind, "Leden", ["bedrag", "dag"], [[Decimal("-12.50"), dt.date(2026, 12, 31)]])

    _row, (amount, day) = read_table(content).rows[0]

    assert amount in (-12.5, "-12,50")
    assert day in (dt.date(2026, 12, 31), "31-12-2026")
