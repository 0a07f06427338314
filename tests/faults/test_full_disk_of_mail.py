"""A full disk keeps mail and letters waiting, leaves nothing half written, and is over when there is room."""

import email
import os
from collections.abc import Callable
from datetime import timedelta
from email import policy
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.full_disk import is_full_disk
from casework.models import ComplaintEvent
from documents import tasks
from documents.actions.mail import queue_mail
from documents.models import IssuedDocument, LetterOrder, OutgoingMail
from tests.factories.casework import make_registered
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use
from tests.processes import Arena
from tests.small_disk import PAGE_BYTES, fill, needs_small_disk, put_small_disk_on

pytestmark = pytest.mark.django_db(transaction=True)
CONTEXT = {"kantoor": "Klachtenkantoor Zorg", "telefoon": "053 123 45 67", "kenmerk": "K2026-00001"}
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the limit is SQLite's own")


@pytest.fixture
def folder(settings: Any, tmp_path: Path, clock: Any) -> Path:
    """Where mail becomes files; the clock stands still."""
    settings.EMAIL_BACKEND = "documents.mail_files.EmlBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    (tmp_path / "mail").mkdir()
    return tmp_path / "mail"


def an_hour_later(task: Callable[[], int]) -> int:
    """What the worker does then."""
    with office_clock.at(office_clock.now() + timedelta(hours=1)):
        return task()


@needs_small_disk
@pytest.mark.parametrize("free", [0, 4], ids=["nothing fits", "half of it fits"])
def test_a_mail_on_a_full_disk_waits_and_is_written_whole_when_there_is_room(
    folder: Path, tmp_path: Path, free: int
) -> None:
    text = {**CONTEXT, "kantoor": "Klachtenkantoor Zorg " * 2000}
    mail = queue_mail("message_ready", to="klager@example.org", context=text, key="ready:1")

    def on_a_small_disk() -> Any:
        put_small_disk_on(folder, pages=20)
        filler = folder / "filler"
        fill(filler)
        os.truncate(filler, filler.stat().st_size - free * PAGE_BYTES)
        tasks.dispatch_mail(str(mail.pk))
        waiting = OutgoingMail.objects.unfinished().values_list("state", "last_error").get()
        left = sorted(file.name for file in folder.iterdir())
        filler.unlink()
        sent = an_hour_later(tasks.pick_up_mail)
        return waiting, left, sent, [file.read_bytes() for file in folder.iterdir()]

    (state, reason), left, sent, files = Arena(tmp_path).look(on_a_small_disk)

    assert (state, left, sent) == ("queued", ["filler"], 1)
    assert "De schijf is vol" in reason
    [content] = files
    message = email.message_from_bytes(content, policy=policy.default)
    assert message["Message-ID"] == mail.message_id
    assert message.get_content().count("Klachtenkantoor Zorg") == 2000


@on_sqlite
def test_a_mail_is_not_sent_when_the_database_cannot_note_it_and_goes_out_later(
    folder: Path, tmp_path: Path
) -> None:
    mail = queue_mail("message_ready", to="klager@example.org", context=CONTEXT, key="ready:1")

    def without_room_for_a_row() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
        with pytest.raises(Exception, match="readonly"):
            tasks.dispatch_mail(str(mail.pk))
        return OutgoingMail.objects.get().state, list(folder.iterdir())

    arena = Arena(tmp_path)

    assert arena.look(without_room_for_a_row) == ("queued", [])
    assert arena.look(lambda: an_hour_later(tasks.pick_up_mail)) == 1
    assert len(list(folder.iterdir())) == 1


@on_sqlite
def test_an_ordered_letter_on_a_full_disk_is_not_kept_by_half_and_is_made_when_there_is_room(
    clock: Any, tmp_path: Path
) -> None:
    templates_in_use()
    by: User = make_user("coordinator")
    make_registered(by)
    order = str(LetterOrder.objects.get().pk)
    arena = Arena(tmp_path)

    def what_there_is() -> tuple[int, int, int]:
        told = ComplaintEvent.objects.filter(name="letter_issued").count()
        return IssuedDocument.objects.count(), told, LetterOrder.objects.waiting().count()

    def on_a_full_disk() -> tuple[bool, tuple[int, int, int]]:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        with pytest.raises(Exception, match="full") as error:
            tasks.issue_ordered(order)
        return is_full_disk(error.value), what_there_is()

    assert arena.look(on_a_full_disk) == (True, (0, 0, 1))
    assert arena.look(lambda: an_hour_later(tasks.pick_up_orders)) == 1
    assert arena.look(what_there_is) == (1, 1, 0)
