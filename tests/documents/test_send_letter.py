"""Mailing a letter: that it is ready, or with the letter itself on purpose; once, by who may, to who may have it."""

from dataclasses import replace
from typing import Any

import pytest
from django.core import mail as outbox

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from billing.models import Member
from documents.actions.dispatch import dispatch
from documents.actions.issue import issue
from documents.actions.mail import send_letter
from documents.actions.outbox import send_elsewhere, set_aside
from documents.kinds import DocumentKind, Recipient, kinds
from documents.models import IssuedDocument, OutgoingMail
from tests.factories.documents import PROOF, make_member
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "bestuur@example.org"


@pytest.fixture
def told(proof_in_use: DocumentKind) -> list[Any]:
    """The kind's own app hears of each mail; what it heard."""
    heard: list[Any] = []
    kinds._things[PROOF] = replace(
        proof_in_use, on_mailed=lambda subject, mail, by: heard.append((subject.number, mail.to, by))
    )
    return heard


@pytest.fixture
def letter(told: list[Any], coordinator: User) -> IssuedDocument:
    """A letter to a member with an address."""
    return issue(PROOF, make_member(city="Enschede", email=ADDRESS), coordinator)


def test_a_mail_about_a_letter_says_that_it_is_ready_and_carries_nothing(
    letter: IssuedDocument, coordinator: User, told: list[Any]
) -> None:
    mail = send_letter(letter, by=coordinator, attach=False)
    dispatch(mail.pk)

    [sent] = outbox.outbox
    assert (sent.to, sent.attachments) == ([ADDRESS], [])
    assert letter.subject_name in sent.subject
    assert letter.title not in sent.subject + str(sent.body)
    assert [(to, by) for _number, to, by in told] == [(ADDRESS, coordinator)]
    assert [event.by for event in mail.events.all()] == [coordinator]


@pytest.mark.soffice
def test_the_letter_goes_along_as_pdf_only_on_purpose_and_that_is_kept(
    letter: IssuedDocument, coordinator: User
) -> None:
    mail = send_letter(letter, by=coordinator, attach=True)
    dispatch(mail.pk)

    [(name, content, kind)] = outbox.outbox[0].attachments
    assert (name, kind) == (f"{letter.subject_name.split()[0]}-bewijs-van-aansluiting.pdf", "application/pdf")
    assert content.startswith(b"%PDF")
    assert "bijlage" in str(outbox.outbox[0].body)
    assert mail.events.get().answers == {"attached": True}


def test_one_letter_and_address_make_one_mail_however_often_it_is_pressed(
    letter: IssuedDocument, coordinator: User, told: list[Any]
) -> None:
    mails = {send_letter(letter, by=coordinator, attach=False).pk for _ in range(3)}

    assert len(mails) == len(told) == OutgoingMail.objects.count() == 1


def test_asking_for_the_letter_itself_after_a_mail_without_it_is_refused_and_says_how(
    letter: IssuedDocument, coordinator: User
) -> None:
    send_letter(letter, by=coordinator, attach=False)

    with pytest.raises(Refused, match="Nog een keer versturen"):
        send_letter(letter, by=coordinator, attach=True)

    assert not OutgoingMail.objects.get().attaches


def test_a_letter_is_sent_once_more_only_after_a_mail_that_is_out(
    letter: IssuedDocument, coordinator: User
) -> None:
    first = send_letter(letter, by=coordinator, attach=False)
    with pytest.raises(Refused, match="nog niet klaar"):
        send_letter(letter, by=coordinator, attach=False, after=first)
    dispatch(first.pk)
    first.refresh_from_db()

    again = {send_letter(letter, by=coordinator, attach=False, after=first).pk for _ in range(2)}

    assert len(again) == 1
    assert OutgoingMail.objects.count() == 2


def test_a_receiver_without_an_address_is_explained(told: list[Any], coordinator: User) -> None:
    letter = issue(PROOF, make_member(city="Enschede"), coordinator)

    with pytest.raises(Refused, match="geen e-mailadres"):
        send_letter(letter, by=coordinator, attach=False)


def test_a_letter_that_was_replaced_is_not_sent(letter: IssuedDocument, coordinator: User) -> None:
    issue(PROOF, subject_of(letter), coordinator, supersedes=letter)

    with pytest.raises(Refused, match="nieuwere brief"):
        send_letter(letter, by=coordinator, attach=False)


def test_a_letter_that_was_replaced_while_its_mail_waited_stays_in_the_house(
    letter: IssuedDocument, coordinator: User
) -> None:
    mail = send_letter(letter, by=coordinator, attach=True)
    issue(PROOF, subject_of(letter), coordinator, supersedes=letter)

    assert dispatch(mail.pk) == "failed"

    mail.refresh_from_db()
    assert "nieuwere brief" in mail.last_error
    assert outbox.outbox == []


