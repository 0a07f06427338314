"""The base of models with a state: the state is read-only, and reading the row again still works."""

from collections.abc import Iterable
from typing import Any

from django.db import models

STATE = "state"


class Stateful(models.Model):
    """A model whose ``state`` is a protected `FSMField` and whose ``version`` counts the changes.

    django-fsm's own mixin lifts the protection on the field of the class while it reads, so that two threads can trip
    over each other; this one only forgets the old value of this one object.
    """

    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Any] | None = None,
    ) -> None:
        """Read the row again, state and all; related objects that were fetched before are forgotten."""
        names = list(fields) if fields is not None else self._loaded_fields()
        if fields is None:
            self.__dict__.pop("_prefetched_objects_cache", None)
        if STATE in names:
            self.__dict__.pop(STATE, None)
        super().refresh_from_db(using=using, fields=names, from_queryset=from_queryset)

    def _loaded_fields(self) -> list[str]:
        deferred = self.get_deferred_fields()
        return [field.attname for field in self._meta.concrete_fields if field.attname not in deferred]
