"""A complaint comes in: what is kept, what is refused, and what is only odd."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from backoffice.accounts.models import User
from backoffice.kit.refusals import Refused
from casework.actions.edit import edit
from casework.actions.intake import Intake, PartIntake, PartyIntake, take_in, warnings
from casework.intake import intake_of
from casework.models import Complaint
from tests.conftest import THE_DAY
from tests.factories.casework import (
    complainant_party,
    coordinator_of,
    load_casework_reference,
    make_complaint,
    make_intake,
    make_provider,
)

pytestmark = pytest.mark.usefixtures("clock", "db")
TOMORROW = THE_DAY + timedelta(days=1)
REPRESENTATIVE = PartyIntake(role="representative", name="Mr. De Vries")


def test_everything_that_came_in_is_kept(coordinator: User) -> None:
    member = make_provider()
    parties = (complainant_party(capacity="relative"), PartyIntake(role="client", name="Opa Jansen"))
    intake = make_intake(member=member, parties=parties, is_calamity=True, channel="letter")

    complaint = take_in(intake, coordinator)

    stored = Complaint.objects.for_detail().get(pk=complaint.pk)
    assert (stored.state, stored.number, stored.member, stored.channel) == (
        "received",
        None,
        member,
        "letter",
    )
    assert (stored.narrative, stored.wish) == (intake.narrative, intake.wish)
    assert stored.is_calamity
    assert (stored.coordinator, stored.created_by) == (coordinator, coordinator)
    assert stored.complainant is not None
    assert (stored.complainant.name, stored.client and stored.client.name) == ("Janneke Jansen", "Opa Jansen")
    assert [part.number for part in stored.parts.all()] == [1]
    assert stored.procedure is not None
    assert stored.procedure.key == "wkkgz"


def test_without_a_client_the_complainant_is_the_client() -> None:
    complaint = make_complaint()

    assert complaint.client == complaint.complainant


def test_the_clocks_run_from_receipt_and_the_first_event_says_so() -> None:
    received_on = THE_DAY - timedelta(days=2)

    complaint = make_complaint(received_on=received_on, incident_on=None)

    assert set(complaint.deadlines.values_list("started_on", flat=True)) == {received_on}
    assert {"received"} <= set(complaint.events.values_list("name", flat=True))


def test_the_instant_of_receipt_is_now_or_noon_of_an_earlier_day() -> None:
    today = make_complaint()
    earlier = make_complaint(received_on=THE_DAY - timedelta(days=3), incident_on=None)

    amsterdam = ZoneInfo("Europe/Amsterdam")
    assert today.received_at == datetime(2026, 3, 24, 9, tzinfo=amsterdam)
    assert earlier.received_at == datetime(2026, 3, 21, 12, tzinfo=amsterdam)


def test_a_complaint_about_an_unknown_provider_can_be_taken_in() -> None:
    complaint = make_complaint(member=None)

    assert complaint.member is None
    assert complaint.deadlines.count() == 3


def test_a_narrative_without_parts_or_parts_without_a_narrative_are_enough() -> None:
    assert make_complaint(parts=()).state == "received"
    assert make_complaint(narrative="").state == "received"


def test_complaints_are_found_by_parties_member_and_nothing_of_their_text() -> None:
    complaint = make_complaint(member=make_provider(name="Zorg De Brug", number="L9001"))

    found = [
        bool(Complaint.objects.search(text))
        for text in ("jansen", "brug zorg", "l9001", "opdagen", "excuses")
    ]

    assert complaint.number is None
    assert found == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"received_on": TOMORROW, "incident_on": None}, "received_on"),
        ({"incident_on": TOMORROW}, "incident_on"),
        ({"received_on": date(2026, 3, 20), "incident_on": date(2026, 3, 21)}, "incident_on"),
        ({"received_on": date(2015, 12, 31), "incident_on": None}, "received_on"),
        ({"incident_on": date(1, 1, 1)}, "incident_on"),
        ({"channel": "pigeon"}, "channel"),
        ({"narrative": "  ", "parts": ()}, "narrative"),
        ({"parts": (PartIntake(text=" "),)}, "parts"),
        ({"parties": ()}, "parties"),
        ({"parties": (complainant_party(), complainant_party())}, "parties"),
        ({"parties": (complainant_party(name=" "),)}, "parties"),
        ({"parties": (complainant_party(date_of_birth=TOMORROW),)}, "parties"),
        ({"parties": (complainant_party(date_of_birth=date(1899, 12, 31)),)}, "parties"),
        ({"parties": (complainant_party(), PartyIntake(role="judge", name="X"))}, "parties"),
        ({"parties": (complainant_party(), REPRESENTATIVE)}, "parties"),
        ({"parties": (complainant_party(capacity="agent"),)}, "parties"),
        ({"parties": (complainant_party(has_authority=False, authority_checked_on=THE_DAY),)}, "parties"),
        ({"parties": (complainant_party(has_authority=True, authority_checked_on=TOMORROW),)}, "parties"),
    ],
)
def test_what_cannot_be_right_is_refused_in_dutch_and_nothing_is_kept(
    wrong: dict[str, Any], field: str, coordinator: User
) -> None:
    intake = make_intake(**wrong)

    with translation.override("nl"), pytest.raises(Refused) as refused:
        take_in(intake, coordinator)

    assert set(refused.value.fields) == {field}
    assert not Complaint.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(coordinator: User) -> None:
    intake = make_intake(received_on=TOMORROW, incident_on=TOMORROW, narrative="", parts=(), parties=())

    with pytest.raises(Refused) as refused:
        take_in(intake, coordinator)

    assert set(refused.value.fields) == {"received_on", "incident_on", "narrative", "parties"}


@pytest.mark.parametrize("has_authority", [True, False])
def test_a_representative_has_shown_to_be_authorised_or_not(has_authority: bool) -> None:
    complaint = make_complaint(
        parties=(complainant_party(), replace(REPRESENTATIVE, has_authority=has_authority))
    )

    assert complaint.parties.get(role="representative").has_authority is has_authority


def test_a_respondent_has_no_account_here(complainant: User, coordinator: User) -> None:
    respondent = PartyIntake(role="respondent", name="Dr. Bos", user=complainant)

    with pytest.raises(Refused):
        take_in(make_intake(parties=(complainant_party(), respondent)), coordinator)


def test_a_citizen_service_number_is_a_warning_and_no_refusal(coordinator: User) -> None:
    intake = make_intake(
        narrative="Mijn BSN is 111222333.", parts=(PartIntake(text="BSN 123456782 gelekt."),)
    )

    complaint = take_in(intake, coordinator)

    with translation.override("nl"):
        said = warnings(intake)
    assert len(said) == 2
    assert "BSN" in said[0]
    assert len(complaint.events.get(name="received").answers["warnings"]) == 2
    assert warnings(replace(intake, narrative="Telefoon 0612345678, dossier 123456789.", parts=())) == []


@pytest.mark.parametrize(
    "role",
    ["officer", "secretary", "committee_member", "confidant", "finance", "administrator", "complainant"],
)
def test_only_coordinators_take_in_the_complaints_of_others(role: str, user_with: Any) -> None:
    intake = make_intake()

    with pytest.raises(Refused):
        take_in(intake, user_with(role))

    assert not Complaint.objects.exists()


def test_complainants_take_in_their_own_complaint_and_it_waits_for_a_coordinator(complainant: User) -> None:
    intake = make_intake(channel="portal", parties=(complainant_party(user=complainant),))

    complaint = take_in(intake, complainant)

    assert complaint.coordinator is None
    assert list(Complaint.objects.visible_to(complainant)) == [complaint]


def test_somebody_who_left_takes_nothing_in(user_with: Any) -> None:
    intake = make_intake()

    with pytest.raises(Refused):
        take_in(intake, user_with("coordinator", is_active=False))


def test_text_with_signs_of_every_kind_survives() -> None:
    text = "Jansen & Zn <b>\n“citaat” — ’s ochtends 😀 {{ 7*7 }} {% x %}"
    complaint = make_complaint(narrative=text, parts=(PartIntake(text=text),))

    stored = Complaint.objects.get(pk=complaint.pk)

    assert stored.narrative == text
    assert stored.parts.get().text == text


def test_the_least_that_a_complaint_needs(coordinator: User) -> None:
    load_casework_reference()
    intake = Intake(channel="email", received_on=THE_DAY, parties=(complainant_party(),), narrative="Kort.")

    complaint = take_in(intake, coordinator)

    assert complaint.procedure is None
    assert complaint.parts.count() == 0


@pytest.mark.parametrize(
    ("typed", "kept"), [("7511ab", "7511 AB"), ("7511AB", "7511 AB"), ("B-2000", "B-2000")]
)
def test_a_postcode_is_kept_as_people_read_it(typed: str, kept: str) -> None:
    complaint = make_complaint(parties=(complainant_party(postcode=typed),))

    assert complaint.parties.get().postcode == kept


def test_a_postcode_with_or_without_its_space_is_no_correction() -> None:
    complaint = make_complaint(parties=(complainant_party(postcode="7511 AB"),))
    again = replace(
        intake_of(complaint), parties=(replace(intake_of(complaint).parties[0], postcode="7511AB"),)
    )

    changed = edit(complaint, again, coordinator_of(complaint))

    assert changed == []
