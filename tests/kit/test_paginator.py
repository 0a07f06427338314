"""Counting stops at the cap."""

from typing import Any

import pytest

from backoffice.kit import paginator
from backoffice.kit.numbering import NumberSeries
from backoffice.kit.paginator import CappedPaginator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paginator, "CAP", 10)


@pytest.mark.parametrize(
    ("rows", "count", "is_capped"), [(0, 0, False), (9, 9, False), (10, 10, False), (25, 10, True)]
)
def test_the_count_stops_at_the_cap_and_says_so(
    rows: int, count: int, is_capped: bool, django_assert_num_queries: Any
) -> None:
    NumberSeries.objects.bulk_create(NumberSeries(series="x", year=year) for year in range(rows))
    pages = CappedPaginator(NumberSeries.objects.order_by("year"), 4)

    with django_assert_num_queries(1):
        assert (pages.count, pages.is_capped) == (count, is_capped)


def test_lists_are_counted_too() -> None:
    assert CappedPaginator([1, 2, 3], 2).num_pages == 2
