"""Complaints in every stage, made through the doors that people use: the intake and the steps."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from backoffice.accounts.models import User
from backoffice.kit import clock
from backoffice.kit.transitions import perform
from billing.models import Member
from casework.actions.intake import Intake, PartIntake, PartyIntake, take_in
from casework.models import Category, Complaint
from tests.factories import shipped
from tests.factories.people import make_user

_numbers = count(1)

ALL_PURPOSES = (
    "share_with_provider",
    "name_complainant",
    "use_medical_file",
    "involve_other_provider",
    "refer_to_committee",
)


CLOSING = {
    "result": "Samen opgelost.",
    "provider_position": "De planning ging mis. Dat spijt ons.",
    "agreements": "De teamleider; belt elke week; vanaf 1 mei 2026",
}


def load_casework_reference() -> None:
    """The shipped procedures, categories and clocks, when they are not there."""
    shipped.reference()


def make_provider(**fields: Any) -> Member:
    """A care provider that has been a member for years."""
    number = next(_numbers)
    values = {
        "number": f"L{7000 + number}",
        "name": f"Thuiszorg Voorbeeld {number}",
        "email": f"zorg{number}@example.org",
        "procedure": "wkkgz",
        "joined_on": date(2020, 1, 1),
        **fields,
    }
    return Member.objects.create(**values)


def complainant_party(**fields: Any) -> PartyIntake:
    """A complainant who can be reached by e-mail and by post."""
    values: dict[str, Any] = {
        "role": "complainant",
        "name": "Janneke Jansen",
        "email": "janneke@example.org",
        "street": "Kerkstraat",
        "house_number": "1",
        "postcode": "7511 AB",
        "city": "Enschede",
        "capacity": "self",
        **fields,
    }
    return PartyIntake(**values)


def make_intake(**fields: Any) -> Intake:
    """A complete intake, received today by telephone."""
    load_casework_reference()
    values: dict[str, Any] = {
        "channel": "telephone",
        "received_on": clock.today(),
        "incident_on": clock.today() - timedelta(days=10),
        "narrative": "De zorgverlener kwam drie keer niet opdagen.",
        "wish": "Excuses en een vaste verzorgende.",
        "parties": (complainant_party(),),
        "parts": (PartIntake(text="Afspraken worden niet nagekomen.", category=Category.objects.first()),),
        **fields,
    }
    values.setdefault("member", make_provider())
    return Intake(**values)


def make_complaint(by: User | None = None, **fields: Any) -> Complaint:
    """A complaint that was just received, by this coordinator or a new one."""
    return take_in(make_intake(**fields), by or make_user("coordinator"))


def make_registered(by: User | None = None, **fields: Any) -> Complaint:
    """A registered complaint."""
    complaint = make_complaint(by, **fields)
    perform(complaint, "register", by=complaint.coordinator)
    return complaint


def make_in_consultation(by: User | None = None, **fields: Any) -> Complaint:
    """A complaint whose complainant was spoken to."""
    complaint = make_registered(by, **fields)
    perform(complaint, "record_contact", by=complaint.coordinator)
    return complaint


def make_awaiting_consent(
    by: User | None = None, *, purposes: tuple[str, ...] = ALL_PURPOSES, **fields: Any
) -> Complaint:
    """A complaint whose complainant was asked for consent."""
    complaint = make_in_consultation(by, **fields)
    perform(complaint, "request_consent", by=complaint.coordinator, purposes=list(purposes), sent_by="email")
    return complaint


def make_with_consent(by: User | None = None, *, refused: tuple[str, ...] = (), **fields: Any) -> Complaint:
    """A complaint with an answer to every purpose that was asked: yes, but for those refused."""
    complaint = make_awaiting_consent(by, **fields)
    asked = list(complaint.consents.values_list("purpose", flat=True))
    answers = {purpose: "no" if purpose in refused else "yes" for purpose in asked}
    perform(complaint, "record_consent", by=complaint.coordinator, **answers)
    return complaint


def make_informal(by: User | None = None, **fields: Any) -> Complaint:
    """A complaint that is handled informally."""
    complaint = make_with_consent(by, **fields)
    perform(complaint, "handle_informally", by=complaint.coordinator)
    return complaint


def make_closed(by: User | None = None, *, outcome: str = "resolved", **fields: Any) -> Complaint:
    """A closed complaint, every part with this outcome."""
    complaint = make_informal(by, **fields)
    outcomes = {f"part_{part.number}": outcome for part in complaint.parts.all()}
    perform(complaint, "close", by=complaint.coordinator, **CLOSING, **outcomes)
    return complaint


def make_withdrawn(by: User | None = None, **fields: Any) -> Complaint:
    """A complaint that the complainant took back."""
    complaint = make_registered(by, **fields)
    perform(complaint, "withdraw", by=complaint.coordinator)
    return complaint


def make_declined(by: User | None = None, **fields: Any) -> Complaint:
    """A complaint that does not belong here."""
    complaint = make_complaint(by, **fields)
    perform(
        complaint,
        "decline",
        by=complaint.coordinator,
        reason="De zorgaanbieder is geen lid.",
        refer_to="De klachtencommissie van de gemeente.",
    )
    return complaint


# Every state that can be reached in this release, and who makes a complaint in it.
STAGES = {
    "received": make_complaint,
    "registered": make_registered,
    "in_consultation": make_in_consultation,
    "awaiting_consent": make_awaiting_consent,
    "informal": make_informal,
    "closed": make_closed,
    "withdrawn": make_withdrawn,
    "out_of_scope": make_declined,
}


def coordinator_of(complaint: Complaint) -> User:
    """Who coordinates a complaint; fails the test when nobody does."""
    assert complaint.coordinator is not None
    return complaint.coordinator


def make_in_state(state: str, **fields: Any) -> Complaint:
    """A complaint in any state. States that no step reaches yet are written beside the steps, for tests only."""
    if state in STAGES:
        return STAGES[state](**fields)
    complaint = make_informal(**fields)
    Complaint.objects.filter(pk=complaint.pk).update(state=state)
    complaint.refresh_from_db()
    return complaint
