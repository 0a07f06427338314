"""The check of a list that is broken off: told, begun anew, and never stuck."""

import sqlite3
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django_q.models import OrmQ

from backoffice.accounts.models import User
from backoffice.kit import clock as kit_clock
from backoffice.kit.transitions import Refused
from billing.actions import import_checking
from billing.actions.import_checking import check, check_again
from billing.actions.member_import import confirm, receive_list
from billing.member_list.preview import preview_rows
from billing.member_list.store import MemberStore
from billing.models import BatchState, ImportBatch, Member
from tests.factories.billing import brought_in, checked, load_products, member_list, row

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=6)


def received(finance: User, rows: int = 3) -> ImportBatch:
    """A list that waits for its check."""
    load_products()
    content = member_list(*[row(lidnummer=f"L{number}") for number in range(rows)])
    return receive_list(SimpleUploadedFile("leden.csv", content), "leden.csv", by=finance)


def full_disk() -> OperationalError:
    """What Django raises when SQLite finds no room."""
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = sqlite3.SQLITE_FULL
    error = OperationalError("database or disk is full")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (full_disk(), "De schijf is vol"),
        (OperationalError("server closed"), "afgebroken (OperationalError)"),
        (OSError(5, "Input/output error"), "afgebroken (OSError)"),
    ],
)
def test_a_check_that_is_broken_off_says_why_and_can_be_asked_again(
    error: Exception, told: str, finance: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = received(finance)

    def broken(*_arguments: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(MemberStore, "fetch", broken)
        check(batch)
    batch.refresh_from_db()

    assert batch.state == BatchState.FAILED
    assert told in batch.reasons[0]
    check_again(batch, by=finance)
    check(batch)
    assert ImportBatch.objects.get().state == BatchState.READY


def test_a_check_begun_anew_counts_from_nought(finance: User, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = received(finance)
    ImportBatch.objects.update(rows_checked=240, new_count=240)

    check(ImportBatch.objects.get())

    batch.refresh_from_db()
    assert (batch.rows_checked, batch.new_count, batch.row_count) == (3, 3, 3)
    assert len(list(preview_rows(batch, "new"))) == 3


def test_only_a_check_that_hangs_can_be_asked_for_again(finance: User, clock: object) -> None:
    batch = received(finance)
    OrmQ.objects.all().delete()

    with pytest.raises(Refused):
        check_again(batch, by=finance)
    assert not batch.is_stalled
    with kit_clock.at(kit_clock.now() + LATER):
        assert ImportBatch.objects.get().is_stalled
        check_again(batch, by=finance)
        assert not ImportBatch.objects.get().is_stalled


def test_the_page_of_a_check_that_hangs_offers_to_check_again(finance: User, clock: object) -> None:
    batch = received(finance)
    client = Client()
    client.force_login(finance, backend="django.contrib.auth.backends.ModelBackend")
    page = f"/admin/billing/importbatch/{batch.pk}/change/"

    assert "Opnieuw controleren" not in client.get(page).content.decode()
    ImportBatch.objects.update(moved_at=kit_clock.now() - LATER)
    shown = client.get(page).content.decode()

    assert "geen teken meer" in shown
    assert "Opnieuw controleren" in shown


def test_a_check_thought_dead_writes_nothing_once_a_newer_one_began(
    finance: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = received(finance)
    real = import_checking.read_table

    def slowly(content: bytes) -> Any:
        monkeypatch.setattr(import_checking, "read_table", real)
        check(ImportBatch.objects.get())
        ImportBatch.objects.update(state=BatchState.CHECKING)
        return real(content)

    monkeypatch.setattr(import_checking, "read_table", slowly)
    check(batch)

    assert ImportBatch.objects.get().attempt == 2
    assert len(list(preview_rows(batch, "new"))) == 3


def test_a_check_thought_dead_that_fails_leaves_what_the_newer_one_found(
    finance: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = received(finance)
    real = import_checking.read_table

    def slowly(_content: bytes) -> Any:
        monkeypatch.setattr(import_checking, "read_table", real)
        check(ImportBatch.objects.get())
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(import_checking, "read_table", slowly)
    check(batch)

    assert batch.state != BatchState.FAILED
    assert ImportBatch.objects.get().state == BatchState.READY


def test_two_new_members_with_one_organisation_are_under_a_warning() -> None:
    batch = checked(row(), row(lidnummer="L2"), row(lidnummer="L3", vestigingsnummer="000012345678"))

    first, twin, branch = preview_rows(batch, "new")

    assert (first["warnings"], branch["warnings"]) == ([], [])
    assert twin["warnings"] == [
        "Rij 2 heeft hetzelfde KvK- en vestigingsnummer: dit is misschien dezelfde organisatie."
    ]


def test_another_name_and_another_city_under_one_number_are_under_a_warning() -> None:
    brought_in(row(), row(lidnummer="L2", kvk=""))

    batch = checked(row(plaats="Enschede"), row(lidnummer="L2", kvk="", naam="Andere BV", plaats="Enschede"))

    moved, replaced = preview_rows(batch, "changed")
    assert moved["warnings"] == []
    assert replaced["warnings"] == [
        "Naam en plaats zijn allebei anders: dit is misschien een andere organisatie."
    ]


def test_a_rule_of_the_database_that_a_list_breaks_is_named() -> None:
    batch = checked(row())
    page = batch.pages.get()
    page.rows[0]["values"]["left_on"] = "01-01-1990"
    page.save()

    with pytest.raises(Refused, match="regel van de database") as refused:
        confirm(batch)

    assert "member_" in str(refused.value)
    assert not Member.objects.exists()
