"""Words about the days on which the office is closed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import models

from backoffice.kit.calendar import IsFree
from backoffice.kit.holidays import dutch_free_day


class OfficeClosureQuerySet(models.QuerySet[Any]):
    """Closures as days."""

    def days(self) -> frozenset[date]:
        """Every day of these closures. Queries once."""
        return frozenset(
            day for first, last in self.values_list("starts_on", "ends_on") for day in days(first, last)
        )

    def free_day(self) -> IsFree:
        """The test for free days in which these closures count. Queries once."""
        return dutch_free_day(self.days())


def days(first: date, last: date) -> Iterator[date]:
    """The days from the first up to and including the last."""
    for distance in range((last - first).days + 1):
        yield first + timedelta(days=distance)
