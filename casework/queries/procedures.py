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

    def before(self, procedure: Any) -> Any:
        """The version of the same procedure that came last before this one, or None. Queries once."""
        earlier = self.named(procedure.key).filter(version__lt=procedure.version)
        return earlier.order_by("-version").first()
