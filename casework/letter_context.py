"""A complaint as the plain data of a letter; the names are Dutch because the office writes templates with them.

What the care provider may read stands apart, in `letter_to_provider`.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.calendar import add_weeks
from casework.clocks import procedure_of
from casework.deadline_states import DeadlineState
from casework.letter_words import CAPACITIES, FOLLOW_UPS, HANDLER_ROLES, PROMISES, QUESTIONS, STILL_TO_FILL_IN
from casework.models import Complaint, Deadline, Party
from casework.rules.consent import LETTERS, Purpose
from documents.letterhead import office_context
from documents.models import IssuedDocument

WEEKS_TO_ANSWER = 2
CONSENT_CLOCK, HANDLING_CLOCK = "consent", "officer_handling"


def acknowledgement(complaint: Complaint) -> dict[str, Any]:
    """What the acknowledgement tells. Queries."""
    return {
        **to_complainant(complaint),
        "onderdelen": parts(complaint),
        "termijnen": promised_dates(complaint),
    }


def consent_form(complaint: Complaint) -> dict[str, Any]:
    """What a consent form made by hand asks: what waits for an answer, or all of it before anything is asked."""
    asked = [consent.purpose for consent in complaint.consents.all() if consent.answer is None]
    return _form(complaint, asked or list(Purpose), _running(complaint, CONSENT_CLOCK))


def consent_form_of(complaint: Complaint, event_key: str) -> dict[str, Any]:
    """What the step asked, also when the answers were recorded before the worker made the form. Queries."""
    event = event_of(complaint, event_key)
    began = complaint.deadlines.filter(key=CONSENT_CLOCK, started_on=localdate(event.at)).last()
    return _form(complaint, event.answers["purposes"], began)


def consent_form_before_asking(complaint: Complaint, event_key: str) -> IssuedDocument | None:
    """The form that was made by hand before consent was asked for the first time: no clock runs for it. Queries."""
    event = event_of(complaint, event_key)
    if complaint.events.filter(name=event.name, recorded_at__lt=event.recorded_at).exists():
        return None
    by_hand = IssuedDocument.objects.of(complaint).in_force().not_ordered()
    return by_hand.filter(kind="consent_form", issued_at__lte=event.at).first()


def out_of_scope(complaint: Complaint) -> dict[str, Any]:
    """Why the complaint does not belong here, and where it does. Queries."""
    return {
        **to_complainant(complaint),
        "onderdelen": parts(complaint),
        "afwijzing": {"reden": complaint.declined_reason, "waar_wel": complaint.declined_refer_to},
    }


def follow_up_options(complaint: Complaint) -> dict[str, Any]:
    """Where the complainant can go from here. Queries."""
    return {
        **to_complainant(complaint),
        "onderdelen": parts(complaint),
        "mogelijkheden": follow_ups(complaint),
    }


def follow_ups(complaint: Complaint, *, is_for_provider: bool = False) -> list[dict[str, str]]:
    """The ways on from here that this complaint's procedure has."""
    has_committee = procedure_of(complaint).has_committee
    return [
        {"naam": one.name, "uitleg": one.for_provider if is_for_provider else one.for_complainant}
        for one in FOLLOW_UPS
        if has_committee or not one.needs_committee
    ]


def promised_dates(complaint: Complaint) -> list[dict[str, Any]]:
    """The dates that the complainant may hold us to, the earliest first. Uses the clocks that were fetched."""
    promised = [
        one
        for one in complaint.deadlines.all()
        if one.key in PROMISES and one.state != DeadlineState.CANCELLED
    ]
    return [
        {"wat": PROMISES[one.key][0], "uitleg": PROMISES[one.key][1], "datum": one.due_on}
        for one in sorted(promised, key=lambda one: one.due_on)
    ]


