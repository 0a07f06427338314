"""A member list brought in: read, checked, previewed, confirmed and logged, beside django-import-export.

The peer follows its manual: a `ModelResource` that finds its row by number, `skip_unchanged`, validation of each
instance, one transaction; it reads the same file and writes the same member columns.

What is counted on either side. Ours: reading the file, the check with its stored preview, the confirmation in one
transaction, contacts, subscriptions and the change log. The peer: loading the file and **one** real pass. Its manual
runs every list twice, first with ``dry_run=True`` for the preview; that first pass is left out, in the peer's favour,
as are contacts, subscriptions and the log. Its page on bulk work (``use_bulk``, ``CachedInstanceLoader``) is not
followed: that halves the peer's time for an unchanged list, and makes a changed one slower.
"""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from time import perf_counter
from typing import Any

from django.db import connection
from import_export import fields, resources, widgets
from stdnum.iso7064 import mod_97_10
from tablib import Dataset

from billing.actions.member_import import check_list, confirm
from billing.member_list.names import COLUMN_HEADERS, CONTACT, SUBSCRIPTIONS
from billing.models import BatchState, ImportBatch, Member, MemberChange
from tests.benchmarks.result import Result

TARGETS = {
    "sqlite": {"new": 8, "changed": 10, "unchanged": 20},
    "postgresql": {"new": 20, "changed": 10, "unchanged": 20},
}
PEER_COLUMNS = [key for key in COLUMN_HEADERS if key not in (CONTACT, SUBSCRIPTIONS)]


class LawsWidget(widgets.Widget):
    """Codes with ``|`` between them."""

    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> Any:
        """The codes, as the field keeps them."""
        return Member._meta.get_field("laws").to_python(value)

    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        """The codes as text."""
        return "|".join(value)


class PeerResource(resources.ModelResource):
    """The member list as django-import-export's manual does it."""

    laws = fields.Field(attribute="laws", column_name="laws", widget=LawsWidget())
    joined_on = fields.Field(
        attribute="joined_on", column_name="joined_on", widget=widgets.DateWidget("%d-%m-%Y")
    )
    left_on = fields.Field(attribute="left_on", column_name="left_on", widget=widgets.DateWidget("%d-%m-%Y"))

    class Meta:
        model = Member
        fields = PEER_COLUMNS
        import_id_fields = ["number"]
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        clean_model_instances = True


def run(rows: int) -> list[Result]:
    """Bring in a new list, the same list again, and one in which every row has changed; then the peer likewise."""
    first, second = member_list(rows), member_list(rows, moved=True)
    lists = {"new": first, "unchanged": first, "changed": second}
    ours = {kind: _seconds(lambda: _bring_in(content, kind, rows)) for kind, content in lists.items()}  # noqa: B023
    _empty()
    peer = {kind: _seconds(lambda: _peer(content, kind, rows)) for kind, content in lists.items()}  # noqa: B023
    targets = TARGETS[connection.vendor]
    return [
        Result(
            f"member list, {kind}",
            ours[kind],
            peer[kind],
            targets[kind],
            f"{rows:,} rows, {connection.vendor}",
        )
        for kind in ("new", "changed", "unchanged")
    ]


def member_list(rows: int, *, moved: bool = False) -> bytes:
    """A list of as many different members, as Excel saves it; ``moved`` gives each another telephone and city."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([dutch for dutch, _english in COLUMN_HEADERS.values()])
    writer.writerows(_row(number, moved) for number in range(1, rows + 1))
    return out.getvalue().encode("cp1252")


def _row(number: int, moved: bool) -> list[str]:
    values = {
        "number": f"L{number:06}",
        "name": f"Thuiszorg De Brug & Zoon {number}",
        "legal_form": ("bv", "stichting", "coöperatie")[number % 3],
        "kvk": f"{10_000_000 + number}",
        "branch": f"{number:012}",
        "agb": f"{1_000_000 + number:08}",
        "street": f"Dorpsstraat {number % 97}e",
        "house_number": f"{number % 300} bis",
        "postcode": f"{1000 + number % 9000} AB",
        "city": "Enschede" if moved else f"Plaats {number % 500}",
        "email": f"info@lid{number}.example",
        "phone": f"053-{number + moved:07}",
        "website": f"https://lid{number}.example",
        "sector": ("ggz", "vvt", "jeugdhulp")[number % 3],
        "laws": ("Zvw", "Wlz|Wmo|Zvw", "Jeugdwet|Wlz")[number % 3],
        "procedure": ("wkkgz", "coöperatie")[number % 2],
        "contact": f"Joep Cornelisse {number}",
        "invoice_email": f"administratie@lid{number}.example",
        "vat_number": _vat_number(number),
        "iban": _iban(number),
        "joined_on": date(2016 + number % 10, 1 + number % 12, 1 + number % 28).strftime("%d-%m-%Y"),
        "left_on": "" if number % 20 else "31-12-2026",
        "subscriptions": ("klachtenfunctionaris", "klachtenfunctionaris|klachtencommissie")[number % 2],
    }
    return [values[key] for key in COLUMN_HEADERS]


def _iban(number: int) -> str:
    account = f"ABNA{number:010}"
    return "NL" + mod_97_10.calc_check_digits(account + "NL") + account


def _vat_number(number: int) -> str:
    """A number with the check digits of sole traders, which any nine digits can have."""
    base = f"NL{number:09}B"
    return base + mod_97_10.calc_check_digits(base)


def _bring_in(content: bytes, kind: str, rows: int) -> None:
    batch = check_list(content, f"{kind}.csv")
    confirm(batch)
    assert batch.state == BatchState.DONE
    assert batch.counts[kind] == rows


def _peer(content: bytes, kind: str, rows: int) -> None:
    result = PeerResource().import_data(_dataset(content), dry_run=False, raise_errors=True)
    done = {"new": "new", "changed": "update", "unchanged": "skip"}[kind]
    assert not result.has_validation_errors()
    assert result.totals[done] == rows


def _dataset(content: bytes) -> Dataset:
    data = Dataset().load(content.decode("cp1252"), format="csv", delimiter=";")
    data.headers = list(COLUMN_HEADERS)
    return data


def _empty() -> None:
    MemberChange.objects.all().delete()
    Member.objects.all().delete()
    for batch in ImportBatch.objects.all():
        batch.file.delete(save=False)
        batch.delete()


def _seconds(work: Callable[[], None]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
