"""What letters say that a step wrote down: why a term was extended, how a complaint was closed.

A letter that a step ordered says what was answered then; one made by hand says what the last such step said.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.closing_form import outcomes_in
from casework.letter_context import HANDLING_CLOCK, event_of, follow_ups, to_complainant
from casework.letter_words import OUTCOMES
from casework.models import Complaint

EXTENDED, CLOSED = "clock_extended", "close"


def extension(complaint: Complaint) -> dict[str, Any]:
    """The last extension, to the complainant, with the date as it is now. Queries."""
    return {**to_complainant(complaint), "verlenging": extension_now(complaint)}


def extension_of(complaint: Complaint, event_key: str) -> dict[str, Any]:
    """The extension that ordered the letter, to the complainant. Queries."""
    return {**to_complainant(complaint), "verlenging": extended(event_of(complaint, event_key).answers)}


def closing(complaint: Complaint) -> dict[str, Any]:
    """How the complaint was closed, to the complainant. Queries."""
    return _closing(complaint, answers_of_last(complaint, CLOSED))


def closing_of(complaint: Complaint, event_key: str) -> dict[str, Any]:
    """The same, as the step that ordered the letter closed it. Queries."""
    return _closing(complaint, event_of(complaint, event_key).answers)


def extension_now(complaint: Complaint) -> dict[str, Any]:
    """What the last extension said, with the date as it is now, which a closure of the office may have moved."""
    now = complaint.deadlines.filter(key=HANDLING_CLOCK, is_extended=True).last()
    said = extended(answers_of_last(complaint, EXTENDED))
    return {**said, "nieuwe_datum": now.due_on if now else said["nieuwe_datum"]}


def extended(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Why, until when, and what the date was."""
    return {
        "reden": answers.get("reason", ""),
        "was": _day(answers.get("before")),
        "nieuwe_datum": _day(answers.get("due_on")),
    }


def closed(complaint: Complaint, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The day, the positions, the outcome per part, the agreements and the result."""
    outcomes = outcomes_in(answers)
    return {
        "onderdelen": [
            {"nummer": part.number, "tekst": part.text, "uitkomst": OUTCOMES[outcomes[part.number]]}
            for part in complaint.parts.all()
            if part.number in outcomes
        ],
        "klacht": {"wens": complaint.wish},
        "standpunt": {"zorgaanbieder": answers.get("provider_position", "")},
        "afspraken": [_agreement(one) for one in answers.get("agreements") or []],
        "afsluiting": {"datum": _day(answers.get("closed_on")), "resultaat": answers.get("result", "")},
    }


def answers_of_last(complaint: Complaint, name: str) -> Mapping[str, Any]:
    """What was answered the last time that this happened; empty when it did not. Queries."""
    for event in complaint.events.filter(name=name):
        if name != EXTENDED or event.answers.get("key") == HANDLING_CLOCK:
            found: Mapping[str, Any] = event.answers
            return found
    return {}


def _closing(complaint: Complaint, answers: Mapping[str, Any]) -> dict[str, Any]:
    said = closed(complaint, answers)
    return {**to_complainant(complaint), **said, "mogelijkheden": follow_ups(complaint)}


def _agreement(one: Mapping[str, str]) -> dict[str, str]:
    return {"wie": one["who"], "wat": one["what"], "wanneer": one["when"]}


def _day(text: Any) -> Any:
    """A day as it was written down; empty when it was not."""
    return date.fromisoformat(text) if text else ""
