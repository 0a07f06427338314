"""Nothing that a name, a text, an address or a setting holds begins a header, a receiver or a command of its own."""

import re
from email import message_from_bytes, policy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from backoffice.accounts.models import User
from backoffice.kit.refusals import Refused
from documents.actions.issue import issue
from documents.actions.mail import queue_mail, send_letter
from documents.actions.mail_message import message_of
from documents.kinds import DocumentKind
from documents.mail_kinds import MESSAGE_READY
from documents.models import IssuedDocument, LetterPdf, OutgoingMail
from tests.factories.documents import make_member
from tests.faults.test_bad_mail_server import CONTEXT, tried
from tests.mail_server import MailServer, Received, mail_server

HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Content-Transfer-Encoding",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
}
# Every way to end a line that a mail program, Python or a mail server knows, and what else bends a header.
EVIL = (
    "\r\nBcc: dief@example.org",
    "\nBcc: dief@example.org",
    "\rBcc: dief@example.org",
    "\x00Bcc: dief@example.org",
    "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029Bcc: dief@example.org",
    "=?utf-8?q?=0D=0ABcc=3A_dief=40example=2Eorg?=",
    "=?utf-8?b?DQpCY2M6IGRpZWZAZXhhbXBsZS5vcmc=?=",
    "\r\n.\r\nMAIL FROM:<dief@example.org>\r\n",
    "\n.\nMAIL FROM:<dief@example.org>\n",
    "\r\n\r\n<script>",
    '"; filename="x.exe',
    "\ud800\udfff",
)
BENDING = st.lists(st.sampled_from((*EVIL, *"\r\n\0\t:;,<>@\"'= .?é€😀")) | st.text(max_size=9), max_size=12)
LINES = BENDING.map("".join)


def assert_sound(content: bytes) -> None:
    """Only the headers that belong, each once, and no line end of half a kind."""
    head = content.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0].decode("ascii") for line in re.split(rb"\r\n(?![ \t])", head)]
    assert sorted(names) == sorted(HEADERS)
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", content)
    assert b"\x00" not in head


@given(kenmerk=LINES, kantoor=LINES, telefoon=LINES)
@how(max_examples=60)
def test_values_of_any_kind_make_a_mail_with_the_same_headers(
    kenmerk: str, kantoor: str, telefoon: str
) -> None:
    words = MESSAGE_READY.filled(
        MESSAGE_READY.shipped, {"kenmerk": kenmerk, "kantoor": kantoor, "telefoon": telefoon}
    )
    mail = OutgoingMail(
        to="klager@example.org", subject_line=words.subject, body=words.body, message_id="<1@x>"
    )

    made: Any = message_of(mail)
    try:
        content = made.message().as_bytes(linesep="\r\n")
    except UnicodeEncodeError:
        assert re.search("[\ud800-\udfff]", kenmerk + kantoor + telefoon)
        return

    assert_sound(content)
    shown = message_from_bytes(content, policy=policy.default)["Subject"]
    assert shown.split() == words.subject.split()


@given(name=LINES, title=LINES)
def test_the_name_of_an_attached_file_is_letters_digits_and_dashes(name: str, title: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9-]+", IssuedDocument(subject_name=name, title=title).file_name)


def only_one(server: MailServer) -> Received:
    """What the server got: one text, from the office, to one receiver."""
    [one] = server.received
    assert (one.sender, one.receivers) == (b"<kantoor@example.org>", (b"<klager@example.org>",))
    return one


@pytest.mark.django_db
@pytest.mark.parametrize("evil", EVIL[:-1])
def test_an_evil_value_reaches_the_mail_server_as_text(settings: Any, evil: str) -> None:
    context = {name: value + evil for name, value in CONTEXT.items()}
    with mail_server(settings) as server:
        mail = tried(queue_mail("message_ready", to="klager@example.org", context=context, key="1"))

    assert mail.state == "sent"
    assert_sound(only_one(server).content)
    assert server.commands.count("MAIL") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("evil", EVIL)
def test_an_evil_address_is_refused_before_anything_is_queued(evil: str) -> None:
    for address in (f"klager@example.org{evil}", f"{evil}klager@example.org", f"klager{evil}@example.org"):
        with pytest.raises(Refused, match="geen e-mailadres"):
            queue_mail("message_ready", to=address, context=CONTEXT, key="1")

    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("where", ["to", "subject_line", "message_id", "sender"])
def test_an_evil_row_or_setting_gives_no_header_and_no_receiver(settings: Any, evil: str, where: str) -> None:
    mail = queue_mail("message_ready", to="klager@example.org", context=CONTEXT, key="1")
    if where == "sender":
        settings.DEFAULT_FROM_EMAIL = f"Kantoor {evil} <kantoor@example.org>"
    else:
        change_row(mail, where, evil)

    with mail_server(settings) as server:
        mail = tried(mail)

    if mail.state == "sent":
        [one] = server.received
        names = one.message.keys()
        assert (one.sender, len(one.receivers)) == (b"<kantoor@example.org>", 1)
        assert set(names) == HEADERS
        assert len(names) == len(HEADERS)
    else:
        assert (mail.state, server.received) == ("failed", [])
        assert "teken dat daar niet hoort" in mail.last_error


def change_row(mail: OutgoingMail, where: str, evil: str) -> None:
    """As if something beside the program had written in the table."""
    evil = evil.replace("\ud800\udfff", "").replace("\0", "\x01")
    value = {"to": f"klager@example.org{evil}", "message_id": f"<1{evil}@x>"}.get(where, f"Bericht{evil}")
    setattr(mail, where, value)
    mail.save()


@pytest.mark.django_db
def test_a_letter_that_goes_along_has_a_plain_name_whatever_it_is_about(
    settings: Any, proof_in_use: DocumentKind, coordinator: User
) -> None:
    member = make_member(city="Enschede", email="klager@example.org", number='x"\r\nBcc: d@e.org')
    letter = issue(proof_in_use.key, member, coordinator)
    LetterPdf.objects.create(document=letter, of_sha256=letter.sha256, content=b"%PDF-1.7\n%%EOF")

    with mail_server(settings) as server:
        mail = tried(send_letter(letter, by=coordinator, attach=True))

    [attached] = only_one(server).message.iter_attachments()
    assert mail.state == "sent"
    assert re.fullmatch(r"[a-z0-9_-]+\.pdf", attached.get_filename() or "")
    assert set(attached.keys()) == {
        "Content-Type",
        "MIME-Version",
        "Content-Transfer-Encoding",
        "Content-Disposition",
    }
    assert attached.get_content() == b"%PDF-1.7\n%%EOF"
