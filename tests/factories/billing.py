"""Members and lists, as finance would make them."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings

from billing.actions.member_import import check_list, confirm
from billing.actions.reference import load_products
from billing.models import ImportBatch, Member, Product, Subscription

DEMO = Path(settings.BASE_DIR) / "fixtures" / "demo"
LIST_2026 = DEMO / "ledenlijst-2026.csv"
LIST_NEW = DEMO / "ledenlijst-nieuw.xlsx"

_numbers = count(1)

# A row in which everything is right.
RIGHT_ROW: dict[str, str] = {
    "lidnummer": "L1",
    "naam": "Thuiszorg De Brug",
    "rechtsvorm": "bv",
    "kvk": "57126116",
    "vestigingsnummer": "040364797839",
    "agb": "13175294",
    "straat": "Daansteeg",
    "huisnummer": "142a",
    "postcode": "7219 BC",
    "plaats": "Molenaarsgraaf",
    "email": "info@debrug.example",
    "telefoon": "+31 6 5774720",
    "website": "https://debrug.example",
    "sector": "vvt",
    "wetten": "Zvw|Wlz",
    "procedure": "wkkgz",
    "contactpersoon": "Joep Cornelisse",
    "factuur_email": "administratie@debrug.example",
    "btw_nummer": "NL688136138B92",
    "iban": "NL02RABO9859611191",
    "lid_sinds": "25-08-2016",
    "lid_tot": "",
    "abonnementen": "klachtenfunctionaris|fg",
}


def make_member(**fields: Any) -> Member:
    """A member since 2020, without subscriptions."""
    number = next(_numbers)
    values = {
        "number": f"M{number:05}",
        "name": f"Zorg {number}",
        "city": "Enschede",
        "joined_on": date(2020, 1, 1),
    }
    return Member.objects.create(**{**values, **fields})


def subscribe(member: Member, code: str, *, state: str = "active", **fields: Any) -> Subscription:
    """A subscription of the member from the day it joined."""
    load_products()
    values = {"starts_on": member.joined_on, **fields}
    return Subscription.objects.create(
        member=member, product=Product.objects.get(code=code), state=state, **values
    )


def row(**cells: str) -> dict[str, str]:
    """A right row with other cells."""
    return {**RIGHT_ROW, **cells}


def member_list(*rows: Mapping[str, str]) -> bytes:
    """A list of these rows as a CSV; the first row's keys are the header."""
    out = StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def checked(*rows: Mapping[str, str], by: Any = None) -> ImportBatch:
    """A checked list of these rows."""
    load_products()
    return check_list(member_list(*rows), "leden.csv", by=by)


def brought_in(*rows: Mapping[str, str], by: Any = None) -> ImportBatch:
    """A list of these rows that was brought in."""
    batch = checked(*rows, by=by)
    confirm(batch, by=by)
    return batch


def problems(batch: ImportBatch) -> list[list[str]]:
    """Every wrong cell: row, column, value and message."""
    pages: Iterable[Any] = batch.pages.filter(kind="wrong")
    return [[str(one["row"]), *problem] for page in pages for one in page.rows for problem in one["problems"]]
