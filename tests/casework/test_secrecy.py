"""What a complainant tells is found nowhere but in the complaint: not in the database's bytes, logs, tasks or mails."""

import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from backoffice.kit.refusals import Refused
from backoffice.kit.transitions import perform
from casework.actions.attachments import attach
from casework.actions.consent import withdraw_consent
from casework.actions.intake import PartIntake
from casework.models import Complaint
from documents.models import IssuedDocument, LetterOrder, OutgoingMail
from documents.tasks import issue_ordered
from tests.factories.casework import coordinator_of, make_informal
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db(transaction=True)
CANARIES = {
    "narrative": "kanarie-verhaal-7Q",
    "wish": "kanarie-wens-8W",
    "part": "kanarie-onderdeel-9E",
    "note": "kanarie-notitie-1R",
    "result": "kanarie-resultaat-2T",
    "file": "kanarie-bestand-3Y",
}


@pytest.fixture
def told(clock: Any, caplog: pytest.LogCaptureFixture) -> Complaint:
    """A complaint that went all the way to its closing, with a canary in every text."""
    caplog.set_level(logging.DEBUG)
    complaint = make_informal(
        narrative=CANARIES["narrative"],
        wish=CANARIES["wish"],
        parts=(PartIntake(text=CANARIES["part"]),),
    )
    coordinator = coordinator_of(complaint)
    withdraw_consent(complaint, "name_complainant", coordinator, note=CANARIES["note"])
    attach(complaint, SimpleUploadedFile(f"{CANARIES['file']}.txt", b"Geachte heer"), coordinator)
    with pytest.raises(Refused):
        perform(complaint, "close", by=coordinator, result=CANARIES["result"])
    position = "De zorgaanbieder ziet het anders."
    answers = {"result": CANARIES["result"], "provider_position": position, "part_1": "resolved"}
    perform(complaint, "close", by=coordinator, **answers)
    return complaint


def test_the_texts_are_there_for_who_may_read_them(told: Complaint) -> None:
    stored = Complaint.objects.get(pk=told.pk)

    assert (stored.narrative, stored.wish, stored.result) == (
        CANARIES["narrative"],
        CANARIES["wish"],
        CANARIES["result"],
    )
    assert stored.parts.get().text == CANARIES["part"]
    assert stored.attachments.get().name == f"{CANARIES['file']}.txt"
    assert stored.events.get(name="consent_withdrawn").answers["note"] == CANARIES["note"]


def test_no_text_stands_in_the_bytes_of_the_database(told: Complaint, tmp_path: Path) -> None:
    dumped = database_bytes(tmp_path)

    assert b"jansen" in dumped
    assert [name for name, canary in CANARIES.items() if canary.encode() in dumped] == []


def test_no_text_stands_in_the_log(told: Complaint, caplog: pytest.LogCaptureFixture) -> None:
    logged = " ".join(record.getMessage() for record in caplog.records)

    assert [name for name, canary in CANARIES.items() if canary in logged] == []


def test_tasks_carry_keys_only(told: Complaint) -> None:
    tasks = [str(SignedPackage.loads(row.payload)) for row in OrmQ.objects.all()]

    assert len(tasks) >= 2
    assert not [task for task in tasks if any(text in task for text in (*CANARIES.values(), "Jansen"))]
    assert [task for task in tasks if str(LetterOrder.objects.all()[0].pk) in task]


def test_a_letter_with_the_text_of_the_complaint_lies_encrypted(told: Complaint, tmp_path: Path) -> None:
    templates_in_use()
    for order in LetterOrder.objects.all():
        issue_ordered(str(order.pk))

    dumped = database_bytes(tmp_path)

    kinds = {"acknowledgement", "consent_form", "provider_notice", "closing", "closing_provider"}
    assert set(IssuedDocument.objects.values_list("kind", flat=True)) == kinds
    assert [name for name, canary in CANARIES.items() if canary.encode() in dumped] == []
    assert not [mail for mail in OutgoingMail.objects.all() if any(c in mail.body for c in CANARIES.values())]


def database_bytes(folder: Path) -> bytes:
    """Everything that the database holds, as it lies on the disk."""
    if connection.vendor == "sqlite":
        copy = folder / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        assert sqlite3.connect(copy).execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return copy.read_bytes()
    return b"\n".join(_rows_of(table) for table in connection.introspection.table_names())


def _rows_of(table: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 our own tables
        return b"\n".join(_bytes_of(value) for row in cursor.fetchall() for value in row)


def _bytes_of(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
