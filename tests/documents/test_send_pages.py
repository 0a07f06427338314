"""Mailing a letter from its page or with its making: what is shown, what is chosen, and every way it is refused."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from documents.actions.dispatch import dispatch
from documents.actions.issue import issue
from documents.actions.mail import send_letter
from documents.kinds import DocumentKind, kinds
from documents.models import IssuedDocument, OutgoingMail
from tests.factories.documents import PROOF, make_member

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
ADDRESS = "bestuur@example.org"


@pytest.fixture
def letter(proof_in_use: DocumentKind, coordinator: User) -> IssuedDocument:
    """A letter to a member with an address."""
    return issue(PROOF, make_member(city="Enschede", email=ADDRESS), coordinator)


def page(letter: IssuedDocument, name: str = "send") -> str:
    """The address of a page of a letter."""
    return reverse(f"admin:documents_issueddocument_{name}", args=[letter.pk])


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# --- an issued letter -----------------------------------------------------------------------------------------------


def test_the_page_says_to_whom_and_in_which_words_and_chooses_the_mail_without_content(
    letter: IssuedDocument, coordinator: User, signed_in: As
) -> None:
    seen = text_of(signed_in(coordinator).get(page(letter)))

    for words in ("Jansen &amp; Zn", ADDRESS, f"Er is een bericht voor u: {letter.subject_name}"[:30]):
        assert words in seen
    assert re.search(r'value="ready" checked', seen)
    assert not re.search(r'value="attached" checked', seen)
    assert "kan niet worden teruggehaald" in seen


@pytest.mark.parametrize(("what", "attaches"), [("ready", False), ("attached", True)])
def test_what_was_chosen_is_queued_and_the_page_of_the_letter_says_so(
    letter: IssuedDocument, coordinator: User, signed_in: As, what: str, attaches: bool
) -> None:
    client = signed_in(coordinator)

    answer = client.post(page(letter), {"what": what}, follow=True)

    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.attaches, mail.document) == (ADDRESS, attaches, letter)
    assert answer.redirect_chain[-1][0] == page(letter, "change")
    assert ADDRESS in text_of(answer)
    assert reverse("admin:documents_outgoingmail_change", args=[mail.pk]) in text_of(answer)


def test_who_came_from_the_subject_goes_back_there(
    letter: IssuedDocument, coordinator: User, signed_in: As
) -> None:
    member = reverse("admin:billing_member_change", args=[letter.subject_id])
    client = signed_in(coordinator)

    assert f"{page(letter)}?from=subject" in text_of(client.get(member))
    answer = client.post(f"{page(letter)}?from=subject", {"what": "ready"})

    assert answer["Location"] == member


def test_two_clicks_queue_one_mail(letter: IssuedDocument, coordinator: User, signed_in: As) -> None:
    client = signed_in(coordinator)

    for _ in range(2):
        client.post(page(letter), {"what": "ready"})

    mail = OutgoingMail.objects.get()
    assert mail.events.count() == 1


def test_a_late_click_on_an_old_page_queues_nothing_more_and_says_so(
    letter: IssuedDocument, coordinator: User, signed_in: As
) -> None:
    dispatch(send_letter(letter, by=coordinator, attach=False).pk)

    answer = signed_in(coordinator).post(page(letter), {"what": "ready"}, follow=True)

    assert "Er is niets meer klaargezet" in text_of(answer)
    assert OutgoingMail.objects.count() == 1


def test_what_is_out_is_sent_once_more_on_purpose(
    letter: IssuedDocument, coordinator: User, signed_in: As
) -> None:
    client = signed_in(coordinator)
    first = send_letter(letter, by=coordinator, attach=False)
    assert "nog niet klaar" in text_of(client.get(page(letter)))
    dispatch(first.pk)

    seen = text_of(client.get(page(letter)))
    found = re.search(r'name="after" value="([^"]+)"', seen)
    assert found
    assert "Nog een keer versturen" in seen
    for _ in range(2):
        client.post(page(letter), {"what": "attached", "after": found[1]})

    assert OutgoingMail.objects.about(letter).count() == 2
    assert OutgoingMail.objects.about(letter)[0].attaches


@pytest.mark.parametrize("sent", [{}, {"what": ""}, {"what": "everything"}, {"what": "ready", "after": "x"}])
def test_a_post_that_does_not_say_what_goes_out_queues_nothing(
    letter: IssuedDocument, coordinator: User, signed_in: As, sent: dict[str, str]
) -> None:
    answer = signed_in(coordinator).post(page(letter), sent)

    assert answer.status_code == 422
    assert not OutgoingMail.objects.exists()


def test_the_earlier_mail_of_another_letter_is_no_reason_to_send_this_one(
    letter: IssuedDocument, coordinator: User, signed_in: As
) -> None:
    other = issue(PROOF, make_member(city="Hengelo", email="ander@example.org"), coordinator)
    theirs = send_letter(other, by=coordinator, attach=False)
    dispatch(theirs.pk)

    answer = signed_in(coordinator).post(
        page(letter), {"what": "ready", "after": str(theirs.pk)}, follow=True
    )

    assert "niet meer geldig" in text_of(answer)
    assert not OutgoingMail.objects.about(letter).exists()


def test_a_receiver_without_an_address_stops_the_button_and_a_forged_post(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    letter, client = issue(PROOF, make_member(city="Enschede"), coordinator), signed_in(coordinator)

    for address in (page(letter), page(letter, "change")):
        assert "geen e-mailadres" in text_of(client.get(address))
    assert 'name="what"' not in text_of(client.get(page(letter)))
    answer = client.post(page(letter), {"what": "ready"}, follow=True)

    assert "Er is niets klaargezet" in text_of(answer)
    assert not OutgoingMail.objects.exists()


def test_what_the_owner_of_the_subject_forbids_is_said_and_a_forged_post_is_refused(
    letter: IssuedDocument, coordinator: User, signed_in: As
) -> None:
    kinds._things[PROOF] = replace(kinds.get(PROOF), not_to_mail=lambda _subject, _to: ["Geen toestemming."])
    client = signed_in(coordinator)
    member = reverse("admin:billing_member_change", args=[letter.subject_id])

    for address in (page(letter), page(letter, "change"), member):
        assert "Geen toestemming." in text_of(client.get(address))
    client.post(page(letter), {"what": "attached"})

    assert not OutgoingMail.objects.exists()


def test_a_letter_that_was_replaced_is_not_offered(
    letter: IssuedDocument, coordinator: User, signed_in: As
) -> None:
    member = type(make_member()).objects.get(pk=letter.subject_id)
    newer = issue(PROOF, member, coordinator, supersedes=letter)
    box = text_of(signed_in(coordinator).get(reverse("admin:billing_member_change", args=[member.pk])))

    assert f"{page(newer)}?from=subject" in box
    assert f"{page(letter)}?from=subject" not in box


@pytest.mark.parametrize("role", ["officer", "secretary"])
def test_who_reads_a_letter_and_may_not_make_it_may_not_send_it(
    letter: IssuedDocument, user_with: Any, signed_in: As, role: str
) -> None:
    client = signed_in(user_with(role))

    assert "Alleen wie dit behandelt, mag de brief versturen, en alleen zolang" in text_of(
        client.get(page(letter))
    )
    client.post(page(letter), {"what": "ready"})

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("role", ["administrator", "confidant", "committee_member"])
def test_for_who_does_not_see_the_letter_there_is_no_page(
    letter: IssuedDocument, user_with: Any, signed_in: As, role: str
) -> None:
    client = signed_in(user_with(role))

    assert client.get(page(letter)).status_code == 404
    assert client.post(page(letter), {"what": "ready"}).status_code == 404
    assert not OutgoingMail.objects.exists()


# --- made and mailed in one go --------------------------------------------------------------------------------------


def making(member: Any) -> str:
    """The address of the page where the letter is made."""
    return reverse("admin:billing_member_letter", args=[member.pk, PROOF])


def key_on(client: Client, member: Any) -> str:
    found = re.search(r'name="key" value="([^"]+)"', text_of(client.get(making(member))))
    assert found
    return found[1]


def test_a_letter_is_made_and_mailed_in_one_go_and_once(
    proof_in_use: DocumentKind, finance: User, signed_in: As
) -> None:
    member, client = make_member(city="Enschede", email=ADDRESS), signed_in(finance)
    sent = {"key": key_on(client, member), "send": "1", "what": "ready"}

    for _ in range(2):
        answer = client.post(making(member), sent, follow=True)

    assert ADDRESS in text_of(answer)
    assert IssuedDocument.objects.of(member).count() == 1
    assert OutgoingMail.objects.get().document == IssuedDocument.objects.of(member).get()
    assert not OutgoingMail.objects.get().attaches


def test_making_final_alone_mails_nothing_whatever_was_chosen(
    proof_in_use: DocumentKind, finance: User, signed_in: As
) -> None:
    member, client = make_member(city="Enschede", email=ADDRESS), signed_in(finance)

    client.post(making(member), {"key": key_on(client, member), "what": "attached"})

    assert IssuedDocument.objects.of(member).count() == 1
    assert not OutgoingMail.objects.exists()


def test_the_button_says_why_a_new_letter_cannot_be_mailed_and_a_forged_post_makes_nothing(
    proof_in_use: DocumentKind, finance: User, signed_in: As
) -> None:
    member, client = make_member(city="Enschede"), signed_in(finance)

    seen = text_of(client.get(making(member)))
    answer = client.post(
        making(member), {"key": key_on(client, member), "send": "1", "what": "ready"}, follow=True
    )

    assert "Definitief en versturen: Van de ontvanger" in seen
    assert "Er is niets gemaakt" in text_of(answer)
    assert not IssuedDocument.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_post_that_does_not_say_what_to_mail_makes_nothing(
    proof_in_use: DocumentKind, finance: User, signed_in: As
) -> None:
    member, client = make_member(city="Enschede", email=ADDRESS), signed_in(finance)

    client.post(making(member), {"key": key_on(client, member), "send": "1"})

    assert not IssuedDocument.objects.exists()


def test_a_failure_while_queueing_leaves_no_letter(
    proof_in_use: DocumentKind, finance: User, signed_in: As
) -> None:
    def breaks(*_told: Any) -> None:
        raise RuntimeError("the history cannot be written")

    kinds._things[PROOF] = replace(proof_in_use, on_mailed=breaks)
    member, client = make_member(city="Enschede", email=ADDRESS), signed_in(finance)

    with pytest.raises(RuntimeError):
        client.post(making(member), {"key": key_on(client, member), "send": "1", "what": "ready"})

    assert not IssuedDocument.objects.exists()
    assert not OutgoingMail.objects.exists()
