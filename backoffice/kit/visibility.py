"""Confidentiality in the query: what a user may not see does not exist for them."""

from typing import Any, Self, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class VisibleQuerySet(models.QuerySet[M]):
    """The base of every confidential model's query set; a subclass says what a user may see."""

    def visible_to(self, user: Any) -> Self:
        """Only the rows that this user may see; nobody sees a thing until a subclass says so."""
        return self.none()


def visible(model: type[M], user: Any) -> models.QuerySet[M]:
    """The rows of a model for a user: limited when the model is confidential, all of them when it is not."""
    rows = model._default_manager.all()
    if hasattr(rows, "visible_to"):
        limited: models.QuerySet[M] = rows.visible_to(user)
        return limited
    return rows
