"""Mail: queued with its cause, sent once, never lost, and honest about what is not known."""

import email
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import policy
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import connection, transaction

from backoffice.kit import clock as office_clock
from backoffice.kit.transitions import Refused
from documents.actions.dispatch import dispatch, dispatch_waiting, set_apart_abandoned
from documents.actions.mail import queue_mail
from documents.actions.outbox import send_again
from documents.models import OutgoingMail

pytestmark = pytest.mark.django_db
CONTEXT = {"kantoor": "Klachtenkantoor Zorg", "telefoon": "053 123 45 67", "kenmerk": "K2026-00001"}


def queued(**changes: Any) -> OutgoingMail:
    """A mail that waits."""
    values = {"to": "klager@example.org", "context": CONTEXT, "key": "ready:1", **changes}
    return queue_mail("message_ready", **values)


def test_a_mail_says_that_something_is_ready_and_not_what() -> None:
    dispatch(queued().pk)

    [sent] = outbox.outbox
    assert sent.subject == "Er is een bericht voor u: K2026-00001"
    assert sent.to == ["klager@example.org"]
    assert sent.attachments == []


def test_the_message_id_is_ours_and_stays_the_same_over_attempts() -> None:
    mail = queued()

    dispatch(mail.pk)

    assert outbox.outbox[0].message()["Message-ID"] == mail.message_id
    assert mail.message_id == f"<{mail.pk}@example.org>"


def test_a_mail_is_queued_and_sent_once_however_often_it_is_asked() -> None:
    assert queued().pk == queued().pk

    for _ in range(3):
        dispatch(OutgoingMail.objects.get().pk)
        dispatch_waiting()

    assert len(outbox.outbox) == 1
    assert OutgoingMail.objects.get().state == "sent"


def test_a_mail_of_something_that_is_undone_is_never_sent() -> None:
    @transaction.atomic
    def step() -> None:
        queued()
        raise Refused("the step")

    with pytest.raises(Refused, match="the step"):
        step()

    assert dispatch_waiting() == 0


def test_a_line_end_in_a_name_begins_no_header() -> None:
    mail = queued(context={**CONTEXT, "kenmerk": "K1\r\nBcc: dief@example.org"})

    dispatch(mail.pk)

    message = outbox.outbox[0].message()
    assert message["Bcc"] is None
    assert outbox.outbox[0].subject == "Er is een bericht voor u: K1 Bcc: dief@example.org"


@pytest.mark.parametrize(
    "address", ["", "geen adres", "a@example.org\nBcc: b@example.org", "a@example.org, b@x.nl"]
)
def test_what_is_no_address_is_refused_before_anything_is_queued(address: str) -> None:
    with pytest.raises(Refused, match="geen e-mailadres"):
        queued(to=address)

    assert not OutgoingMail.objects.exists()


