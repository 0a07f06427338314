"""Amounts in euro, as people read them."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """An amount in euro rounded half up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def euro(amount: Decimal) -> str:
    """An amount in the Dutch way: ``€ 1.234,50``; a negative one as ``€ -3,00``."""
    text = f"{to_cents(amount):,.2f}"
    return "€ " + text.translate(str.maketrans(",.", ".,"))
