"""What a letter to the care provider says: only as much as the complainant's consent allows at this moment.

Without consent (a) there is no letter at all (`casework.provider`). Without (b) there is nothing that tells who
complains or whom the care was for; without (c) nothing by which the medical file would be opened.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backoffice.kit import clock
from backoffice.kit.calendar import add_weeks
from billing.models.contact import ContactRole
from casework import letter_of_step
from casework.letter_context import (
    WEEKS_TO_ANSWER,
    address_of,
    event_of,
    everywhere,
    follow_ups,
    outcome_by,
    parts,
)
from casework.letter_words import DIRECTION, SUPERVISORS
from casework.models import Complaint
from casework.queries.consents import standing_of
from casework.rules.consent import Purpose, Standing, may_name_complainant
from documents.kinds import Recipient


def provider_notice(complaint: Complaint) -> dict[str, Any]:
    """The complaint and the question for the provider's side, made by hand. Queries."""
    return _notice(complaint, add_weeks(clock.today(), WEEKS_TO_ANSWER))


def provider_notice_of(complaint: Complaint, event_key: str) -> dict[str, Any]:
    """The same, with the day before which the step asked for an answer. Queries."""
    asked = event_of(complaint, event_key).answers["answer_by"]
    return _notice(complaint, date.fromisoformat(asked))


def extension(complaint: Complaint) -> dict[str, Any]:
    """That the outcome comes later. Queries."""
    return {**to_provider(complaint), "verlenging": letter_of_step.extension_now(complaint)}


def extension_of(complaint: Complaint, event_key: str) -> dict[str, Any]:
    """The extension that ordered the letter. Queries."""
    said = letter_of_step.extended(event_of(complaint, event_key).answers)
    return {**to_provider(complaint), "verlenging": said}


def closing(complaint: Complaint) -> dict[str, Any]:
    """How the complaint was closed. Queries."""
    return _closing(complaint, letter_of_step.answers_of_last(complaint, letter_of_step.CLOSED))


def closing_of(complaint: Complaint, event_key: str) -> dict[str, Any]:
    """The same, as the step that ordered the letter closed it. Queries."""
    return _closing(complaint, event_of(complaint, event_key).answers)


def follow_up_options(complaint: Complaint) -> dict[str, Any]:
    """Where the complainant can go from here. Queries."""
    options = follow_ups(complaint, is_for_provider=True)
    return {**to_provider(complaint), "onderdelen": parts(complaint), "mogelijkheden": options}


def to_provider(complaint: Complaint) -> dict[str, Any]:
    """What every letter to the provider may say. Queries."""
    return {**everywhere(complaint), "ontvanger": _addressee(complaint), **_people(complaint)}


def recipient(complaint: Complaint) -> Recipient:
    """The provider; a complaint about a director goes around the director, to who supervises them. Queries."""
    member = complaint.member
    if member is None:
        return Recipient(name="")
    contact = _contact(complaint)
    known = contact.email if contact else ""
    email = known if complaint.is_about_director else known or member.email
    return Recipient(member.name, email, (f"t.a.v. {_attention(complaint)}", *address_of(member)))


def _addressee(complaint: Complaint) -> dict[str, Any]:
    member = complaint.member
    if member is None:
        return {}
    return {"naam": member.name, "tav": _attention(complaint), "adres": address_of(member)}


def _attention(complaint: Complaint) -> str:
    contact = _contact(complaint)
    if complaint.is_about_director:
        return f"{SUPERVISORS}, {contact.name}" if contact else SUPERVISORS
    return contact.name if contact else DIRECTION


def _contact(complaint: Complaint) -> Any:
    """Who at the provider hears of complaints."""
    if complaint.member is None:
        return None
    by_role = {one.role: one for one in complaint.member.contacts.all()}
    if complaint.is_about_director:
        return by_role.get(ContactRole.SUPERVISORS)
    return by_role.get(ContactRole.COMPLAINTS) or by_role.get(ContactRole.GENERAL)


def _people(complaint: Complaint) -> dict[str, Any]:
    now = standing_of(complaint)
    is_named, may_use_file = may_name_complainant(now), now[Purpose.USE_MEDICAL_FILE] is Standing.GIVEN
    complainant, client = complaint.complainant, complaint.client
    born_on = client.date_of_birth if client and is_named and may_use_file else None
    return {
        "toestemming": {"naam": is_named, "dossier": may_use_file},
        "klager": {"naam": complainant.name if complainant and is_named else ""},
        "client": {
            "naam": client.name if client and is_named else "",
            "is_een_ander": is_named and client != complainant,
            "geboortedatum": born_on or "",
        },
    }


def _notice(complaint: Complaint, answer_by: date) -> dict[str, Any]:
    common = to_provider(complaint)
    is_named = common["toestemming"]["naam"]
    return {
        **common,
        "onderdelen": parts(complaint),
        "klacht": {
            "wens": complaint.wish,
            "gebeurd_op": (complaint.incident_on or "") if is_named else "",
            "moet_gemeld": complaint.is_calamity or complaint.is_violence,
        },
        "antwoord": {"uiterlijk_op": answer_by},
        "uitkomst": {"uiterlijk_op": outcome_by(complaint) or ""},
    }


def _closing(complaint: Complaint, answers: Mapping[str, Any]) -> dict[str, Any]:
    options = follow_ups(complaint, is_for_provider=True)
    return {**to_provider(complaint), **letter_of_step.closed(complaint, answers), "mogelijkheden": options}
