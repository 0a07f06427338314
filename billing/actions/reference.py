"""The products that ship with the house."""

import json
from pathlib import Path

from django.conf import settings

from billing.models import Product

PRODUCTS = Path("fixtures") / "reference" / "products.json"


def load_products() -> int:
    """Add the shipped products that are missing and return how many; what staff changed stays as it is."""
    shipped = json.loads((settings.BASE_DIR / PRODUCTS).read_text(encoding="utf-8"))
    known = set(Product.objects.values_list("code", flat=True))
    missing = [Product(**fields) for fields in shipped if fields["code"] not in known]
    Product.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
