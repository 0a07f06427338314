"""The columns of the member list, each with the parser of its cells."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backoffice.kit.exchange import cells
from backoffice.kit.exchange.layout import Column, Layout
from billing.member_list import parsers
from billing.member_list.names import COLUMN_HEADERS
from billing.models.care_law import CareLaw
from billing.models.member import LegalForm
from billing.models.product import Product
from billing.procedures import known_procedures

TITLES: dict[str, Promise] = {
    "number": _("member number"),
    "name": _("name"),
    "legal_form": _("legal form"),
    "kvk": _("KvK number"),
    "branch": _("branch number"),
    "agb": _("AGB code"),
    "street": _("street"),
    "house_number": _("house number"),
    "postcode": _("postcode"),
    "city": _("city"),
    "email": _("e-mail"),
    "phone": _("telephone"),
    "website": _("website"),
    "sector": _("sector"),
    "laws": _("care laws"),
    "procedure": _("procedure"),
    "contact": _("contact person"),
    "invoice_email": _("e-mail for invoices"),
    "vat_number": _("VAT number"),
    "iban": _("IBAN"),
    "joined_on": _("member since"),
    "left_on": _("member until"),
    "subscriptions": _("subscriptions"),
}
FEW_VALUES = frozenset(
    {"legal_form", "city", "sector", "laws", "procedure", "joined_on", "left_on", "subscriptions"}
)

Parser = Callable[[Any], str]


def member_layout() -> Layout:
    """The columns, with today's products and procedures. Queries for those."""
    products = list(Product.objects.values_list("code", flat=True))
    return layout_with(products, known_procedures())


def layout_with(products: list[str], procedures: Mapping[str, str]) -> Layout:
    """The columns, given the product codes (in order) and the procedures that exist."""
    known = _parsers(products, procedures)
    return Layout(tuple(_column(key, known[key]) for key in COLUMN_HEADERS))


def _column(key: str, parse: Parser) -> Column:
    return Column(
        key=key,
        headers=COLUMN_HEADERS[key],
        title=TITLES[key],
        parse=parse,
        is_required=key == "name",
        repeats=key in FEW_VALUES,
    )


def _parsers(products: list[str], procedures: Mapping[str, str]) -> dict[str, Parser]:
    return {
        "number": partial(cells.text, most=20),
        "name": partial(cells.text, most=200),
        "legal_form": partial(parsers.one_of, known=LegalForm.values),
        "kvk": partial(cells.digits, length=8),
        "branch": partial(cells.digits, length=12),
        "agb": partial(cells.digits, length=8),
        "street": partial(cells.text, most=100),
        "house_number": partial(cells.text, most=20),
        "postcode": parsers.postcode,
        "city": partial(cells.text, most=100),
        "email": parsers.email,
        "phone": parsers.phone,
        "website": parsers.website,
        "sector": partial(cells.text, most=60),
        "laws": partial(parsers.several_of, known=CareLaw.values),
        "procedure": partial(parsers.one_of, known=list(procedures)),
        "contact": partial(cells.text, most=200),
        "invoice_email": parsers.email,
        "vat_number": parsers.vat_number,
        "iban": parsers.iban,
        "joined_on": cells.day,
        "left_on": cells.day,
        "subscriptions": partial(parsers.several_of, known=products),
    }
