"""Single cells: what is repaired, and what is refused with a way to mend it."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.kit.exchange import cells
from backoffice.kit.exchange.formulas import escape, unescape
from backoffice.kit.exchange.problems import WrongCell
from backoffice.kit.exchange.table import BrokenCell


@pytest.mark.parametrize(
    ("cell", "length", "expected"),
    [
        ("57126116", 8, "57126116"),
        (3194347.0, 8, "03194347"),
        ("3194347.0", 8, "03194347"),
        (37178598.0, 12, "000037178598"),
        ("57 12 61 16", 8, "57126116"),
        ("01-031310", 8, "01031310"),
        ("", 8, ""),
    ],
)
def test_a_number_of_fixed_length_gets_its_zeros_back_from_a_sheet(
    cell: Any, length: int, expected: str
) -> None:
    assert cells.digits(cell, length) == expected


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("12", "8 cijfers nodig"),
        (12.0, "8 cijfers nodig"),
        ("3194347", "Bedoelt u 03194347"),
        ("123456789", "8 cijfers nodig"),
        ("4,03648E+10", "afgerond"),
        ("abcdefgh", "8 cijfers nodig"),
        ("١٢٣٤٥٦٧٨", "8 cijfers nodig"),
        (BrokenCell("formula"), "formule"),
        (BrokenCell("error"), "fout van het rekenblad"),
    ],
)
def test_a_wrong_number_is_refused_with_how_to_mend_it(cell: Any, words: str) -> None:
    with pytest.raises(WrongCell, match=words):
        cells.digits(cell, 8)


@pytest.mark.parametrize(
    "cell",
    [
        "31-12-2026",
        "31/12/2026",
        "31.12.2026",
        "2026-12-31",
        "2026-12-31 00:00:00",
        dt.date(2026, 12, 31),
        46387.0,
    ],
)
def test_every_way_to_write_a_date_is_the_same_day(cell: Any) -> None:
    assert cells.day(cell) == "31-12-2026"


@pytest.mark.parametrize(
    "cell", ["31-02-2026", "12-31-2026", "31-12-26", "morgen", "01-01-0026", 5.0, "2026-13-01"]
)
def test_what_is_no_date_is_refused(cell: Any) -> None:
    with pytest.raises(WrongCell):
        cells.day(cell)


def test_text_is_tidied_to_one_line() -> None:
    assert cells.text("  Thuiszorg \n De  Brug ") == "Thuiszorg De Brug"


def test_letters_of_a_mac_are_composed() -> None:
    assert cells.text("Noe\u0308lle") == "Noëlle"


def test_text_that_is_too_long_or_holds_control_signs_is_refused() -> None:
    with pytest.raises(WrongCell, match="200"):
        cells.text("x" * 201)
    with pytest.raises(WrongCell):
        cells.text("a\x1bb")


@given(st.text(st.sampled_from("'=+-@a1 \t"), max_size=6))
def test_escaping_a_formula_can_always_be_taken_back(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.text(st.sampled_from("'=+-@a1 \t\r"), max_size=6))
def test_nothing_that_is_escaped_starts_a_formula(text: str) -> None:
    assert not escape(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_name_with_an_apostrophe_stays() -> None:
    assert escape("'t Veld") == "'t Veld"
    assert unescape("'t Veld") == "'t Veld"
