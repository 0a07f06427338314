"""A case in the hands of an officer, on the day on which the clock stands still."""

from datetime import date

import pytest

from backoffice.accounts.models import User
from casework.models import Complaint, Deadline
from tests.factories.casework import make_complaint


@pytest.fixture
def case(clock: date, coordinator: User, officer: User) -> Complaint:
    """A complaint received on Tuesday 24 March 2026, taken in by the coordinator, assigned to the officer."""
    complaint = make_complaint(coordinator)
    complaint.officer = officer
    complaint.coordinator = coordinator
    complaint.save(update_fields=["officer", "coordinator"])
    return complaint


@pytest.fixture
def first_contact(case: Complaint) -> Deadline:
    """The clock of the first contact: five working days, until 31 March 2026."""
    return case.deadlines.get(key="first_contact")


@pytest.fixture
def handling(case: Complaint) -> Deadline:
    """The statutory clock: six weeks, until 6 May 2026."""
    return case.deadlines.get(key="officer_handling")


@pytest.fixture
def whole_procedure(case: Complaint) -> Deadline:
    """The clock of the whole procedure: four months, until 24 July 2026."""
    return case.deadlines.get(key="procedure")
