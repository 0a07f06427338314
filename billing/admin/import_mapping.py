"""The page of mappings: how somebody else's list names our columns."""

from django.contrib import admin

from backoffice.kit.admin import OfficeAdmin
from billing.models import ImportMapping


@admin.register(ImportMapping)
class ImportMappingAdmin(OfficeAdmin):
    """Mappings of member lists."""

    may_delete = True
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name", "headers"]
