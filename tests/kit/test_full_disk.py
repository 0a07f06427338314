"""A full disk is told in plain words, and leaves nothing half done."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from psycopg.errors import DiskFull

from backoffice.accounts.models import User
from backoffice.kit.full_disk import answer_failure, is_full_disk
from billing.models import ImportBatch, Member, MemberChange
from casework.models import Complaint, ComplaintEvent
from tests.factories.billing import checked, row
from tests.factories.casework import make_registered
from tests.factories.people import make_user
from tests.processes import Arena

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the limit is SQLite's own")
Told = tuple[int, str, Any]


def with_a_full_disk(path: str, answers: dict[str, Any], who: Any, look: Callable[[], Any]) -> Told:
    """Post on a database that cannot grow: status, text, and what the database then holds."""
    client = Client()
    client.force_login(User.objects.get(pk=who), backend="django.contrib.auth.backends.ModelBackend")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    answer = client.post(path, answers)
    return answer.status_code, answer.content.decode(), look()


def assert_told(status: int, text: str) -> None:
    """The page says what happened, what was kept and what to do."""
    assert status == 507
    assert "De schijf is vol" in text
    assert "is niet opgeslagen" in text
    assert "Vraag de beheerder om ruimte te maken" in text


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_list_on_a_full_disk_is_not_brought_in_by_half(tmp_path: Path) -> None:
    batch = checked(*[row(lidnummer=f"L{number}") for number in range(900)])
    who = make_user("finance").pk

    def after() -> Any:
        return Member.objects.count(), MemberChange.objects.count(), ImportBatch.objects.get().state

    ((status, text, left),) = Arena(tmp_path).run(
        1,
        lambda _number, _wait: with_a_full_disk(
            f"/admin/billing/importbatch/{batch.pk}/confirm/", {}, who, after
        ),
    )

    assert_told(status, text)
    assert left == (0, 0, "ready")


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_step_on_a_full_disk_is_not_taken_by_half(tmp_path: Path, clock: object) -> None:
    who = make_user("coordinator")
    complaint = make_registered(by=who)
    events = complaint.events.count()
    answers = {
        "version": complaint.version,
        "contacted_on": "24-03-2026",
        "channel": "telephone",
        "note": "Gebeld. " * 20_000,
    }

    def after() -> Any:
        return Complaint.objects.get().state, ComplaintEvent.objects.count()

    ((status, text, left),) = Arena(tmp_path).run(
        1,
        lambda _number, _wait: with_a_full_disk(
            f"/admin/casework/complaint/{complaint.pk}/step/record_contact/", answers, who.pk, after
        ),
    )

    assert_told(status, text)
    assert left == (complaint.state, events)


def test_a_full_disk_for_files_is_told_too(
    finance: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    client.force_login(finance, backend="django.contrib.auth.backends.ModelBackend")
    monkeypatch.setattr("backoffice.office.build_for", full)
    monkeypatch.setattr(FileSystemStorage, "_save", full)

    start = client.get("/admin/")
    upload = client.post(
        "/admin/billing/importbatch/add/", {"file": SimpleUploadedFile("l.csv", b"lidnummer;naam\nL1;x\n")}
    )

    assert_told(start.status_code, start.content.decode())
    assert "schijf vol" in upload.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_full_disk_outside_the_views_has_the_same_page(rf: RequestFactory) -> None:
    try:
        raise OperationalError("could not extend file") from DiskFull()
    except OperationalError:
        answer = answer_failure(rf.post("/admin/"))

    assert_told(answer.status_code, answer.content.decode())


@pytest.mark.parametrize(
    "error", [OperationalError("no such table"), OSError(errno.EACCES, "no"), ValueError()]
)
def test_other_failures_stay_what_they_are(error: Exception) -> None:
    assert not is_full_disk(error)
