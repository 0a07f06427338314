"""The categories of complaints, which the administrator edits."""

from collections.abc import Sequence

from django.contrib import admin

from backoffice.kit.admin import OfficeAdmin
from casework.models import Category


@admin.register(Category)
class CategoryAdmin(OfficeAdmin):
    """A category is switched off rather than removed: older complaints keep it."""

    list_display = ("name", "code", "order", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "code")
    ordering = ("order", "name")
    prepopulated_fields = {"code": ("name",)}

    def get_readonly_fields(self, request: object, obj: Category | None = None) -> tuple[str, ...]:
        """The code of a category that exists is what reports count by."""
        return ("code",) if obj else ()

    def get_prepopulated_fields(
        self, request: object, obj: Category | None = None
    ) -> dict[str, Sequence[str]]:
        """Only while the code may be typed."""
        return {} if obj else {"code": ("name",)}
