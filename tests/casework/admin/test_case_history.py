"""The history of a case tells what was answered, and for whom a reminder was."""

from dataclasses import replace

import pytest

from backoffice.accounts.models import User
from casework.actions.edit import edit
from casework.actions.sweep import sweep
from casework.intake import intake_of
from casework.models import Reminder
from casework.presentation.timeline import Show, timeline
from tests.factories.casework import make_registered, make_with_consent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_each_answer_to_a_question_of_consent_can_be_read_back(coordinator: User) -> None:
    complaint = make_with_consent(coordinator, refused=("name_complainant",))

    told = timeline(complaint, complaint.events.filter(name="record_consent"), (), Show.ALL)

    answers = {str(detail.label)[:3]: detail.text for detail in told[0].details}
    assert (answers["(a)"], answers["(b)"]) == ("ja", "nee")


def test_the_way_in_which_consent_was_asked_can_be_read_back(coordinator: User) -> None:
    complaint = make_with_consent(coordinator)

    told = timeline(complaint, complaint.events.filter(name="request_consent"), (), Show.ALL)

    assert "Verstuurd per" in {str(detail.label) for detail in told[0].details}


def test_a_correction_names_the_people_that_changed_and_tells_what_stood_elsewhere(coordinator: User) -> None:
    complaint = make_registered(coordinator)
    before = intake_of(complaint)
    people = (replace(before.parties[0], city="Almelo"), *before.parties[1:])
    edit(complaint, replace(before, parties=people, is_violence=True), coordinator)

    [told] = timeline(complaint, complaint.events.filter(name="edited"), (), Show.ALL)

    said = {str(detail.label): detail.text for detail in told.details}
    assert next(iter(said.values())) == "personen"
    assert said["Er stond"].endswith(": nee")
    assert len(said) == 2


def test_a_reminder_is_for_somebody_and_not_by_them(coordinator: User) -> None:
    complaint = make_registered(coordinator)
    sweep(complaint.deadlines.get(key="first_contact").due_on)

    told = timeline(complaint, (), Reminder.objects.filter(deadline__complaint=complaint), Show.ALL)

    assert {entry.who for entry in told} == {f"voor {coordinator.name}"}
