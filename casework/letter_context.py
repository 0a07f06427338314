"""A complaint as the plain data of a letter; the names are Dutch because the office writes templates with them."""

from collections.abc import Collection
from typing import Any

from django.utils.timezone import localdate

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.calendar import add_weeks
from casework.deadline_states import DeadlineState
from casework.letter_words import (
    CAPACITIES,
    HANDLER_ROLES,
    PROMISES,
    QUESTIONS,
    STILL_TO_FILL_IN,
)
from casework.models import Complaint, Deadline, Party
from casework.rules.consent import LETTERS, Purpose
from documents.letterhead import office_context

WEEKS_TO_ANSWER = 2
CONSENT_CLOCK = "consent"


def acknowledgement(complaint: Complaint) -> dict[str, Any]:
    """What the acknowledgement tells. Queries."""
    return {**_everywhere(complaint), "onderdelen": _parts(complaint), "termijnen": promised_dates(complaint)}


def consent_form(complaint: Complaint) -> dict[str, Any]:
    """What a consent form made by hand asks: what waits for an answer, or all of it before anything is asked."""
    asked = [consent.purpose for consent in complaint.consents.all() if consent.answer is None]
    running = (one for one in complaint.deadlines.all() if one.state == DeadlineState.RUNNING)
    waiting = next((one for one in running if one.key == CONSENT_CLOCK), None)
    return _form(complaint, asked or list(Purpose), waiting)


def consent_form_of(complaint: Complaint, event_key: str) -> dict[str, Any]:
    """What the step asked, also when the answers were recorded before the worker made the form. Queries.

    ``event_key`` ends in the key of the event, after a colon.
    """
    event = complaint.events.get(pk=event_key.rpartition(":")[2])
    began = complaint.deadlines.filter(key=CONSENT_CLOCK, started_on=localdate(event.at)).last()
    return _form(complaint, event.answers["purposes"], began)


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


def handler(complaint: Complaint) -> tuple[Any, str] | None:
    """Who handles the complaint now and in which role; None when nobody does yet."""
    if complaint.officer is not None:
        return complaint.officer, HANDLER_ROLES[Role.OFFICER.value]
    if complaint.coordinator is not None:
        return complaint.coordinator, HANDLER_ROLES[Role.COORDINATOR.value]
    return None


def _everywhere(complaint: Complaint) -> dict[str, Any]:
    procedure = complaint.procedure
    person = handler(complaint)
    return {
        "kantoor": office_context(),
        "brief": {"datum": clock.today()},
        "zaak": {"nummer": complaint.number or "", "ontvangen_op": complaint.received_on},
        "klager": _complainant(complaint),
        "client": _client(complaint),
        "zorgaanbieder": {"naam": complaint.member.name if complaint.member else ""},
        "behandelaar": {"naam": person[0].name, "functie": person[1]} if person else {},
        "procedure": {
            "naam": procedure.name if procedure else "",
            "grondslag": procedure.legal_basis if procedure else "",
            "heeft_commissie": bool(procedure and procedure.has_committee),
        },
    }


def _complainant(complaint: Complaint) -> dict[str, Any]:
    party = complaint.complainant
    if party is None:
        return {}
    capacity = party.capacity or ("self" if complaint.client == party else "relative")
    return {"naam": party.name, "adres": address_of(party), "hoedanigheid": CAPACITIES[capacity]}


def _client(complaint: Complaint) -> dict[str, Any]:
    client = complaint.client
    if client is None:
        return {}
    return {
        "naam": client.name,
        "is_een_ander": client != complaint.complainant,
        "geboortedatum": client.date_of_birth or STILL_TO_FILL_IN,
    }


def address_of(party: Party) -> list[str]:
    """The lines of a postal address below the name; empty when it is not known."""
    street = f"{party.street} {party.house_number}".strip()
    city = f"{party.postcode}  {party.city}".strip()
    return [line for line in (street, city) if line]


def _parts(complaint: Complaint) -> list[dict[str, Any]]:
    return [
        {
            "nummer": part.number,
            "tekst": part.text,
            "categorie": str(part.category) if part.category else "",
        }
        for part in complaint.parts.all()
    ]


def _form(complaint: Complaint, asked: Collection[str], clock_of_answer: Deadline | None) -> dict[str, Any]:
    answer_by = clock_of_answer.due_on if clock_of_answer else add_weeks(clock.today(), WEEKS_TO_ANSWER)
    return {
        **_everywhere(complaint),
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
