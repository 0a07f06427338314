"""What is written with a step holds no citizen service number, unless somebody looked and says that it is none."""

from typing import Any

import pytest

from backoffice.kit.transitions import perform
from casework.models import Complaint
from casework.step_forms import ContactForm
from tests.casework.steps.seen import refusal
from tests.factories.casework import CLOSING, coordinator_of, make_informal, make_registered

pytestmark = pytest.mark.usefixtures("clock", "db")
WITH_NUMBER = "Haar BSN is 111222333."


def closing(**words: str) -> dict[str, Any]:
    return {**CLOSING, "part_1": "resolved", **words}


@pytest.mark.parametrize("field", ["result", "provider_position"])
def test_a_closing_text_with_a_number_is_asked_about(field: str) -> None:
    assert "burgerservicenummer" in refusal(make_informal(), "close", **closing(**{field: WITH_NUMBER}))


def test_an_agreement_with_a_number_is_asked_about() -> None:
    agreed = "De teamleider; belt 111222333; elke week"

    assert "burgerservicenummer" in refusal(make_informal(), "close", **closing(agreements=agreed))


def test_a_note_with_a_number_that_is_none_is_kept_after_a_tick() -> None:
    complaint = make_registered()

    assert "burgerservicenummer" in refusal(complaint, "record_contact", note=WITH_NUMBER)
    event = taken(complaint, note=WITH_NUMBER, citizen_number_seen="on")

    assert event.answers["note"] == WITH_NUMBER
    assert "citizen_number_seen" not in event.answers


def taken(complaint: Complaint, **answers: Any) -> Any:
    return perform(complaint, "record_contact", by=coordinator_of(complaint), **answers)


def test_the_tick_is_only_asked_for_when_there_is_something_to_look_at() -> None:
    complaint = make_registered()
    plain, doubtful = (
        ContactForm(
            {"note": note, "contacted_on": "2026-03-24", "channel": "email"}, subject=complaint, by=None
        )
        for note in ("Gesproken.", WITH_NUMBER)
    )

    assert plain.is_valid()
    assert not doubtful.is_valid()
    assert plain["citizen_number_seen"].is_hidden
    assert not doubtful["citizen_number_seen"].is_hidden