def test_texts_are_not_readable_in_the_database() -> None:
    queued(context={**CONTEXT, "kenmerk": "Kanarie"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_line, body FROM documents_outgoingmail")
        assert b"Kanarie" not in b"".join(bytes(value) for row in cursor.fetchall() for value in row)


# --- a mail server that fails ------------------------------------------------------------------------------------


@pytest.fixture
def smtp(settings: Any) -> Iterator[Callable[[Callable[[Any], None]], None]]:
    """Lets mail go to a server on this machine that behaves as the test says."""
    listener = socket.create_server(("127.0.0.1", 0))
    settings.EMAIL_BACKEND = "documents.transport.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
    settings.EMAIL_TIMEOUT = 0.5

    def behave(talk: Callable[[Any], None]) -> None:
        def serve() -> None:
            connection, _address = listener.accept()
            with connection, connection.makefile("rwb", buffering=0) as lines:
                talk(lines)

        threading.Thread(target=serve, daemon=True).start()

    yield behave
    listener.close()


def _until_text(lines: Any, *, recipient: bytes = b"250 ok\r\n") -> None:
    """A polite server up to the moment that the text is there."""
    lines.write(b"220 ready\r\n")
    for answer in (b"250 hello\r\n", b"250 ok\r\n", recipient):
        lines.readline()
        lines.write(answer)
    if recipient.startswith(b"250"):
        lines.readline()
        lines.write(b"354 go on\r\n")
        while lines.readline() != b".\r\n":
            pass


def _accepts(lines: Any) -> None:
    _until_text(lines)
    lines.write(b"250 queued\r\n")
    lines.readline()
    lines.write(b"221 bye\r\n")


def _breaks_after_text(lines: Any) -> None:
    _until_text(lines)


def _silent_after_text(lines: Any) -> None:
    _until_text(lines)
    threading.Event().wait(3)


def _refuses_address(lines: Any) -> None:
    _until_text(lines, recipient=b"550 no such user\r\n")
    lines.readline()
    lines.write(b"250 ok\r\n")
    lines.readline()


def _full_for_now(lines: Any) -> None:
    _until_text(lines)
    lines.write(b"452 disk full\r\n")
    lines.readline()
    lines.write(b"250 ok\r\n")
    lines.readline()


def _hangs(_lines: Any) -> None:
    threading.Event().wait(3)


def _breaks_at_once(lines: Any) -> None:
    lines.write(b"220 ready\r\n")


@pytest.mark.parametrize(
    ("talk", "state", "words"),
    [
        (_accepts, "sent", ""),
        (_breaks_after_text, "unsure", "nadat hij de tekst had"),
        (_silent_after_text, "unsure", "nadat hij de tekst had"),
        (_refuses_address, "failed", "weigert dit adres (550)"),
        (_full_for_now, "queued", "nu niet aan (452)"),
        (_hangs, "queued", "niet te bereiken"),
        (_breaks_at_once, "queued", "niet te bereiken"),
    ],
)
def test_each_way_in_which_a_mail_server_answers_has_its_own_state(
    smtp: Any, talk: Any, state: str, words: str
) -> None:
    smtp(talk)

    mail = queued()
    dispatch(mail.pk)

    mail.refresh_from_db()
    assert mail.state == state
    assert words in mail.last_error
    assert "klager" not in mail.last_error


def test_an_unreachable_server_is_tried_later_and_in_the_end_given_up(settings: Any) -> None:
    settings.EMAIL_BACKEND = "documents.transport.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mail, moment = queued(), office_clock.now()
    waits = []

    for _ in range(10):
        with office_clock.at(moment):
            assert dispatch(mail.pk) in ("queued", "failed")
            assert dispatch_waiting() == 0
            mail.refresh_from_db()
        waits.append(int((mail.next_attempt_at - moment).total_seconds() // 60))
        moment = mail.next_attempt_at + timedelta(seconds=1)

    assert waits[:4] == [1, 5, 15, 60]
    assert mail.state == "failed"
    assert list(OutgoingMail.objects.unfinished()) == [mail]


def test_a_person_can_have_an_unsure_mail_sent_again_under_the_same_message_id(
    smtp: Any, settings: Any
) -> None:
    smtp(_breaks_after_text)
    mail = queued()
    dispatch(mail.pk)
    assert dispatch(mail.pk) == "unsure"

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with pytest.raises(Refused, match="Niemand weet"):
        send_again(mail, None)
    send_again(mail, None, did_not_arrive=True)
    dispatch(mail.pk)

    assert [sent.message()["Message-ID"] for sent in outbox.outbox] == [mail.message_id]
    with pytest.raises(Refused, match="al verstuurd"):
        send_again(mail, None)


def test_a_mail_whose_worker_died_is_set_apart_for_a_person() -> None:
    mail = queued()
    OutgoingMail.objects.update(state="sending", claimed_at=office_clock.now())

    assert dispatch(mail.pk) == "sending"
    assert set_apart_abandoned() == 0
    with office_clock.at(office_clock.now() + timedelta(hours=1)):
        assert dispatch_waiting() == 0

    mail.refresh_from_db()
    assert mail.state == "unsure"
    assert outbox.outbox == []


def test_by_default_mail_becomes_files_that_a_mail_program_opens(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "documents.mail_files.EmlBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")

    dispatch(queued().pk)

    [file] = (tmp_path / "mail").iterdir()
    message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert file.suffix == ".eml"
    assert message["To"] == "klager@example.org"
    assert "Om uw privacy te beschermen" in message.get_content()
    assert file.stat().st_mode & 0o077 == 0


def test_a_mail_folder_that_cannot_be_written_keeps_the_mail(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be")
    settings.EMAIL_BACKEND = "documents.mail_files.EmlBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")

    assert dispatch(queued().pk) == "queued"
