"""The letters that members get: made for real members of different laws and services, opened and read."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from billing.models import Member
from casework.models import ClockRule, Procedure
from documents.actions.issue import issue
from documents.models import IssuedDocument
from tests.factories.billing import make_member, subscribe
from tests.factories.casework import load_casework_reference
from tests.factories.letters import hard_words_in, tables_of, words_of
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(db: None, clock: Any) -> None:
    load_casework_reference()
    templates_in_use()


def member(*services: str, **fields: Any) -> Member:
    """A member with an address and these services since it joined."""
    values: dict[str, Any] = {
        "name": "Zorg & Zn <b>",
        "street": "Kade",
        "house_number": "3",
        "postcode": "7511 AB",
        "laws": ["Zvw", "Wlz"],
        "procedure": "wkkgz",
        **fields,
    }
    made = make_member(**values)
    for code in services:
        subscribe(made, code)
    return made


def test_a_proof_names_the_member_its_services_and_their_periods(finance: User) -> None:
    joined = member(
        "klachtenfunctionaris",
        legal_form="bv",
        kvk="57126116",
        branch="040364797839",
        joined_on=date(2021, 2, 1),
    )
    subscribe(joined, "klachtencommissie", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    subscribe(joined, "fg", starts_on=date(2026, 4, 1))
    subscribe(joined, "vertrouwenspersoon", state="ended", ends_on=date(2026, 3, 23))
    subscribe(joined, "serviceabonnement-pro-plus", state="draft")

    letter = issue("membership_certificate", joined, finance).content

    assert tables_of(letter)["Dienst"] == [
        ["Klachtenfunctionaris", "1 februari 2021", "loopt door"],
        ["Klachtencommissie", "1 januari 2026", "31 december 2026"],
    ]
    for needed in (
        joined.number,
        "24 maart 2026",
        "Zorg & Zn <b>",
        "Kade 3",
        "7511 AB Enschede",
        "bv",
        "57126116",
        "040364797839",
        "Zvw en Wlz",
        "Klachtenkantoor Zorg",
    ):
        assert needed in words_of(letter)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"street": "", "house_number": "", "postcode": "", "city": ""}, "adres van het lid"),
        ({"left_on": date(2026, 3, 23)}, "lidmaatschap dat vandaag geldt"),
        ({"joined_on": date(2026, 3, 25)}, "lidmaatschap dat vandaag geldt"),
    ],
)
def test_no_proof_without_an_address_or_of_a_membership_that_does_not_hold(
    finance: User, changes: dict[str, Any], words: str
) -> None:
    joined = member("klachtenfunctionaris")
    Member.objects.filter(pk=joined.pk).update(**changes)
    joined.refresh_from_db()

    with pytest.raises(Refused, match=words):
        issue("membership_certificate", joined, finance)


def test_no_proof_without_a_service(finance: User) -> None:
    with pytest.raises(Refused, match="ten minste één dienst"):
        issue("membership_certificate", member(), finance)


def test_a_procedure_of_a_care_provider_has_the_officer_and_the_terms_of_its_clocks(
    coordinator: User,
) -> None:
    joined = member("klachtenfunctionaris", phone="053 111 22 33", email="info@zorg.example")

    letter = issue("complaints_procedure", joined, coordinator).content

    text = words_of(letter)
    assert tables_of(letter)["Wat er gebeurt"] == [
        ["Wij bellen of mailen u over uw klacht", "binnen 5 werkdagen"],
        [
            "U krijgt een brief met de uitkomst\n"
            "Wij mogen dit één keer met 4 weken verlengen. U leest dan op tijd waarom.",
            "binnen 6 weken",
        ],
        ["De hele procedure is klaar", "binnen 4 maanden"],
    ]
    assert tables_of(letter)["Wet"] == [
        ["Wet kwaliteit, klachten en geschillen zorg (Wkkgz)", "artikel 13 tot en met 24"]
    ]
    for needed in (
        "Klachtenregeling van Zorg & Zn <b>",
        "Hoe dient u een klacht in?",
        "bij Klachtenkantoor Zorg",
        "De klachtenfunctionaris",
        "wij kiezen geen kant",
        "De geschilleninstantie",
        "€ 25.000",
        "Zonder uw toestemming",
        "Hoe gaan wij om met uw gegevens?",
        "gratis",
        "053 111 22 33",
        "Deze regeling geldt vanaf 24 maart 2026",
    ):
        assert needed in text
    for other in ("klachtencommissie", "eerst aan het bestuur", "De vertrouwenspersoon", "(FG)", "Wvggz"):
        assert other not in text.replace("ook bij de klachtencommissie", "")
    assert hard_words_in(text) == []


def test_a_procedure_for_social_support_and_youth_care_has_committee_and_confidant_and_no_disputes_body(
    coordinator: User,
) -> None:
    joined = member("klachtencommissie", "vertrouwenspersoon", "fg", laws=["Wmo", "Jeugdwet", "Wzd"])

    letter = issue("complaints_procedure", joined, coordinator).content

    text = words_of(letter)
    for needed in (
        "Dat mag altijd.",
        "binnen 6 weken na de zitting",
        "ten minste 2 weken vooraf",
        "binnen 1 maand na het oordeel",
        "De vertrouwenspersoon",
        "(FG)",
        "aparte klachtencommissie",
    ):
        assert needed in text
    assert [row[0] for row in tables_of(letter)["Wet"]] == [
        "Wet maatschappelijke ondersteuning 2015 (Wmo)",
        "Jeugdwet",
        "Wet zorg en dwang (Wzd)",
    ]
    for other in ("De klachtenfunctionaris", "De geschilleninstantie"):
        assert other not in text


def test_a_cooperative_asks_its_own_board_first(coordinator: User) -> None:
    joined = member("klachtenfunctionaris", procedure="coöperatie")

    text = words_of(issue("complaints_procedure", joined, coordinator).content)

    assert "eerst aan het bestuur van Zorg & Zn <b>" in text
    assert "Praat gerust eerst" not in text


def test_the_procedure_follows_the_clocks_and_the_current_version(coordinator: User) -> None:
    joined = member("klachtenfunctionaris", "klachtencommissie")
    ClockRule.objects.filter(key="first_contact").update(length=1)
    ClockRule.objects.filter(key="procedure").update(is_active=False)
    Procedure.objects.filter(key="wkkgz").update(has_committee=False)

    letter = issue("complaints_procedure", joined, coordinator).content

    assert [row[1] for row in tables_of(letter)["Wat er gebeurt"]] == ["binnen 1 werkdag", "binnen 6 weken"]
    assert "De klachtencommissie" not in words_of(letter)


@pytest.mark.parametrize(
    ("services", "fields", "words"),
    [
        (["klachtenfunctionaris"], {"procedure": ""}, "klachtenregeling van het lid"),
        (["klachtenfunctionaris"], {"laws": []}, "de zorgwetten waaronder het lid werkt"),
        (["klachtenfunctionaris"], {"laws": ["Zvw", "Wmo"]}, "Klachtencommissie"),
        ([], {"laws": ["Wzd"]}, "ten minste één dienst"),
    ],
)
def test_no_procedure_promises_less_than_the_law_or_what_the_member_does_not_have(
    coordinator: User, services: list[str], fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        issue("complaints_procedure", member(*services, **fields), coordinator)


@pytest.mark.parametrize("role", ["finance", "coordinator"])
def test_finance_and_coordinators_make_letters_for_members(role: str, user_with: Callable[..., User]) -> None:
    issue("membership_certificate", member("klachtenfunctionaris"), user_with(role))

    assert IssuedDocument.objects.count() == 1


@pytest.mark.parametrize(
    "role", ["officer", "secretary", "committee_member", "confidant", "administrator", "complainant"]
)
def test_nobody_else_makes_them(role: str, user_with: Callable[..., User]) -> None:
    with pytest.raises(Refused, match="U mag deze brief hier niet maken"):
        issue("membership_certificate", member("klachtenfunctionaris"), user_with(role))


def test_letters_of_members_are_read_by_who_works_with_members(
    finance: User, user_with: Callable[..., User]
) -> None:
    letter = issue("membership_certificate", member("klachtenfunctionaris"), finance)
    roles = (
        "coordinator",
        "officer",
        "secretary",
        "finance",
        "committee_member",
        "confidant",
        "administrator",
    )

    readers = [role for role in roles if letter in IssuedDocument.objects.visible_to(user_with(role))]

    assert readers == ["coordinator", "officer", "secretary", "finance"]


def test_the_command_makes_a_letter_by_the_number_of_the_member(tmp_path: Path) -> None:
    joined, out, file = member("klachtenfunctionaris"), StringIO(), tmp_path / "bewijs.docx"

    call_command(
        "issue_document", "membership_certificate", joined.number, "--out", str(file), "--json", stdout=out
    )

    assert json.loads(out.getvalue().splitlines()[-1])["number"] == str(joined)
    assert joined.name in words_of(file.read_bytes())
    with pytest.raises(CommandError, match="Er is geen lid met nummer L0"):
        call_command("issue_document", "membership_certificate", "L0", "--out", str(file))
