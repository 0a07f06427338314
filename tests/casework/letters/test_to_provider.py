"""What the care provider reads: nothing without consent (a), no name without (b), nothing of the file without (c)."""

from datetime import date
from typing import Any

import pytest

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused, perform
from billing.models import Contact
from casework.actions.consent import withdraw_consent
from casework.actions.deadlines import extend
from casework.intake import PartIntake
from casework.models import Complaint
from documents.actions.issue import issue, issue_waiting
from documents.kinds import kinds
from documents.models import IssuedDocument, LetterOrder
from tests.factories.casework import (
    CLOSING,
    complainant_party,
    make_closed,
    make_informal,
    make_provider,
    make_with_consent,
)
from tests.factories.letters import words_of

TO_PROVIDER = ["provider_notice", "extension_provider", "closing_provider", "follow_up_options_provider"]
BORN = date(1948, 5, 6)
CLIENT = complainant_party(role="client", name="Gerda Wolters", capacity="", date_of_birth=BORN)
BOTH = (complainant_party(capacity="relative"), CLIENT)
WITHOUT_NAME = ("name_complainant",)


def letter_of(kind: str) -> str:
    """The words of the one letter of this kind, after the worker has made what was ordered."""
    issue_waiting()
    return words_of(bytes(IssuedDocument.objects.get(kind=kind).content))


def stated(complaint: Complaint, kind: str, by: User) -> str:
    """The words of a letter made by hand."""
    fresh = Complaint.objects.for_detail().get(pk=complaint.pk)
    return words_of(bytes(issue(kind, fresh, by).content))


# --- consent (a) ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TO_PROVIDER)
def test_without_consent_a_no_letter_is_offered_made_or_ordered(kind: str, coordinator: User) -> None:
    complaint = make_with_consent(coordinator, refused=("share_with_provider",))
    extend(complaint.deadlines.open().get(key="officer_handling"), "Er is meer tijd nodig.", coordinator)
    perform(complaint, "close", by=coordinator, result="Geen toestemming.", part_1="no_judgement")

    assert not kinds.get(kind).may_issue(coordinator, complaint)
    for by in (coordinator, None):
        with pytest.raises(Refused):
            issue(kind, complaint, by)
    assert not LetterOrder.objects.filter(kind__in=TO_PROVIDER).exists()


@pytest.mark.parametrize("kind", ["provider_notice", "closing_provider"])
def test_consent_withdrawn_before_the_worker_came_stops_what_was_ordered(
    kind: str, coordinator: User
) -> None:
    complaint = make_closed(coordinator)
    withdraw_consent(complaint, "share_with_provider", coordinator)

    issue_waiting()

    order = LetterOrder.objects.get(kind=kind)
    assert order.document is None
    assert "toestemming (a)" in order.last_error


# --- the notice -------------------------------------------------------------------------------------------------------


def test_handling_informally_makes_the_notice_with_the_complaint_the_question_and_the_term(
    coordinator: User,
) -> None:
    complaint = make_with_consent(coordinator, parties=BOTH, is_violence=True)
    perform(complaint, "handle_informally", by=coordinator, note="INTERN", answer_by=date(2026, 4, 3))

    said = letter_of("provider_notice")

    for needed in (
        complaint.number,
        complaint.member.name if complaint.member else "",
        "De klacht komt van Janneke Jansen. De cliënt is Gerda Wolters.",
        "Geboortedatum van de cliënt: 6 mei 1948.",
        "Afspraken worden niet nagekomen.",
        "Excuses en een vaste verzorgende.",
        "14 maart 2026",
        "uiterlijk op vrijdag 3 april 2026",
        "uiterlijk op woensdag 6 mei 2026",
        "Vertel ons wat er volgens u is gebeurd.",
        "Wkkgz, artikel 11",
    ):
        assert str(needed) in said
    for kept in ("INTERN", "drie keer niet opdagen", "janneke@example.org", "Kerkstraat"):
        assert kept not in said


def test_the_notice_need_not_be_made(coordinator: User) -> None:
    complaint = make_with_consent(coordinator)
    perform(complaint, "handle_informally", by=coordinator, write_to_provider=False)

    assert not LetterOrder.objects.filter(kind="provider_notice").exists()
    assert complaint.events.get(name="handle_informally").answers["answer_by"] is None


@pytest.mark.parametrize("day", [date(2026, 3, 24), date(2026, 1, 1), ""])
def test_the_provider_is_asked_to_answer_on_a_day_to_come(day: Any, coordinator: User) -> None:
    complaint = make_with_consent(coordinator)

    with pytest.raises(Refused) as refused:
        perform(complaint, "handle_informally", by=coordinator, answer_by=day)

    assert set(refused.value.fields) == {"answer_by"}


# --- consent (b) and (c) ----------------------------------------------------------------------------------------------


def everything_said(complaint: Complaint, coordinator: User) -> str:
    """All letters to the provider about a complaint that was extended and closed, and the values they could use."""
    extend(complaint.deadlines.open().get(key="officer_handling"), "Er is meer tijd nodig.", coordinator)
    ways_on = stated(complaint, "follow_up_options_provider", coordinator)
    complaint.refresh_from_db()
    perform(complaint, "close", by=coordinator, part_1="resolved", **CLOSING)
    issue_waiting()
    made = IssuedDocument.objects.filter(kind__in=TO_PROVIDER)
    assert set(made.values_list("kind", flat=True)) == set(TO_PROVIDER)
    return " ".join([ways_on, *(f"{words_of(bytes(one.content))} {one.data}" for one in made)])


