"""The outgoing mail on screen: what waits and why, what it says to whom, and what a person can do about it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from backoffice.kit import clock
from billing.models import Member
from documents.actions.dispatch import dispatch
from documents.actions.issue import issue
from documents.actions.mail import queue_mail, send_letter
from documents.kinds import DocumentKind, kinds
from documents.models import IssuedDocument, OutgoingMail
from documents.panels import letters_and_mail, stuck_mail
from tests.factories.documents import PROOF, make_member

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
ADDRESS = "bestuur@example.org"
CONTEXT = {"kantoor": "Klachtenkantoor Zorg", "telefoon": "053 123 45 67", "kenmerk": "K2026-00001"}
LIST = "/admin/documents/outgoingmail/"


@pytest.fixture
def letter(proof_in_use: DocumentKind, coordinator: User) -> IssuedDocument:
    """A letter to a member with an address."""
    return issue(PROOF, make_member(city="Enschede", email=ADDRESS), coordinator)


@pytest.fixture
def mail(letter: IssuedDocument, coordinator: User) -> OutgoingMail:
    """A mail about it that failed."""
    return stands(send_letter(letter, by=coordinator, attach=False), "failed")


def stands(mail: OutgoingMail, state: str, **more: Any) -> OutgoingMail:
    """The mail in a state, as the worker left it."""
    values = {"attempts": 3, "last_error": "De mailserver weigert dit adres (550).", **more}
    OutgoingMail.objects.filter(pk=mail.pk).update(state=state, **values)
    mail.refresh_from_db()
    return mail


def page(mail: OutgoingMail, name: str = "change") -> str:
    return reverse(f"admin:documents_outgoingmail_{name}", args=[mail.pk])


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# --- what is shown --------------------------------------------------------------------------------------------------


def test_the_list_says_where_a_mail_stands_what_to_do_and_when_it_is_tried_again(
    mail: OutgoingMail, administrator: User, signed_in: As
) -> None:
    stands(mail, "queued", next_attempt_at=clock.now().replace(year=2030, month=3, day=4))

    waiting = text_of(signed_in(administrator).get(LIST))
    stands(mail, "unsure")
    unsure = text_of(signed_in(administrator).get(LIST, {"state": "unsure"}))

    assert "4 mrt" in waiting
    for words in ("Onzeker of de mail is verstuurd", "Vraag het de ontvanger", "(550)", "b…@example.org"):
        assert words in unsure
    assert ADDRESS not in waiting + unsure


@pytest.mark.parametrize(("role", "told"), [("finance", True), ("secretary", True), ("confidant", False)])
def test_who_may_see_to_a_mail_about_a_member_is_told_of_it(
    mail: OutgoingMail, user_with: Any, signed_in: As, role: str, told: bool
) -> None:
    start = text_of(signed_in(user_with(role)).get("/admin/"))

    assert (page(mail) in start) is told


@pytest.mark.parametrize(
    ("state", "attempts", "listed"),
    [
        ("failed", 1, 1),
        ("unsure", 1, 1),
        ("queued", 2, 1),
        ("queued", 1, 0),
        ("sent", 5, 0),
        ("set_aside", 5, 0),
    ],
)
def test_what_asks_for_a_person_is_counted_on_the_start_page_and_listed_behind_it(
    mail: OutgoingMail,
    administrator: User,
    coordinator: User,
    signed_in: As,
    state: str,
    attempts: int,
    listed: int,
) -> None:
    stands(mail, state, attempts=attempts)

    panel = stuck_mail(administrator, clock.today())

    assert (panel.count, letters_and_mail(coordinator, clock.today()).count) == (listed, listed)
    assert signed_in(administrator).get(str(panel.url)).context["cl"].result_count == listed


def test_who_sees_the_member_reads_what_the_mail_said_and_the_log_says_so(
    mail: OutgoingMail, finance: User, signed_in: As
) -> None:
    seen = text_of(signed_in(finance).get(page(mail)))

    for words in (ADDRESS, "Om uw privacy te beschermen", mail.subject_name.split()[0], "Klaargezet"):
        assert words in seen
    assert AuditEvent.objects.filter(action="read", object_id=str(mail.pk), by=finance).count() == 1


def test_an_administrator_sees_that_it_waits_and_neither_text_address_nor_subject(
    mail: OutgoingMail, administrator: User, signed_in: As
) -> None:
    kinds._things[PROOF] = replace(kinds.get(PROOF), visible_to=lambda _user: Member.objects.none())
    client = signed_in(administrator)
    client.post(page(mail, "aside"), {"reason": "Mevrouw belde over haar knie."})

    seen = text_of(client.get(page(mail))) + text_of(client.get(LIST, {"state": "all"}))

    assert "b…@example.org" in seen
    for hidden in (ADDRESS, "Om uw privacy te beschermen", mail.subject_name.split()[0], "haar knie"):
        assert hidden not in seen
    assert not AuditEvent.objects.filter(action="read", object_id=str(mail.pk)).exists()


def test_a_mail_within_the_house_is_the_coordinators_and_hidden_from_finance(
    coordinator: User, finance: User, signed_in: As
) -> None:
    mail = queue_mail("message_ready", to="collega@example.org", context=CONTEXT, key="k")

    assert signed_in(coordinator).get(page(mail)).status_code == 200
    for name in ("change", "again", "elsewhere", "aside"):
        assert signed_in(finance).get(page(mail, name)).status_code == 404
        assert signed_in(finance).post(page(mail, name), {"reason": "x", "to": "a@b.nl"}).status_code == 404
    assert "c…@example.org" not in text_of(signed_in(finance).get(LIST))


# --- what a person decides ------------------------------------------------------------------------------------------


def test_a_failed_mail_is_tried_again_and_a_second_click_changes_nothing(
    mail: OutgoingMail, coordinator: User, signed_in: As
) -> None:
    client = signed_in(coordinator)

    for _ in range(2):
        answer = client.post(page(mail, "again"))

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("queued", 0)
    assert "wacht al op zijn beurt" in text_of(answer)
    assert mail.events.filter(name="sent_again").count() == 1
    dispatch(mail.pk)
    assert outbox.outbox[0].to == [ADDRESS]


@pytest.mark.parametrize(("act", "asked"), [("again", {}), ("elsewhere", {"to": "nieuw@example.org"})])
def test_an_unsure_mail_goes_out_again_only_when_somebody_says_that_it_did_not_arrive(
    mail: OutgoingMail, coordinator: User, signed_in: As, act: str, asked: dict[str, str]
) -> None:
    stands(mail, "unsure")
    client = signed_in(coordinator)

    assert "niet aangekomen" in text_of(client.get(page(mail, act)))
    assert client.post(page(mail, act), asked).status_code == 409
    mail.refresh_from_db()
    assert mail.state == "unsure"

    client.post(page(mail, act), {**asked, "did_not_arrive": "on"})
    mail.refresh_from_db()
    assert (mail.state, mail.to) == ("queued", asked.get("to", ADDRESS))


def test_many_at_once_are_tried_again_except_the_unsure_ones(
    mail: OutgoingMail, letter: IssuedDocument, coordinator: User, signed_in: As
) -> None:
    unsure = stands(queue_mail("message_ready", to="a@example.org", context=CONTEXT, key="k"), "unsure")
    chosen = {"action": "send_again_now", "_selected_action": [str(mail.pk), str(unsure.pk)]}

    answer = signed_in(coordinator).post(LIST, chosen, follow=True)

    assert "Niemand weet" in text_of(answer)
    assert dict(OutgoingMail.objects.values_list("pk", "state")) == {mail.pk: "queued", unsure.pk: "unsure"}


def test_another_address_is_asked_checked_and_kept_in_the_history(
    mail: OutgoingMail, coordinator: User, signed_in: As
) -> None:
    client = signed_in(coordinator)

    assert client.post(page(mail, "elsewhere"), {"to": "geen adres"}).status_code == 409
    seen = text_of(client.post(page(mail, "elsewhere"), {"to": "nieuw@example.org"}, follow=True))

    assert f"van {ADDRESS} naar nieuw@example.org" in seen
    assert str(coordinator) in seen


@pytest.mark.parametrize("role", ["administrator", "officer"])
def test_who_may_not_send_the_letter_gives_its_mail_no_other_address(
    mail: OutgoingMail, user_with: Any, signed_in: As, role: str
) -> None:
    client = signed_in(user_with(role))

    assert "Naar een ander adres sturen: Alleen wie" in text_of(client.get(page(mail)))
    answer = client.post(page(mail, "elsewhere"), {"to": "eigen@example.org"})

    mail.refresh_from_db()
    assert answer.status_code == 409
    assert mail.to == ADDRESS


def test_setting_aside_asks_for_the_reason_and_the_page_tells_it(
    mail: OutgoingMail, coordinator: User, signed_in: As
) -> None:
    client = signed_in(coordinator)

    assert client.post(page(mail, "aside"), {"reason": " "}).status_code == 409
    seen = text_of(client.post(page(mail, "aside"), {"reason": "Per post verstuurd."}, follow=True))

    mail.refresh_from_db()
    assert mail.state == "set_aside"
    assert "Per post verstuurd." in seen
    assert client.post(page(mail, "aside"), {"reason": "Nog eens."}).status_code == 409


def test_what_was_sent_can_only_be_read_and_every_button_says_why(
    mail: OutgoingMail, coordinator: User, signed_in: As
) -> None:
    stands(mail, "sent")
    client = signed_in(coordinator)

    assert text_of(client.get(page(mail))).count("al verstuurd") == 3
    for act, sent in (("again", {}), ("elsewhere", {"to": "a@b.nl"}), ("aside", {"reason": "x"})):
        answer = client.post(page(mail, act), sent)
        assert answer.status_code == 409
        assert "Er is niets gewijzigd" in text_of(answer)
    mail.refresh_from_db()
    assert (mail.state, mail.to) == ("sent", ADDRESS)


def test_what_may_not_be_mailed_any_more_is_not_tried_again(
    mail: OutgoingMail, coordinator: User, signed_in: As
) -> None:
    kinds._things[PROOF] = replace(kinds.get(PROOF), not_to_mail=lambda _subject, _to: ["Ingetrokken."])
    client = signed_in(coordinator)

    assert "Nu opnieuw proberen: Ingetrokken." in text_of(client.get(page(mail)))
    assert client.post(page(mail, "again")).status_code == 409
    mail.refresh_from_db()
    assert mail.state == "failed"


def test_a_mail_itself_is_never_changed_by_a_forged_form(
    mail: OutgoingMail, coordinator: User, signed_in: As
) -> None:
    signed_in(coordinator).post(page(mail), {"to": "dief@example.org", "state": "queued", "body": "x"})

    mail.refresh_from_db()
    assert (mail.state, mail.to) == ("failed", ADDRESS)
    assert "Om uw privacy" in str(mail.body)


def test_a_list_without_waiting_mail_says_that_it_shows_no_sent_mail(
    mail: OutgoingMail, coordinator: User, signed_in: As
) -> None:
    stands(mail, "sent")
    shown = text_of(signed_in(coordinator).get(LIST))

    assert "Er wacht geen mail. Mail die al is verstuurd, vindt u onder “Status”." in shown
    assert "<strong>Nog niet verstuurd</strong>" in shown
    assert "Er zijn nog geen" not in shown
    assert "b…@example.org" in text_of(signed_in(coordinator).get(f"{LIST}?state=all"))


def test_the_day_of_mailing_is_written_as_every_other_day(mail: OutgoingMail) -> None:
    stands(mail, "sent", sent_at=clock.now().replace(year=2026, month=11, day=28, hour=12))

    assert mail.state_words == "gemaild op 28 nov"
