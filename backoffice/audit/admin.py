"""The read log and the change log, for the administrator's eyes only."""

from typing import Any

from auditlog.models import LogEntry
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.audit.models import AuditEvent
from backoffice.kit.admin import OfficeAdmin

EMPTY = "–"


class ReadOnlyAdmin(OfficeAdmin):
    """Pages that show and never change."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """Who read or did what."""

    list_display = ["at", "by", "roles", "action", "object_label", "outcome", "address"]
    list_filter = ["action", "outcome", "at"]
    search_fields = ["object_label", "by__name", "by__email"]
    list_select_related = ["by"]
    fields = [
        *("number", "at", "by", "roles", "action", "outcome", "object_type", "object_id", "object_label"),
        *("address", "previous_link", "link"),
    ]
    readonly_fields = ["roles"]

    @admin.display(description=_("role"))
    def roles(self, line: AuditEvent) -> str:
        """The roles at that moment, in words."""
        labels = dict(Role.choices)
        return ", ".join(str(labels.get(key, key)) for key in line.by_role.split())


@admin.register(LogEntry)
class ChangeAdmin(ReadOnlyAdmin):
    """Who changed which field, from what into what."""

    list_display = ["timestamp", "actor", "action", "content_type", "object_repr", "what_changed"]
    list_filter = ["action", "timestamp"]
    search_fields = ["object_repr", "actor__name"]
    list_select_related = ["actor", "content_type"]
    fields = ["timestamp", "actor", "action", "content_type", "object_repr", "what_changed", "remote_addr"]
    readonly_fields = ["what_changed"]

    @admin.display(description=_("changes"))
    def what_changed(self, entry: LogEntry) -> str:
        """The fields, old → new."""
        model = entry.content_type.model_class()
        return "; ".join(
            f"{_name_of(model, name)}: {_in_words(change)}" for name, change in (entry.changes or {}).items()
        )


def _name_of(model: type[models.Model] | None, field: str) -> str:
    """A field as the screens call it; a field that is gone keeps its old name."""
    known = {one.name: one for one in model._meta.get_fields()} if model else {}
    return str(getattr(known.get(field), "verbose_name", field))


def _in_words(change: Any) -> str:
    """One change: two values, or what was added to or taken from a many-to-many field."""
    if isinstance(change, dict):
        return f"{'+' if change['operation'] == 'add' else '-'} {', '.join(change['objects'])}"
    old, new = (EMPTY if value in ("None", "", None) else value for value in change)
    return f"{old} → {new}"