@pytest.mark.parametrize("role", ["officer", "administrator", "confidant"])
def test_who_may_not_make_the_letter_may_not_send_it(letter: IssuedDocument, role: str) -> None:
    with pytest.raises(Refused):
        send_letter(letter, by=make_user(role), attach=False)

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(("language", "subject"), [("nl", "Er is een bericht"), ("en", "A message is ready")])
def test_the_mail_is_written_in_the_language_of_its_receiver(
    proof_in_use: DocumentKind, coordinator: User, language: str, subject: str
) -> None:
    kinds._things[PROOF] = replace(
        proof_in_use, recipient=lambda member: Recipient(member.name, member.email, language=language)
    )
    letter = issue(PROOF, make_member(city="Enschede", email=ADDRESS), coordinator)

    dispatch(send_letter(letter, by=coordinator, attach=False).pk)

    assert outbox.outbox[0].subject.startswith(subject)


def test_without_libreoffice_a_mail_with_a_letter_waits_and_says_why(
    letter: IssuedDocument, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    mail = send_letter(letter, by=coordinator, attach=True)

    assert dispatch(mail.pk) == "queued"

    mail.refresh_from_db()
    assert "LibreOffice" in mail.last_error
    assert mail.next_attempt_at > mail.queued_at


def test_what_the_owner_forbids_after_the_mail_was_queued_is_not_sent(
    letter: IssuedDocument, coordinator: User
) -> None:
    mail = send_letter(letter, by=coordinator, attach=False)
    kinds._things[PROOF] = replace(kinds.get(PROOF), not_to_mail=lambda _subject, _to: ["Ingetrokken."])

    assert dispatch(mail.pk) == "failed"

    mail.refresh_from_db()
    assert mail.last_error == "Ingetrokken."


# --- what a person decides ------------------------------------------------------------------------------------------


def test_another_address_is_kept_with_who_gave_it_and_the_mail_goes_there(
    letter: IssuedDocument, coordinator: User
) -> None:
    mail = send_letter(letter, by=coordinator, attach=False)
    OutgoingMail.objects.update(state="failed", attempts=10)

    send_elsewhere(mail, "nieuw@example.org", coordinator)
    dispatch(mail.pk)

    assert outbox.outbox[0].to == ["nieuw@example.org"]
    event = mail.events.get(name="sent_elsewhere")
    assert (event.by, event.answers) == (coordinator, {"from": ADDRESS, "to": "nieuw@example.org"})


def test_another_address_is_no_way_for_an_administrator_to_read_a_letter(
    letter: IssuedDocument, coordinator: User, administrator: User
) -> None:
    mail = send_letter(letter, by=coordinator, attach=True)

    with pytest.raises(Refused, match="Alleen wie"):
        send_elsewhere(mail, "beheer@example.org", administrator)

    mail.refresh_from_db()
    assert mail.to == ADDRESS


def test_a_mail_that_is_set_aside_is_kept_with_the_reason_and_never_sent(
    letter: IssuedDocument, coordinator: User
) -> None:
    mail = send_letter(letter, by=coordinator, attach=False)

    set_aside(mail, "Per post verstuurd.", coordinator)

    assert dispatch(mail.pk) == "set_aside"
    assert outbox.outbox == []
    assert mail.events.get(name="set_aside").answers == {"reason": "Per post verstuurd."}
    assert mail not in OutgoingMail.objects.unfinished()


def test_setting_aside_without_a_reason_is_refused(letter: IssuedDocument, coordinator: User) -> None:
    mail = send_letter(letter, by=coordinator, attach=False)

    with pytest.raises(Refused, match="waarom"):
        set_aside(mail, "  ", coordinator)

    mail.refresh_from_db()
    assert mail.state == "queued"


def test_what_was_sent_is_neither_set_aside_nor_sent_elsewhere(
    letter: IssuedDocument, coordinator: User
) -> None:
    mail = send_letter(letter, by=coordinator, attach=False)
    dispatch(mail.pk)

    for decide in (
        lambda: set_aside(mail, "x", coordinator),
        lambda: send_elsewhere(mail, "a@b.nl", coordinator),
    ):
        with pytest.raises(Refused, match="al verstuurd"):
            decide()

    assert [event.name for event in mail.events.all()] == ["queued"]


def subject_of(letter: IssuedDocument) -> Member:
    """The member that the letter is about."""
    return Member.objects.get(pk=letter.subject_id)
