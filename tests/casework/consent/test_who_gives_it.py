"""Who gives consent: the complainant, or who acts for them and has shown that they may."""

from dataclasses import replace
from typing import Any

import pytest

from backoffice.kit.transitions import Refused, perform, step_options
from casework.actions.edit import edit
from casework.intake import PartyIntake, intake_of
from casework.models import Complaint
from casework.presentation.timeline import Show, timeline
from casework.step_forms import RecordConsentForm
from tests.casework.steps.seen import refusal
from tests.factories.casework import complainant_party, coordinator_of, make_awaiting_consent
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("clock", "db")
CLIENT = PartyIntake(role="client", name="Opa Jansen")


def acting(**fields: Any) -> tuple[PartyIntake, ...]:
    return (complainant_party(**fields), CLIENT)


def awaiting(*parties: PartyIntake) -> Complaint:
    return make_awaiting_consent(purposes=("share_with_provider",), parties=parties)


def helped(*, has_authority: bool) -> Complaint:
    helper = PartyIntake(role="representative", name="Mr. Bos", has_authority=has_authority)
    return awaiting(complainant_party(), helper)


def answer(complaint: Complaint, **answers: Any) -> Any:
    by = coordinator_of(complaint)
    return perform(complaint, "record_consent", by=by, share_with_provider="yes", **answers)


@pytest.mark.parametrize("capacity", ["representative", "agent"])
def test_who_acts_for_the_client_without_proof_gives_no_consent(capacity: str) -> None:
    complaint = awaiting(*acting(capacity=capacity, has_authority=False))

    assert "bewijs" in refusal(complaint, "record_consent", share_with_provider="yes")


def test_the_button_says_why_consent_cannot_be_recorded() -> None:
    complaint = awaiting(*acting(capacity="agent", has_authority=False))

    options = {option.name: option for option in step_options(complaint, complaint.coordinator)}

    assert len(options["record_consent"].reasons) == 1


@pytest.mark.parametrize("capacity", ["self", "survivor", "relative"])
def test_who_is_no_representative_needs_no_proof(capacity: str) -> None:
    complaint = awaiting(*acting(capacity=capacity))

    answer(complaint)

    assert complaint.state == "in_consultation"


def test_once_the_proof_was_shown_consent_can_be_recorded() -> None:
    complaint = awaiting(*acting(capacity="agent", has_authority=False))
    before = intake_of(complaint)
    shown = tuple(replace(one, has_authority=True) if one.capacity else one for one in before.parties)

    edit(complaint, replace(before, parties=shown), coordinator_of(complaint))
    answer(complaint)

    assert complaint.consents.get().answer is True


def test_who_helps_is_no_obstacle_to_who_answers_themselves() -> None:
    complaint = helped(has_authority=False)

    event = answer(complaint)

    assert event.answers["given_by"] == "complainant"


def test_a_helper_without_proof_cannot_be_the_one_who_answers() -> None:
    complaint = helped(has_authority=False)
    helper = complaint.parties.get(role="representative")

    with pytest.raises(Refused) as refused:
        answer(complaint, given_by=str(helper.pk))

    assert "Mr. Bos" in refused.value.fields["given_by"][0]
    assert complaint.consents.get().answer is None


def test_the_history_keeps_that_a_representative_answered() -> None:
    complaint = helped(has_authority=True)
    helper = complaint.parties.get(role="representative")

    answer(complaint, given_by=str(helper.pk))

    told = timeline(complaint, complaint.events.filter(name="record_consent"), [], Show.ALL)[0].details
    assert "vertegenwoordiger" in [detail.text for detail in told]


def test_who_has_an_account_answers_as_themselves_and_as_nobody_else() -> None:
    account = make_user("complainant")
    complaint = helped(has_authority=True)
    complaint.parties.filter(role="complainant").update(user=account)

    asked = RecordConsentForm(subject=complaint, by=account)

    assert "given_by" not in asked.fields
    assert [giver.role for giver in asked.givers] == ["complainant"]


def test_the_account_of_who_may_not_give_consent_answers_for_nobody() -> None:
    account = make_user("complainant")
    complaint = awaiting(*acting(capacity="relative"))
    complaint.parties.filter(role="client").update(user=account)

    with pytest.raises(Refused, match="Toestemming wordt gegeven door de klager"):
        perform(complaint, "record_consent", by=account, share_with_provider="yes")

    assert complaint.consents.get().answer is None
