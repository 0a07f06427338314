"""A complaint that is declined or withdrawn: it keeps a number to write about, and no clock claims to be met."""

from datetime import date, timedelta
from typing import Any

import pytest

from backoffice.kit.transitions import perform
from casework.models import Deadline
from tests.conftest import THE_DAY
from tests.factories.casework import make_complaint, make_registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LONG_AGO = date(2025, 6, 2)


def states(complaint: Any) -> dict[str, str]:
    return dict(Deadline.objects.filter(complaint=complaint).values_list("key", "state"))


def test_what_is_declined_unregistered_gets_a_number_for_its_letter() -> None:
    complaint = make_complaint()

    perform(complaint, "decline", by=complaint.coordinator, reason="Geen lid.", refer_to="De gemeente.")

    assert complaint.number == f"K{THE_DAY.year}-00001"
    assert complaint.registered_on == THE_DAY


def test_what_was_registered_keeps_its_number_when_declined() -> None:
    complaint = make_registered()
    number = complaint.number

    perform(complaint, "decline", by=complaint.coordinator, reason="Geen lid.", refer_to="De gemeente.")

    assert complaint.number == number


def test_after_a_withdrawal_no_clock_is_called_done_in_time() -> None:
    complaint = make_registered(received_on=THE_DAY - timedelta(days=1), incident_on=None)

    perform(complaint, "withdraw", by=complaint.coordinator, withdrawn_on=THE_DAY)

    assert set(states(complaint).values()) == {"cancelled"}


def test_what_was_late_before_a_withdrawal_stays_late() -> None:
    complaint = make_registered(received_on=LONG_AGO, incident_on=None)

    perform(complaint, "withdraw", by=complaint.coordinator, withdrawn_on=THE_DAY)

    assert set(states(complaint).values()) == {"missed"}
