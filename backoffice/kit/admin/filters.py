"""List filters that offer nothing hidden, and the query strings that belong to the declared ones."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.http import HttpRequest

from backoffice.kit.visibility import visible

MOST_CHOICES = 200
# What Django's own filters put behind a field's name in the address.
SUFFIXES = ("", "__exact", "__in", "__isnull", "__gte", "__lt", "__isempty")


class VisibleRelationFilter(admin.RelatedFieldListFilter):
    """Offers the related rows that the user may see; of more than `MOST_CHOICES` it offers none: search instead."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        """The keys and names of the visible related rows. Queries."""
        ordering = self.field_admin_ordering(field, request, model_admin)
        rows = visible(field.remote_field.model, request.user)
        found = list((rows.order_by(*ordering) if ordering else rows)[: MOST_CHOICES + 1])
        return [] if len(found) > MOST_CHOICES else [(str(row.pk), str(row)) for row in found]


admin.FieldListFilter.register(
    lambda field: bool(field.remote_field), VisibleRelationFilter, take_priority=True
)


def declared_lookups(model: Any, list_filter: Any) -> Iterator[str]:
    """Every name that the declared filters may use in the query string."""
    for declared in list_filter:
        one = declared[0] if isinstance(declared, list | tuple) else declared
        if isinstance(one, str):
            yield from _field_lookups(model, one)
        else:
            yield one.parameter_name


def _field_lookups(model: Any, path: str) -> Iterator[str]:
    yield from (path + suffix for suffix in SUFFIXES)
    field = get_fields_from_path(model, path)[-1]
    if field.remote_field:
        target = field.target_field.name if hasattr(field, "target_field") else "id"
        yield from (f"{path}__{target}{suffix}" for suffix in SUFFIXES)
