"""Each step of this release: what it does when it may, and why it may not."""

from datetime import date, timedelta
from typing import Any

import pytest

from backoffice.accounts.models import User
from backoffice.kit import clock as kit_clock
from backoffice.kit.transitions import Refused, perform
from casework.models import Complaint, Consent, Deadline
from documents.models import LetterOrder
from tests.casework.steps.seen import open_clocks, refusal
from tests.conftest import THE_DAY
from tests.factories.casework import (
    complainant_party,
    coordinator_of,
    make_awaiting_consent,
    make_complaint,
    make_in_consultation,
    make_informal,
    make_registered,
    make_with_consent,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("clock", "db")
TOMORROW = THE_DAY + timedelta(days=1)
LONG_AGO = date(2020, 1, 1)


# --- register ---------------------------------------------------------------------------------------------------------


def test_registering_gives_a_number_the_clocks_and_one_acknowledgement() -> None:
    complaint = make_complaint()

    event = perform(complaint, "register", by=complaint.coordinator)

    assert (complaint.state, complaint.number, complaint.registered_on) == (
        "registered",
        "K2026-00001",
        THE_DAY,
    )
    assert open_clocks(complaint) == {"first_contact", "officer_handling", "procedure"}
    assert complaint.procedure is not None
    assert list(LetterOrder.objects.values_list("kind", "event_key")) == [
        ("acknowledgement", f"register:{event.pk}")
    ]
    assert (event.from_state, event.to_state, event.by) == ("received", "registered", complaint.coordinator)


def test_who_registers_a_complaint_of_nobody_coordinates_it(coordinator: User) -> None:
    portal_user = make_user("complainant")
    complaint = make_complaint(portal_user, parties=(complainant_party(user=portal_user),))

    perform(complaint, "register", by=coordinator)

    assert complaint.coordinator == coordinator


def test_a_complaint_without_member_parts_or_complainant_says_all_three() -> None:
    complaint = make_complaint(member=None, parts=())
    complaint.parties.all().delete()

    reasons = refusal(complaint, "register")

    assert all(word in reasons for word in ("zorgaanbieder", "klager", "onderdeel"))


def test_registering_finds_the_complaint_by_its_number() -> None:
    complaint = make_registered()

    assert list(Complaint.objects.search("k2026-00001")) == [complaint]


def test_registering_twice_makes_one_number_and_one_letter() -> None:
    complaint = make_registered()

    refusal(complaint, "register")

    assert LetterOrder.objects.filter(kind="acknowledgement").count() == 1


# --- decline ----------------------------------------------------------------------------------------------------------


def test_declining_keeps_why_and_where_to_go_and_stops_the_clocks() -> None:
    complaint = make_registered()

    perform(complaint, "decline", by=complaint.coordinator, reason="Geen lid.", refer_to="De gemeente.")

    assert (complaint.state, complaint.closed_on) == ("out_of_scope", THE_DAY)
    assert (complaint.declined_reason, complaint.declined_refer_to) == ("Geen lid.", "De gemeente.")
    assert open_clocks(complaint) == set()


@pytest.mark.parametrize("missing", ["reason", "refer_to"])
def test_declining_asks_a_reason_and_where_to_go(missing: str) -> None:
    complaint = make_complaint()
    answers = {"reason": "Geen lid.", "refer_to": "De gemeente.", missing: "  "}

    with pytest.raises(Refused) as refused:
        perform(complaint, "decline", by=complaint.coordinator, **answers)

    assert set(refused.value.fields) == {missing}


# --- record_contact ---------------------------------------------------------------------------------------------------


def test_contact_stops_its_clock_on_the_day_of_the_contact() -> None:
    complaint = make_registered(received_on=THE_DAY - timedelta(days=5), incident_on=None)
    spoken_on = THE_DAY - timedelta(days=1)

    event = perform(
        complaint,
        "record_contact",
        by=complaint.coordinator,
        contacted_on=spoken_on,
        channel="email",
        note="Gesproken.",
    )

    stopped = Deadline.objects.get(complaint=complaint, key="first_contact")
    assert (complaint.state, stopped.state, stopped.stopped_on) == ("in_consultation", "met", spoken_on)
    assert (event.category, event.answers["note"]) == ("talk", "Gesproken.")


@pytest.mark.parametrize("day", [TOMORROW, LONG_AGO])
def test_contact_in_the_future_or_before_receipt_is_refused(day: date) -> None:
    assert "datum" in refusal(make_registered(), "record_contact", contacted_on=day)


# --- consent ----------------------------------------------------------------------------------------------------------


def test_asking_consent_makes_a_row_per_purpose_a_clock_and_the_form() -> None:
    complaint = make_in_consultation()

    perform(
        complaint,
        "request_consent",
        by=complaint.coordinator,
        purposes=["share_with_provider", "use_medical_file"],
        sent_by="post",
    )

    asked = complaint.consents.values_list("purpose", "answer", "asked_on")
    assert list(asked) == [("share_with_provider", None, THE_DAY), ("use_medical_file", None, THE_DAY)]
    assert "consent" in open_clocks(complaint)
    assert LetterOrder.objects.filter(kind="consent_form").count() == 1


def test_nothing_is_ticked_beforehand() -> None:
    complaint = make_in_consultation()

    assert "toestemming" in refusal(complaint, "request_consent", sent_by="email").lower()


@pytest.mark.parametrize(
    ("way", "lacking"),
    [("email", {"email": ""}), ("post", {"street": ""}), ("portal", {})],
)
def test_consent_is_asked_in_a_way_that_reaches_the_complainant(way: str, lacking: dict[str, str]) -> None:
    complaint = make_in_consultation(parties=(complainant_party(**lacking),))

    assert "andere" in refusal(complaint, "request_consent", purposes=["share_with_provider"], sent_by=way)


def test_answers_are_kept_per_purpose() -> None:
    complaint = make_awaiting_consent(purposes=("share_with_provider", "name_complainant"))

    perform(
        complaint,
        "record_consent",
        by=complaint.coordinator,
        share_with_provider="yes",
        name_complainant="no",
    )

    answers = dict(complaint.consents.values_list("purpose", "answer"))
    assert complaint.state == "in_consultation"
    assert answers == {"share_with_provider": True, "name_complainant": False}
    assert "consent" not in open_clocks(complaint)


def test_silence_on_one_purpose_is_refused_and_names_it() -> None:
    complaint = make_awaiting_consent(purposes=("share_with_provider", "name_complainant"))

    with pytest.raises(Refused) as refused:
        perform(complaint, "record_consent", by=complaint.coordinator, share_with_provider="yes")

    assert set(refused.value.fields) == {"name_complainant"}
    assert not Consent.objects.filter(answer__isnull=False).exists()


def test_an_answer_to_a_purpose_that_was_not_asked_is_not_taken() -> None:
    complaint = make_awaiting_consent(purposes=("share_with_provider",))

    with pytest.raises(TypeError):
        perform(
            complaint,
            "record_consent",
            by=complaint.coordinator,
            share_with_provider="yes",
            use_medical_file="yes",
        )


def test_an_answer_before_the_question_is_refused() -> None:
    complaint = make_awaiting_consent(purposes=("share_with_provider",))

    reasons = refusal(
        complaint, "record_consent", answered_on=THE_DAY - timedelta(days=1), share_with_provider="yes"
    )

    assert "gevraagd" in reasons


def test_the_complainant_answers_for_themselves() -> None:
    portal_user = make_user("complainant")
    complaint = make_awaiting_consent(
        purposes=("share_with_provider",), parties=(complainant_party(user=portal_user),)
    )

    perform(complaint, "record_consent", by=portal_user, share_with_provider="no")

    assert complaint.consents.get().recorded_by == portal_user


def test_a_refused_purpose_may_be_asked_again_and_the_first_answer_stays() -> None:
    complaint = make_with_consent(purposes=("share_with_provider",), refused=("share_with_provider",))

    perform(
        complaint,
        "request_consent",
        by=complaint.coordinator,
        purposes=["share_with_provider"],
        sent_by="email",
    )

    assert list(complaint.consents.values_list("answer", flat=True)) == [False, None]


def test_a_given_purpose_is_not_asked_again() -> None:
    complaint = make_with_consent(purposes=("share_with_provider",))

    assert refusal(complaint, "request_consent", purposes=["share_with_provider"], sent_by="email")


# --- handle_informally ------------------------------------------------------------------------------------------------


def test_informal_handling_needs_consent_to_share() -> None:
    assert "(a)" in refusal(make_in_consultation(), "handle_informally")


def test_informal_handling_needs_more_than_consent_to_something_else() -> None:
    complaint = make_with_consent(refused=("share_with_provider",))

    assert "(a)" in refusal(complaint, "handle_informally")


def test_informal_handling_with_consent() -> None:
    complaint = make_with_consent()

    perform(complaint, "handle_informally", by=complaint.coordinator, note="Ik bel de teamleider.")

    assert complaint.state == "informal"


# --- withdraw ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [make_complaint, make_registered, make_awaiting_consent, make_informal])
def test_withdrawing_from_an_open_state_ends_parts_and_clocks(make: Any) -> None:
    complaint = make()

    perform(complaint, "withdraw", by=complaint.coordinator, withdrawn_on=THE_DAY, note="Opgelost.")

    assert (complaint.state, complaint.outcome, complaint.closed_on) == ("withdrawn", "withdrawn", THE_DAY)
    assert set(complaint.parts.values_list("outcome", flat=True)) == {"withdrawn"}
    assert open_clocks(complaint) == set()


def test_complainants_withdraw_their_own_complaint_and_nobody_elses() -> None:
    owner, other = make_user("complainant"), make_user("complainant")
    complaint = make_registered(parties=(complainant_party(user=owner),))

    with pytest.raises(Refused):
        perform(complaint, "withdraw", by=other)
    perform(complaint, "withdraw", by=owner)

    assert complaint.state == "withdrawn"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TOMORROW, "Deze datum ligt in de toekomst."),
        (LONG_AGO, "Deze datum ligt voor de dag waarop de klacht is ontvangen."),
    ],
)
def test_withdrawing_on_an_impossible_day_is_refused(day: date, said: str) -> None:
    assert said in refusal(make_registered(), "withdraw", withdrawn_on=day)