def test_without_consent_b_nothing_tells_who_complains_or_for_whom(coordinator: User) -> None:
    said = everything_said(make_informal(coordinator, parties=BOTH, refused=WITHOUT_NAME), coordinator)

    assert "geen toestemming gegeven om de naam te noemen" in said
    for kept in (
        "Janneke",
        "Jansen",
        "Gerda",
        "Wolters",
        "1948",
        "14 maart",
        "2026-03-14",
        "naaste",
        "Kerkstraat",
    ):
        assert kept not in said


def test_without_consent_c_nothing_opens_the_medical_file(coordinator: User) -> None:
    complaint = make_informal(coordinator, parties=BOTH, refused=("use_medical_file",))

    said = everything_said(complaint, coordinator)

    assert "Stuur ons niets uit het medisch dossier" in said
    assert "1948" not in said
    assert "Janneke Jansen" in said


@pytest.mark.parametrize(
    ("intake", "where"),
    [
        ({"parts": (PartIntake(text="Mevrouw Jansen wacht al weken."),)}, "Onderdeel 1"),
        ({"wish": "Gerda wil excuses."}, "De wens"),
    ],
)
def test_a_complaint_whose_words_name_somebody_is_not_written_without_consent_b(
    intake: dict[str, Any], where: str, coordinator: User
) -> None:
    complaint = make_with_consent(coordinator, parties=BOTH, refused=WITHOUT_NAME, **intake)

    with pytest.raises(Refused) as refused:
        perform(complaint, "handle_informally", by=coordinator)

    assert where in refused.value.fields["write_to_provider"][0]
    perform(complaint, "handle_informally", by=coordinator, write_to_provider=False)
    with pytest.raises(Refused, match=where):
        issue("provider_notice", complaint, coordinator)


def test_a_respondent_may_be_named(coordinator: User) -> None:
    respondent = complainant_party(role="respondent", name="Kees Smit", capacity="", email="")
    parties = (complainant_party(), respondent)
    text = (PartIntake(text="Kees Smit kwam niet opdagen."),)

    make_informal(coordinator, parties=parties, refused=WITHOUT_NAME, parts=text)

    assert "Kees Smit kwam niet opdagen." in letter_of("provider_notice")


@pytest.mark.parametrize("field", ["result", "provider_position", "agreements"])
def test_closing_words_that_name_somebody_are_refused_without_consent_b(
    field: str, coordinator: User
) -> None:
    complaint = make_informal(coordinator, refused=WITHOUT_NAME)
    naming = {**CLOSING, field: "De teamleider; belt mevrouw Jansen; elke week"}

    with pytest.raises(Refused) as refused:
        perform(complaint, "close", by=coordinator, part_1="resolved", **naming)

    assert set(refused.value.fields) == {field}


def test_a_reason_that_names_somebody_is_refused_without_consent_b(coordinator: User) -> None:
    complaint = make_informal(coordinator, refused=WITHOUT_NAME)
    handling = complaint.deadlines.open().get(key="officer_handling")

    with pytest.raises(Refused, match="toestemming \\(b\\)"):
        extend(handling, "Mevrouw Jansen is met vakantie.", coordinator)

    assert not LetterOrder.objects.filter(kind__startswith="extension").exists()


def test_a_name_that_may_no_longer_be_given_stops_the_letter_that_was_ordered(coordinator: User) -> None:
    complaint = make_informal(coordinator, parts=(PartIntake(text="Mevrouw Jansen wacht al weken."),))
    withdraw_consent(complaint, "name_complainant", coordinator)

    issue_waiting()

    order = LetterOrder.objects.get(kind="provider_notice")
    assert order.document is None
    assert "toestemming (b)" in order.last_error


# --- to whom ----------------------------------------------------------------------------------------------------------


def provider_with(*contacts: tuple[str, str]) -> Any:
    """A provider with an address and contacts: (role, name)."""
    member = make_provider(street="Kade", house_number="4", postcode="7511 AB", city="Enschede")
    for role, name in contacts:
        Contact.objects.create(member=member, role=role, name=name, email=f"{role}@example.org")
    return member


@pytest.mark.parametrize(
    ("contacts", "is_about_director", "attention", "email"),
    [
        ((), False, "de directie", None),
        ((("general", "A. Algemeen"),), False, "A. Algemeen", "general@example.org"),
        (
            (("general", "A. Algemeen"), ("complaints", "K. Klacht")),
            False,
            "K. Klacht",
            "complaints@example.org",
        ),
        ((("general", "A. Algemeen"), ("complaints", "K. Klacht")), True, "de raad van toezicht", ""),
        (
            (("general", "A. Algemeen"), ("supervisors", "T. Toezicht")),
            True,
            "de raad van toezicht, T. Toezicht",
            "supervisors@example.org",
        ),
    ],
)
def test_a_complaint_about_a_director_goes_around_the_director(
    contacts: Any, is_about_director: bool, attention: str, email: str | None, coordinator: User
) -> None:
    member = provider_with(*contacts)
    complaint = make_informal(coordinator, member=member, is_about_director=is_about_director)

    recipient = kinds.get("provider_notice").recipient(complaint)

    assert recipient.address == (f"t.a.v. {attention}", "Kade 4", "7511 AB  Enschede")
    assert recipient.email == (member.email if email is None else email)
    assert f"{member.name} t.a.v. {attention} Kade 4" in letter_of("provider_notice")
