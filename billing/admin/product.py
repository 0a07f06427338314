"""The page of what the office offers."""

from django.contrib import admin
from django.http import HttpRequest

from backoffice.kit.admin import OfficeAdmin
from backoffice.kit.exchange.admin import ListExport, SmallCorrections
from billing.exchange import ProductResource
from billing.models import Product


@admin.register(Product)
class ProductAdmin(SmallCorrections, ListExport, OfficeAdmin):
    """Products: the code stays, because lists and contracts name it."""

    resource_classes = [ProductResource]
    list_display = ["name", "code", "kind", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "code"]
    fields = ["code", "name", "description", "kind", "order", "is_active"]

    def get_readonly_fields(self, request: HttpRequest, obj: Product | None = None) -> list[str]:
        """The code, once it has been given out."""
        return ["code"] if obj else []
