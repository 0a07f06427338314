"""An admin whose state is no field: it is shown and never typed, and saving never overwrites a step."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from backoffice.kit.admin.office import OfficeAdmin
from backoffice.kit.transitions import STATE

VERSION = "version"


class StatefulAdmin(OfficeAdmin):
    """An admin of a model with a ``state`` and a ``version``.

    ``derived_fields`` names the columns that the model itself fills when it is saved.
    """

    derived_fields: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The state too."""
        return tuple(dict.fromkeys([*super().get_readonly_fields(request, obj), STATE]))

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The version counts steps; nobody types it."""
        return (*(super().get_exclude(request, obj) or ()), VERSION)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write only what was changed: a step taken by another in the same moment must stay."""
        if not change:
            super().save_model(request, obj, form, change)
        elif form.changed_data:
            obj.save(update_fields=[*self._changed_columns(obj, form), *self.derived_fields])

    def _changed_columns(self, obj: models.Model, form: Any) -> list[str]:
        changed = set(form.changed_data)
        return [
            field.name
            for field in obj._meta.concrete_fields
            if field.name in changed or getattr(field, "auto_now", False)
        ]
