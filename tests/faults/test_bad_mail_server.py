"""A mail server that refuses, hangs, drips or breaks at any moment: each mail goes out once, or a person is asked."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from backoffice.kit import clock as office_clock
from documents import tasks
from documents.actions.mail import queue_mail
from documents.models import OutgoingMail
from tests.mail_server import DRIP, DROP, HANG, Trouble, mail_server

pytestmark = pytest.mark.django_db
CONTEXT = {"kantoor": "Klachtenkantoor Zorg", "telefoon": "053 123 45 67", "kenmerk": "K2026-00001"}
UNSURE = "nadat hij de tekst had"


def queued(key: str = "ready:1") -> OutgoingMail:
    """A mail that waits."""
    return queue_mail("message_ready", to="klager@example.org", context=CONTEXT, key=key)


def tried(mail: OutgoingMail) -> OutgoingMail:
    """The mail after the worker tried it once."""
    tasks.dispatch_mail(str(mail.pk))
    mail.refresh_from_db()
    return mail


def a_day_of_work() -> None:
    """The rounds of the worker that follow."""
    for minutes in (2, 10, 60, 24 * 60):
        with office_clock.at(office_clock.now() + timedelta(minutes=minutes)):
            tasks.pick_up_mail()


# --- what goes wrong before the text is handed over: waits, and goes out once -------------------------------------


@pytest.mark.parametrize(
    ("moment", "answer", "words"),
    [
        ("connect", b"421 too busy", "nu niet aan (421)"),
        ("connect", b"554 no service", "nu niet aan (554)"),
        ("connect", HANG, "niet te bereiken"),
        ("connect", DRIP, "nu niet aan (222)"),
        ("connect", DROP, "niet te bereiken"),
        ("EHLO", DROP, "niet te bereiken"),
        ("MAIL", b"451 not now", "nu niet aan (451)"),
        ("MAIL", b"550 not from you", "nu niet aan (550)"),
        ("MAIL", DROP, "niet te bereiken"),
        ("RCPT", b"451 greylisted", "voor dit adres"),
        ("RCPT", b"421 closing", "voor dit adres"),
        ("RCPT", HANG, "niet te bereiken"),
        ("RCPT", DROP, "niet te bereiken"),
        ("DATA", b"451 not now", "nu niet aan (451)"),
        ("DATA", DROP, "niet te bereiken"),
        ("DATA", HANG, "niet te bereiken"),
        ("text", b"452 disk full", "nu niet aan (452)"),
        ("text", b"421 closing", "nu niet aan (421)"),
    ],
)
def test_what_fails_before_the_server_has_the_text_waits_and_goes_out_once(
    settings: Any, moment: str, answer: bytes, words: str
) -> None:
    with mail_server(settings, Trouble(moment, answer)) as server:
        mail = tried(queued())
        assert (mail.state, server.received) == ("queued", [])
        assert words in mail.last_error
        assert mail.next_attempt_at > office_clock.now()

        a_day_of_work()

    assert server.how_often() == {mail.message_id: 1}
    assert OutgoingMail.objects.get().state == "sent"


# --- what is refused for good: listed, and not tried again ---------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "answer", "words"),
    [
        ("RCPT", b"550 no such user", "weigert dit adres (550)"),
        ("DATA", b"554 no", "weigert deze mail (554)"),
        ("text", b"550 this is spam", "weigert deze mail (550)"),
    ],
)
def test_what_is_refused_for_good_is_listed_and_never_offered_again(
    settings: Any, moment: str, answer: bytes, words: str
) -> None:
    with mail_server(settings, Trouble(moment, answer)) as server:
        mail = tried(queued())
        a_day_of_work()

    mail.refresh_from_db()
    assert (mail.state, server.received, server.conversations) == ("failed", [], 1)
    assert words in mail.last_error
    assert list(OutgoingMail.objects.unfinished()) == [mail]


# --- what goes wrong after the text: a person decides --------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [DROP, HANG, DRIP, b"what?", b"251 elsewhere", b"099 no such class", b"250 " + b"x" * 9000, b"354 go on"],
)
def test_an_answer_to_the_text_that_says_nothing_leaves_it_to_a_person(settings: Any, answer: bytes) -> None:
    with mail_server(settings, Trouble("text", answer)) as server:
        mail = tried(queued())
        a_day_of_work()

    mail.refresh_from_db()
    assert (mail.state, server.how_often(), server.conversations) == ("unsure", {mail.message_id: 1}, 1)
    assert UNSURE in mail.last_error
    assert list(OutgoingMail.objects.unfinished()) == [mail]


def test_a_text_that_broke_off_halfway_is_left_to_a_person_too(settings: Any) -> None:
    with mail_server(settings, Trouble("halfway", DROP)) as server:
        mail = tried(queued())
        a_day_of_work()

    mail.refresh_from_db()
    assert (mail.state, server.received) == ("unsure", [])


@pytest.mark.parametrize(
    ("moment", "answer"),
    [("QUIT", DROP), ("QUIT", HANG), ("QUIT", b"2" * 9000), ("QUIT", b"500 ?")],
)
def test_whatever_the_goodbye_is_a_mail_that_was_taken_is_sent(
    settings: Any, moment: str, answer: bytes
) -> None:
    with mail_server(settings, Trouble(moment, answer)) as server:
        mail = tried(queued())
        a_day_of_work()

    mail.refresh_from_db()
    assert (mail.state, server.how_often()) == ("sent", {mail.message_id: 1})


# --- many mails, and what they leave behind ------------------------------------------------------------------------


def test_one_mail_that_the_server_hangs_on_keeps_none_of_the_others(settings: Any) -> None:
    mails = [queued(f"ready:{number}") for number in range(4)]

    with mail_server(settings, Trouble("RCPT", HANG), Trouble("text", DROP)) as server:
        sent_at_once = tasks.pick_up_mail()
        a_day_of_work()

    states = sorted(OutgoingMail.objects.values_list("state", flat=True))
    assert sent_at_once == 2
    assert states == ["sent", "sent", "sent", "unsure"]
    assert server.how_often() == {mail.message_id: 1 for mail in mails}


def test_a_server_that_is_away_leaves_no_watch_and_no_line_behind(settings: Any) -> None:
    with mail_server(settings, Trouble("AUTH", b"535 no"), Trouble("connect", DROP)):
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "kantoor", "fout"
        before = threading.active_count()
        tried(queued("1"))
        tried(queued("2"))
    tried(queued("3"))  # nobody listens any more

    watches = [one for one in threading.enumerate() if isinstance(one, threading.Timer)]

    assert [watch for watch in watches if not watch.finished.is_set()] == []
    assert threading.active_count() <= before + 2


# --- the raw text ---------------------------------------------------------------------------------------------------


def test_the_server_gets_one_receiver_one_text_and_the_headers_that_belong(settings: Any) -> None:
    with mail_server(settings) as server:
        mail = tried(queued())

    [one] = server.received
    headers, _empty, body = one.content.partition(b"\r\n\r\n")
    assert (one.sender, one.receivers) == (b"<kantoor@example.org>", (b"<klager@example.org>",))
    assert f"Message-ID: {mail.message_id}".encode() in headers.split(b"\r\n")
    assert "Om uw privacy te beschermen" in one.message.get_content()
    assert b"\n" not in one.content.replace(b"\r\n", b"")
    assert body.endswith(b"\r\n")
