"""A corrected day of receipt: every clock that ran from it follows, also one that stopped or is out of use."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.refusals import Refused
from backoffice.kit.transitions import perform
from casework.actions.edit import edit
from casework.actions.intake import intake_of
from casework.models import ClockRule, Complaint, Deadline
from tests.factories.casework import make_registered

pytestmark = pytest.mark.usefixtures("clock", "db")


@pytest.fixture
def complaint(coordinator: User) -> Complaint:
    """Received on Monday 2 March, with a first contact on the 24th: too late."""
    registered = make_registered(coordinator, received_on=date(2026, 3, 2), incident_on=None)
    perform(registered, "record_contact", by=coordinator)
    return registered


def corrected(complaint: Complaint, received_on: date, by: User) -> Deadline:
    """The clock of the first contact, after the correction."""
    edit(complaint, replace(intake_of(complaint), received_on=received_on, received_at=None), by)
    return complaint.deadlines.get(key="first_contact")


def test_a_contact_that_was_in_time_after_all_counts_as_in_time(
    complaint: Complaint, coordinator: User
) -> None:
    assert complaint.deadlines.get(key="first_contact").state == "missed"

    first_contact = corrected(complaint, date(2026, 3, 19), coordinator)

    assert (first_contact.state, first_contact.started_on) == ("met", date(2026, 3, 19))
    assert first_contact.due_on == date(2026, 3, 26)
    assert complaint.events.filter(name="clock_met").exists()


def test_a_contact_that_was_too_late_after_all_counts_as_late(
    complaint: Complaint, coordinator: User
) -> None:
    corrected(complaint, date(2026, 3, 19), coordinator)

    assert corrected(complaint, date(2026, 3, 3), coordinator).state == "missed"


def test_a_complaint_is_not_received_after_its_first_contact(complaint: Complaint, coordinator: User) -> None:
    with office_clock.at(date(2026, 3, 30)), pytest.raises(Refused) as refused:
        corrected(complaint, date(2026, 3, 25), coordinator)

    assert "received_on" in refused.value.fields
    assert complaint.deadlines.get(key="procedure").started_on == date(2026, 3, 2)


def test_a_running_clock_follows_although_its_rule_is_out_of_use(
    complaint: Complaint, coordinator: User
) -> None:
    ClockRule.objects.update(is_active=False)

    corrected(complaint, date(2026, 3, 19), coordinator)

    assert complaint.deadlines.get(key="procedure").started_on == date(2026, 3, 19)
