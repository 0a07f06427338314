"""Amounts as people read them, and small sets of codes in one column."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from backoffice.kit.codes import CodeSetField
from backoffice.kit.money import euro, to_cents

FIELD = CodeSetField(codes=("Zvw", "Wlz", "Wmo"))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "€ 0,00"),
        ("1234.5", "€ 1.234,50"),
        ("-3", "€ -3,00"),
        ("1234567.891", "€ 1.234.567,89"),
        ("0.005", "€ 0,01"),
        ("2.675", "€ 2,68"),
    ],
)
def test_amounts_are_written_the_dutch_way_rounded_half_up(amount: str, text: str) -> None:
    assert euro(Decimal(amount)) == text


def test_half_a_cent_goes_up_and_away_from_zero() -> None:
    assert (to_cents(Decimal("1.005")), to_cents(Decimal("-1.005"))) == (Decimal("1.01"), Decimal("-1.01"))


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("", ()),
        (None, ()),
        ("|Wlz|", ("Wlz",)),
        (["Wmo", "Zvw"], ("Zvw", "Wmo")),
        ("|Wmo|Zvw|", ("Zvw", "Wmo")),
    ],
)
def test_codes_are_read_in_the_order_of_the_list(given: object, codes: tuple[str, ...]) -> None:
    assert FIELD.to_python(given) == codes


@pytest.mark.parametrize(("codes", "stored"), [((), ""), (("Zvw",), "|Zvw|"), (("Zvw", "Wmo"), "|Zvw|Wmo|")])
def test_codes_are_stored_so_that_sql_can_find_them(codes: tuple[str, ...], stored: str) -> None:
    assert FIELD.get_prep_value(codes) == stored
    assert FIELD.from_db_value(stored) == codes


def test_an_unknown_code_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="Wzz"):
        FIELD.to_python(["Zvw", "Wzz"])


def test_a_migration_keeps_the_codes() -> None:
    _name, _path, _args, kwargs = FIELD.deconstruct()

    assert kwargs["codes"] == ("Zvw", "Wlz", "Wmo")
