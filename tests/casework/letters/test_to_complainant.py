"""What the complainant reads: each letter ordered by its step or made by hand, opened and read."""

from datetime import date
from typing import Any

import pytest

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.transitions import Refused, perform
from casework.actions.consent import withdraw_consent
from casework.actions.deadlines import extend
from casework.intake import PartIntake
from casework.models import Complaint
from documents.actions.issue import issue, issue_waiting
from documents.kinds import kinds
from documents.models import IssuedDocument, LetterOrder
from documents.queries.mailing import reasons_not_to_mail
from tests.factories.casework import (
    CLOSING,
    complainant_party,
    make_awaiting_consent,
    make_closed,
    make_complaint,
    make_declined,
    make_in_consultation,
    make_informal,
    make_registered,
    make_with_consent,
)
from tests.factories.letters import tables_of, words_of

AFTER_THE_STEP = date(2026, 3, 27)


def letter_of(kind: str) -> str:
    """The words of the one letter of this kind, after the worker has made what was ordered."""
    issue_waiting()
    return words_of(bytes(IssuedDocument.objects.get(kind=kind).content))


def extended(complaint: Complaint, by: User, reason: str = "De teamleider is met vakantie.") -> None:
    """The term of the handling, four weeks longer."""
    extend(complaint.deadlines.open().get(key="officer_handling"), reason, by)


# --- declined ---------------------------------------------------------------------------------------------------------


def test_the_form_that_the_step_makes_takes_the_place_of_one_made_beforehand(coordinator: User) -> None:
    complaint = make_in_consultation(coordinator)
    by_hand = issue("consent_form", Complaint.objects.for_detail().get(pk=complaint.pk), coordinator)
    perform(complaint, "request_consent", by=coordinator, purposes=["share_with_provider"], sent_by="email")
    issue_waiting()

    ordered = IssuedDocument.objects.get(supersedes=by_hand)

    assert ordered.kind == "consent_form"
    assert reasons_not_to_mail(by_hand, complaint, "janneke@example.org") != []


def test_a_form_of_a_later_question_replaces_none_of_an_earlier_one(coordinator: User) -> None:
    complaint = make_awaiting_consent(coordinator, purposes=("share_with_provider",))
    issue_waiting()
    issue("consent_form", Complaint.objects.for_detail().get(pk=complaint.pk), coordinator)
    perform(complaint, "record_consent", by=coordinator, share_with_provider="yes")
    perform(complaint, "request_consent", by=coordinator, purposes=["name_complainant"], sent_by="email")
    issue_waiting()

    assert IssuedDocument.objects.filter(kind="consent_form").count() == 3
    assert not IssuedDocument.objects.exclude(supersedes=None).exists()


def test_declining_makes_the_letter_that_says_why_and_where_to_go(coordinator: User) -> None:
    complaint = make_declined(coordinator)

    said = letter_of("out_of_scope")

    for needed in (
        complaint.number,
        "Janneke Jansen Kerkstraat 1 7511 AB Enschede",
        "De zorgaanbieder is geen lid.",
        "De klachtencommissie van de gemeente.",
        "Afspraken worden niet nagekomen.",
        "Wij hebben de zorgaanbieder niets over uw klacht verteld.",
        f"{coordinator.name}klachtencoördinator",
    ):
        assert str(needed) in said


def test_a_complaint_about_nobody_that_we_know_can_be_declined_in_writing(coordinator: User) -> None:
    make_declined(coordinator, member=None)

    said = letter_of("out_of_scope")

    table = tables_of(bytes(IssuedDocument.objects.get(kind="out_of_scope").content))
    assert table["Zaaknummer"][0][2:] == ["Uw klacht", coordinator.name]
    assert "Wet kwaliteit, klachten en geschillen zorg" in said


def test_nobody_to_write_to_is_no_letter_that_waits_for_ever(coordinator: User) -> None:
    complaint = make_registered(coordinator)
    complaint.parties.all().delete()

    perform(complaint, "decline", by=coordinator, reason="Anoniem.", refer_to="Nergens.")

    assert not LetterOrder.objects.filter(kind="out_of_scope").exists()


def test_the_letter_that_declines_is_offered_only_when_it_was_declined(coordinator: User) -> None:
    kind = kinds.get("out_of_scope")

    assert not kind.may_issue(coordinator, make_registered(coordinator))
    assert kind.may_issue(coordinator, make_declined(coordinator))


# --- extended ---------------------------------------------------------------------------------------------------------


def test_extending_the_handling_makes_the_letter_with_reason_old_and_new_date(coordinator: User) -> None:
    extended(make_in_consultation(coordinator), coordinator)

    said = letter_of("extension")

    for needed in ("De teamleider is met vakantie.", "6 mei 2026", "dinsdag 2 juni 2026", "artikel 17"):
        assert needed in said


def test_the_letter_says_the_date_of_its_step_and_one_by_hand_the_date_of_now(coordinator: User) -> None:
    complaint = make_in_consultation(coordinator)
    extended(complaint, coordinator)
    moved = date(2026, 6, 9)
    complaint.deadlines.filter(key="officer_handling").update(due_on=moved)

    by_hand = issue("extension", Complaint.objects.get(pk=complaint.pk), coordinator)

    assert "dinsdag 9 juni 2026" in words_of(bytes(by_hand.content))
    LetterOrder.objects.exclude(kind="extension").delete()
    issue_waiting()
    ordered = LetterOrder.objects.get(kind="extension").document
    assert ordered is not None
    assert "dinsdag 2 juni 2026" in words_of(bytes(ordered.content))


