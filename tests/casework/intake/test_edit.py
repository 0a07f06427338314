"""What was written down wrongly is corrected while the complaint is open, and the history keeps what stood there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from backoffice.accounts.models import User
from backoffice.kit.refusals import Refused
from backoffice.kit.transitions import perform
from casework.actions.edit import edit
from casework.actions.intake import PartIntake, PartyIntake, intake_of
from casework.models import Complaint, Procedure
from tests.conftest import THE_DAY
from tests.factories.casework import (
    complainant_party,
    make_closed,
    make_complaint,
    make_in_consultation,
    make_informal,
    make_provider,
    make_registered,
)

pytestmark = pytest.mark.usefixtures("clock", "db")


def test_a_correction_is_kept_and_the_history_says_what_stood_there(coordinator: User) -> None:
    complaint = make_registered(coordinator)

    changed = edit(
        complaint, replace(intake_of(complaint), narrative="Vier keer.", is_violence=True), coordinator
    )

    event = complaint.events.all()[0]
    assert changed == ["narrative", "is_violence"]
    assert (complaint.narrative, complaint.is_violence) == ("Vier keer.", True)
    assert (event.name, event.by) == ("edited", coordinator)
    assert event.answers["before"] == {
        "narrative": "De zorgverlener kwam drie keer niet opdagen.",
        "is_violence": False,
    }


def test_saving_without_a_change_writes_nothing(coordinator: User) -> None:
    complaint = make_registered(coordinator)
    before = (complaint.version, complaint.events.count())

    assert edit(complaint, intake_of(complaint), coordinator) == []
    assert (complaint.version, complaint.events.count()) == before


def test_a_form_that_leaves_out_what_follows_changes_nothing_of_it(coordinator: User) -> None:
    complaint = make_registered(coordinator)

    changed = edit(complaint, replace(intake_of(complaint), received_at=None, procedure=None), coordinator)

    assert changed == []


def test_parties_and_parts_are_added_changed_and_removed(coordinator: User) -> None:
    complaint = make_complaint(coordinator, parts=(PartIntake(text="Een."), PartIntake(text="Twee.")))
    before = intake_of(complaint)
    client = PartyIntake(role="client", name="Opa")
    moved = replace(before.parties[0], name="Janneke de Jong")

    edit(
        complaint,
        replace(before, parties=(moved, client), parts=(before.parts[1], PartIntake(text="Drie."))),
        coordinator,
    )

    assert [(part.number, part.text) for part in complaint.parts.all()] == [(2, "Twee."), (3, "Drie.")]
    assert {party.name for party in complaint.parties.all()} == {"Janneke de Jong", "Opa"}
    assert list(Complaint.objects.search("opa jong")) == [complaint]
    assert not Complaint.objects.search("jansen").exists()


def test_complainant_and_client_can_swap(coordinator: User) -> None:
    complaint = make_complaint(
        coordinator, parties=(complainant_party(name="Anna"), PartyIntake(role="client", name="Bert"))
    )
    before = intake_of(complaint)
    swapped = {"complainant": "client", "client": "complainant"}

    edit(
        complaint,
        replace(before, parties=tuple(replace(p, role=swapped[p.role]) for p in before.parties)),
        coordinator,
    )

    assert complaint.complainant is not None
    assert complaint.complainant.name == "Bert"


def test_a_later_day_of_receipt_moves_the_clocks(coordinator: User) -> None:
    complaint = make_complaint(coordinator, received_on=date(2026, 3, 20), incident_on=None)

    edit(
        complaint, replace(intake_of(complaint), received_on=date(2026, 3, 23), received_at=None), coordinator
    )

    assert set(complaint.deadlines.values_list("started_on", flat=True)) == {date(2026, 3, 23)}


def test_another_member_brings_its_own_procedure(coordinator: User) -> None:
    complaint = make_registered(coordinator)
    other = make_provider(procedure="coöperatie")

    edit(complaint, replace(intake_of(complaint), member=other), coordinator)

    assert complaint.procedure == Procedure.objects.get(key="coöperatie")
    assert set(complaint.deadlines.open().values_list("rule__procedure__key", flat=True)) == {"coöperatie"}


def test_consent_for_one_provider_is_not_consent_for_another(coordinator: User) -> None:
    complaint = make_informal(coordinator)

    with pytest.raises(Refused, match="trek die eerst in"):
        edit(complaint, replace(intake_of(complaint), member=make_provider()), coordinator)


def test_a_part_of_a_registered_complaint_stays(coordinator: User) -> None:
    complaint = make_registered(coordinator)

    with pytest.raises(Refused, match="onderdeel"):
        edit(complaint, replace(intake_of(complaint), parts=()), coordinator)


def test_a_registered_complaint_keeps_a_member(coordinator: User) -> None:
    complaint = make_registered(coordinator)

    with pytest.raises(Refused, match="lid"):
        edit(complaint, replace(intake_of(complaint), member=None), coordinator)


def test_a_correction_is_checked_like_an_intake(coordinator: User) -> None:
    complaint = make_registered(coordinator)

    with pytest.raises(Refused) as refused:
        edit(complaint, replace(intake_of(complaint), incident_on=THE_DAY + timedelta(days=1)), coordinator)

    assert set(refused.value.fields) == {"incident_on"}


def test_rows_of_another_complaint_cannot_be_smuggled_in(coordinator: User) -> None:
    mine, other = make_complaint(coordinator), make_complaint(coordinator)
    stolen = intake_of(other)

    with pytest.raises(Refused, match="andere klacht"):
        edit(mine, replace(intake_of(mine), parts=stolen.parts), coordinator)
    with pytest.raises(Refused, match="andere klacht"):
        edit(mine, replace(intake_of(mine), parties=stolen.parties), coordinator)


def test_a_finished_complaint_is_not_corrected(coordinator: User) -> None:
    complaint = make_closed(coordinator)

    with pytest.raises(Refused, match="afgerond"):
        edit(complaint, replace(intake_of(complaint), narrative="Anders."), coordinator)


@pytest.mark.parametrize("role", ["coordinator", "officer", "secretary", "administrator", "complainant"])
def test_somebody_elses_complaint_is_not_corrected(role: str, user_with: object) -> None:
    complaint = make_in_consultation()

    with pytest.raises(Refused):
        edit(complaint, replace(intake_of(complaint), narrative="Anders."), user_with(role))  # type: ignore[operator]


def test_a_stale_form_loses_to_a_step_and_a_stale_step_to_a_correction(coordinator: User) -> None:
    complaint = make_registered(coordinator)
    seen_before = Complaint.objects.get(pk=complaint.pk)
    perform(complaint, "record_contact", by=coordinator)

    with pytest.raises(Refused, match=coordinator.name):
        edit(seen_before, replace(intake_of(seen_before), narrative="Anders."), coordinator)

    seen_before.refresh_from_db()
    edit(complaint, replace(intake_of(complaint), narrative="Anders."), coordinator)
    with pytest.raises(Refused, match=coordinator.name):
        perform(seen_before, "withdraw", by=coordinator)