def test_withdrawing_on_the_day_of_receipt_is_possible() -> None:
    complaint = make_registered(received_on=THE_DAY, incident_on=None)

    perform(complaint, "withdraw", by=complaint.coordinator, withdrawn_on=THE_DAY)

    assert complaint.closed_on == complaint.received_on


# --- who was first ----------------------------------------------------------------------------------------------------


def test_a_stale_complaint_names_who_was_first() -> None:
    complaint = make_registered()
    seen_by_another = Complaint.objects.get(pk=complaint.pk)
    perform(complaint, "record_contact", by=complaint.coordinator)

    with pytest.raises(Refused) as refused:
        perform(seen_by_another, "withdraw", by=make_user("coordinator"))

    assert coordinator_of(complaint).name in refused.value.reasons[0]
    assert "09:00" in refused.value.reasons[0]


def test_a_stranger_is_not_told_who_was_first(finance: User) -> None:
    complaint = make_registered()
    stale = Complaint.objects.get(pk=complaint.pk)
    perform(complaint, "record_contact", by=complaint.coordinator)

    with pytest.raises(Refused) as refused:
        perform(stale, "withdraw", by=finance)

    assert coordinator_of(complaint).name not in refused.value.reasons[0]


def test_numbers_begin_again_in_a_new_year_of_registration() -> None:
    first = make_registered()
    waiting = make_complaint(received_on=THE_DAY, incident_on=None)

    with kit_clock.at(date(2027, 1, 4)):
        perform(waiting, "register", by=waiting.coordinator)

    assert (first.number, waiting.number) == ("K2026-00001", "K2027-00001")