def outcome_by(complaint: Complaint) -> date | None:
    """Before when the outcome is promised; None when that clock does not run. Uses the clocks that were fetched."""
    running = _running(complaint, HANDLING_CLOCK)
    return running.due_on if running else None


def handler(complaint: Complaint) -> tuple[Any, str] | None:
    """Who handles the complaint now and in which role; None when nobody does yet."""
    if complaint.officer is not None:
        return complaint.officer, HANDLER_ROLES[Role.OFFICER.value]
    if complaint.coordinator is not None:
        return complaint.coordinator, HANDLER_ROLES[Role.COORDINATOR.value]
    return None


def event_of(complaint: Complaint, event_key: str) -> Any:
    """What happened under this key, which ends in the key of the event, after a colon."""
    return complaint.events.get(pk=event_key.rpartition(":")[2])


def to_complainant(complaint: Complaint) -> dict[str, Any]:
    """What every letter to the complainant may say."""
    return {**everywhere(complaint), "klager": _complainant(complaint), "client": _client(complaint)}


def everywhere(complaint: Complaint) -> dict[str, Any]:
    """What every letter says, whoever gets it: nothing of what is complained of, or by whom."""
    procedure, person = procedure_of(complaint), handler(complaint)
    return {
        "kantoor": office_context(),
        "brief": {"datum": clock.today()},
        "zaak": {"nummer": complaint.number or "", "ontvangen_op": complaint.received_on},
        "zorgaanbieder": {"naam": complaint.member.name if complaint.member else ""},
        "behandelaar": {"naam": person[0].name, "functie": person[1]} if person else {},
        "procedure": {
            "naam": procedure.name,
            "grondslag": procedure.legal_basis,
            "heeft_commissie": procedure.has_committee,
        },
    }


def parts(complaint: Complaint) -> list[dict[str, Any]]:
    """What is complained of, part by part."""
    return [
        {"nummer": part.number, "tekst": part.text, "categorie": str(part.category) if part.category else ""}
        for part in complaint.parts.all()
    ]


def address_of(place: Any) -> list[str]:
    """The lines of a postal address below the name, of a party or a member; empty when it is not known."""
    street = f"{place.street} {place.house_number}".strip()
    city = f"{place.postcode}  {place.city}".strip()
    return [line for line in (street, city) if line]


def _running(complaint: Complaint, key: str) -> Deadline | None:
    clocks = complaint.deadlines.all()
    return next((one for one in clocks if one.key == key and one.state == DeadlineState.RUNNING), None)


def _complainant(complaint: Complaint) -> dict[str, Any]:
    party = complaint.complainant
    if party is None:
        return {}
    return {"naam": party.name, "adres": address_of(party), "hoedanigheid": _capacity(complaint, party)}


def _capacity(complaint: Complaint, party: Party) -> str:
    return CAPACITIES[party.capacity or ("self" if complaint.client == party else "relative")]


def _client(complaint: Complaint) -> dict[str, Any]:
    client = complaint.client
    if client is None:
        return {}
    return {
        "naam": client.name,
        "is_een_ander": client != complaint.complainant,
        "geboortedatum": client.date_of_birth or STILL_TO_FILL_IN,
    }


def _form(complaint: Complaint, asked: Collection[str], clock_of_answer: Deadline | None) -> dict[str, Any]:
    answer_by = clock_of_answer.due_on if clock_of_answer else add_weeks(clock.today(), WEEKS_TO_ANSWER)
    return {
        **to_complainant(complaint),
        "vragen": _questions(complaint, asked),
        "antwoord": {"uiterlijk_op": answer_by},
    }


def _questions(complaint: Complaint, asked: Collection[str]) -> list[dict[str, str]]:
    provider = complaint.member.name if complaint.member else ""
    return [
        {
            "letter": LETTERS[purpose],
            "tekst": QUESTIONS[purpose][0],
            "uitleg": QUESTIONS[purpose][1].format(provider=provider),
        }
        for purpose in Purpose
        if purpose in asked
    ]
