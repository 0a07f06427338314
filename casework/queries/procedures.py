"""Words about procedures."""

from typing import Any, Self

from django.db import models


class ProcedureQuerySet(models.QuerySet[Any]):
    """Questions about procedures."""

    def current(self) -> Self:
        """The versions under which new complaints begin."""
        return self.filter(is_current=True)

    def named(self, key: str) -> Self:
        """All versions of one procedure."""
        return self.filter(key=key)