def test_another_term_that_is_extended_makes_no_letter_about_the_handling(coordinator: User) -> None:
    complaint = make_in_consultation(coordinator)
    procedure = complaint.deadlines.open().get(key="procedure")
    type(procedure).objects.filter(pk=procedure.pk).update(
        terms={**procedure.terms, "extension_length": 1, "extension_unit": "months"}
    )

    extend(complaint.deadlines.get(key="procedure"), "Er is meer tijd nodig.", coordinator)

    assert not LetterOrder.objects.filter(kind__startswith="extension").exists()


def test_without_an_extension_there_is_nothing_to_write(coordinator: User) -> None:
    with pytest.raises(Refused, match="verleng eerst de termijn"):
        issue("extension", make_in_consultation(coordinator), coordinator)


# --- closed -----------------------------------------------------------------------------------------------------------


def test_closing_makes_a_letter_with_both_positions_agreements_result_and_ways_on(coordinator: User) -> None:
    make_closed(coordinator)

    said = letter_of("closing")
    tables = tables_of(bytes(IssuedDocument.objects.get(kind="closing").content))

    for needed in (
        "Excuses en een vaste verzorgende.",
        CLOSING["provider_position"],
        CLOSING["result"],
        "24 maart 2026 hebben wij uw klacht afgesloten",
        "tot € 25.000",
    ):
        assert needed in said
    assert tables["Nr."] == [["1", "Afspraken worden niet nagekomen.", "opgelost"]]
    assert tables["Wie"] == [["De teamleider", "belt elke week", "vanaf 1 mei 2026"]]
    assert [row[0] for row in tables["Waar"]] == [
        "De klachtencommissie",
        "De geschilleninstantie",
        "De tuchtrechter",
        "De rechter",
        "De inspectie (IGJ)",
    ]


def test_closed_without_consent_the_letter_says_that_the_provider_was_told_nothing(coordinator: User) -> None:
    complaint = make_with_consent(coordinator, refused=("share_with_provider",))
    perform(complaint, "close", by=coordinator, result="U gaf geen toestemming.", part_1="no_judgement")

    said = letter_of("closing")

    assert "Hier staat geen reactie van de zorgaanbieder." in said
    assert "Er zijn geen afspraken gemaakt." in said
    assert not LetterOrder.objects.filter(kind="closing_provider").exists()


def test_closed_after_consent_was_withdrawn_the_letter_says_nothing_that_is_not_so(coordinator: User) -> None:
    complaint = make_informal(coordinator)
    withdraw_consent(complaint, "share_with_provider", coordinator)
    perform(complaint, "close", by=coordinator, result="U trok uw toestemming in.", part_1="no_judgement")

    said = letter_of("closing")

    assert "Die toestemming hebben wij niet." in said
    assert "niet om een reactie gevraagd" not in said


@pytest.mark.parametrize("wrong", ["De teamleider belt elke week", "De teamleider;;vanaf mei", "a; b; c; d"])
def test_an_agreement_is_who_what_and_when(coordinator: User, wrong: str) -> None:
    complaint = make_informal(coordinator)

    with pytest.raises(Refused) as refused:
        perform(
            complaint,
            "close",
            by=coordinator,
            part_1="resolved",
            **{**CLOSING, "agreements": f"\n{CLOSING['agreements']}\n{wrong}"},
        )

    assert set(refused.value.fields) == {"agreements"}
    assert wrong in refused.value.fields["agreements"][0]


def test_what_the_provider_says_is_asked_when_it_was_told(coordinator: User) -> None:
    complaint = make_informal(coordinator)

    with pytest.raises(Refused) as refused:
        perform(complaint, "close", by=coordinator, result="Opgelost.", part_1="resolved")

    assert set(refused.value.fields) == {"provider_position"}


# --- the ways on ------------------------------------------------------------------------------------------------------


def test_the_ways_on_can_be_told_by_hand_with_the_committee_only_where_there_is_one(
    coordinator: User,
) -> None:
    complaint = make_informal(coordinator)
    with_committee = issue("follow_up_options", complaint, coordinator)
    type(complaint.procedure).objects.update(has_committee=False)

    without = issue("follow_up_options", Complaint.objects.get(pk=complaint.pk), coordinator)

    assert "De klachtencommissie" in words_of(bytes(with_committee.content))
    assert "klachtencommissie" not in words_of(bytes(without.content))
    for needed in ("bindend", "tuchtcollege", "De rechter", "Landelijk Meldpunt Zorg", "binnen twee weken"):
        assert needed in words_of(bytes(without.content))


def test_nobody_is_told_the_ways_on_before_anything_was_tried(coordinator: User) -> None:
    kind = kinds.get("follow_up_options")

    assert not kind.may_issue(coordinator, make_complaint(coordinator))
    assert kind.may_issue(coordinator, make_in_consultation(coordinator))


# --- all of them ------------------------------------------------------------------------------------------------------


def test_who_complains_for_another_reads_for_whom(coordinator: User) -> None:
    client = complainant_party(role="client", name="Oma Jansen", capacity="")
    make_closed(coordinator, parties=(complainant_party(capacity="relative"), client))

    assert "Uw klacht ging over de zorg voor Oma Jansen." in letter_of("closing")


def test_a_letter_keeps_what_people_typed_as_they_typed_it(coordinator: User) -> None:
    odd = 'De "zuster" zei: 5 < 6 & {{ niets }}'
    make_closed(coordinator, parts=(PartIntake(text=odd),))

    assert odd in letter_of("closing")


def test_an_order_made_late_has_the_day_on_which_it_was_made(coordinator: User) -> None:
    make_declined(coordinator)

    with office_clock.at(office_clock.start_of(AFTER_THE_STEP)):
        said: Any = letter_of("out_of_scope")

    assert "27 maart 2026" in said
