"""Mail about a complaint: the provider hears nothing before consent (a), and the history tells of each mail."""

from dataclasses import replace
from typing import Any

import pytest

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from casework.actions.consent import withdraw_consent
from casework.models import Complaint
from casework.presentation.timeline import Show, timeline
from documents.actions.dispatch import dispatch
from documents.actions.issue import issue
from documents.actions.mail import send_letter
from documents.actions.outbox import send_elsewhere
from documents.kinds import Recipient, kinds
from documents.models import IssuedDocument, OutgoingMail
from tests.factories.casework import make_informal, make_registered
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db
KIND = "acknowledgement"


@pytest.fixture(autouse=True)
def _templates(clock: Any) -> None:
    templates_in_use()


def letter_to(complaint: Complaint, address: str, monkeypatch: pytest.MonkeyPatch) -> IssuedDocument:
    """A letter of this complaint whose receiver has this address."""
    kind = replace(kinds.get(KIND), recipient=lambda _complaint: Recipient("Zorg", address))
    monkeypatch.setitem(kinds._things, KIND, kind)
    return issue(KIND, complaint, complaint.coordinator)


def test_every_letter_about_a_complaint_asks_for_consent_before_it_is_mailed() -> None:
    about_complaints = [kind for kind in kinds if kind.model_label == "casework.complaint"]

    assert about_complaints
    assert {kind.not_to_mail.__module__ for kind in about_complaints} == {"casework.letter_mail"}
    assert {kind.on_mailed.__module__ for kind in about_complaints} == {"casework.letter_mail"}


@pytest.mark.parametrize("field", ["email", "invoice_email", "contact"])
def test_before_consent_nothing_is_mailed_to_any_address_of_the_provider(
    field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = make_registered()
    member: Any = complaint.member
    if field == "contact":
        member.contacts.create(name="Bestuur", email="Bestuur@zorg.example")
    else:
        setattr(member, field, "Bestuur@zorg.example")
        member.save()
    letter = letter_to(complaint, "bestuur@ZORG.example", monkeypatch)

    with pytest.raises(Refused, match="geen toestemming"):
        send_letter(letter, by=complaint.coordinator, attach=False)

    assert not OutgoingMail.objects.exists()


def test_with_consent_the_provider_can_have_its_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    complaint = make_informal()
    letter = letter_to(complaint, complaint.member.email, monkeypatch)

    send_letter(letter, by=complaint.coordinator, attach=False)

    assert OutgoingMail.objects.get().to == complaint.member.email


def test_consent_withdrawn_while_the_mail_waited_keeps_it_in_the_house(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    complaint = make_informal()
    letter = letter_to(complaint, complaint.member.email, monkeypatch)
    mail = send_letter(letter, by=complaint.coordinator, attach=False)

    withdraw_consent(complaint, "share_with_provider", complaint.coordinator)

    assert dispatch(mail.pk) == "failed"


def test_a_mail_is_not_sent_on_to_the_provider_before_consent() -> None:
    complaint = make_registered()
    by: Any = complaint.coordinator
    mail = send_letter(issue(KIND, complaint, by), by=by, attach=False)
    OutgoingMail.objects.update(state="failed")

    with pytest.raises(Refused, match="geen toestemming"):
        send_elsewhere(mail, complaint.member.email, by)


def test_the_history_says_for_whom_and_about_which_letter_and_not_what(coordinator: User) -> None:
    complaint = make_registered(coordinator)
    letter = issue(KIND, complaint, coordinator)

    send_letter(letter, by=coordinator, attach=False)

    [entry, *_others] = timeline(complaint, complaint.events.order_by("-recorded_at"), [], Show.LETTERS)
    told = {str(detail.label): detail.text for detail in entry.details}
    assert entry.title == "Bericht klaargezet per e-mail"
    assert told == {"Brief": "Ontvangstbevestiging", "Voor": "Janneke Jansen"}
    assert entry.document == str(letter.pk)
