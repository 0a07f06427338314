"""Lists, drop-downs and inlines that hold no more than the user may see."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from backoffice.kit.admin.widgets import FIELD_WIDGETS, VisibleRawIdWidget
from backoffice.kit.visibility import visible


class VisibleRows(admin.options.BaseModelAdmin):
    """Limits the rows of an admin or inline, and the choices of its relations, to what the user may see."""

    formfield_overrides = FIELD_WIDGETS
    view_on_site: Any = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The visible rows, in the admin's order."""
        rows = visible(self.model, request.user)
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> models.QuerySet[Any] | None:
        """The visible rows that a relation may point to."""
        rows = visible(db_field.remote_field.model, request.user)
        related_admin = self.admin_site._registry.get(db_field.remote_field.model)
        ordering = related_admin.get_ordering(request) if related_admin else ()
        return rows.order_by(*ordering) if ordering else rows

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A raw key names only what the user may see."""
        if db_field.name in self.raw_id_fields:
            kwargs["widget"] = VisibleRawIdWidget(db_field.remote_field, self.admin_site, request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class OfficeTabularInline(VisibleRows, admin.TabularInline):
    """Rows of a related model, one a line."""

    extra = 0


class OfficeStackedInline(VisibleRows, admin.StackedInline):
    """Rows of a related model, each a block."""

    extra = 0
