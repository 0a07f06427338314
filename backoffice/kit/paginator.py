"""Counting to a limit: nobody needs to know that a list holds 1,000,000 rows before seeing the first hundred."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

CAP = 10_000


class CappedPaginator(Paginator):
    """A paginator that stops counting at `CAP` rows; `is_capped` says that there are more.

    A query set that has a ``to_count`` says itself in which order that limit is reached soonest.
    """

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
        if not isinstance(rows, QuerySet):
            return len(rows)
        counted = rows.to_count() if hasattr(rows, "to_count") else rows.order_by()
        return int(counted[: CAP + 1].count())
