"""Counting to a limit: nobody needs to know that a list holds 1,000,000 rows before seeing the first hundred."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

CAP = 10_000


class CappedPaginator(Paginator):
    """A paginator that stops counting at `CAP` rows; `is_capped` says that there are more."""

    @cached_property
    def count(self) -> int:
        """The number of rows, at most `CAP`. Queries once."""
        return min(self._counted, CAP)

    @property
    def is_capped(self) -> bool:
        """Whether more rows exist than were counted."""
        return self._counted > CAP

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list
        return rows.order_by()[: CAP + 1].count() if isinstance(rows, QuerySet) else len(rows)
