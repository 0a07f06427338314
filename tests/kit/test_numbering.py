"""Numbers without gaps: a roll-back gives its number back."""

import pytest
from django.db import transaction

from backoffice.kit.numbering import NumberSeries, take_number

pytestmark = pytest.mark.django_db


def test_each_series_and_year_counts_from_one() -> None:
    taken = [
        take_number(series, year) for series, year in [("a", 2026), ("a", 2026), ("b", 2026), ("a", 2027)]
    ]

    assert taken == [1, 2, 1, 1]
    assert NumberSeries.objects.get(series="a", year=2026).last == 2


def test_a_rolled_back_number_is_given_again() -> None:
    take_number("a", 2026)

    with transaction.atomic():
        lost = take_number("a", 2026)
        transaction.set_rollback(True)

    assert (lost, take_number("a", 2026)) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_in_a_transaction_only() -> None:
    with pytest.raises(RuntimeError):
        take_number("a", 2026)

    assert not NumberSeries.objects.exists()
