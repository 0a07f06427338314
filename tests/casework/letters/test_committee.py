"""The letters around the committee: what each must say, and what none of them may repeat."""

import io
from collections.abc import Mapping
from typing import Any

import pytest
from pypdf import PdfReader

from backoffice.accounts.models import User
from backoffice.kit.refusals import Refused
from casework import committee_fields
from documents.actions.issue import issue
from documents.kinds import kinds
from documents.rendering import render, to_pdf
from tests.factories.casework import make_registered
from tests.factories.letters import table_with, tables_of, words_of

COMMITTEE = ["referral", "defence_request", "hearing_invitation", "hearing_invitation_provider"]
HEARINGS = [key for key in COMMITTEE if key.startswith("hearing")]


def made(key: str, **groups: Any) -> bytes:
    """The letter of the sample, with whole groups of its values replaced."""
    kind = kinds.get(key)
    return render(kind.template.read_bytes(), {**kind.sample_context, **groups})


def group(key: str, name: str, **values: Any) -> dict[str, Any]:
    """One group of the sample with some values replaced."""
    found: Mapping[str, Any] = kinds.get(key).sample_context[name]
    return {name: {**found, **values}}


@pytest.mark.parametrize("key", COMMITTEE)
def test_a_letter_that_waits_for_the_committee_is_refused_with_the_reason(
    key: str, coordinator: User
) -> None:
    with pytest.raises(Refused, match="De klachtencommissie komt in een latere versie"):
        issue(key, make_registered(coordinator), coordinator)


@pytest.mark.parametrize("key", ["referral", "defence_request"])
def test_every_part_stands_in_the_letter_to_the_letter(key: str) -> None:
    parts = table_with(made(key), "De klacht")

    assert [row[0] for row in parts] == ["1", "2", "3", "4"]
    assert [row[1] for row in parts] == [
        f"{one['tekst']}\n{one['categorie']}" for one in committee_fields.SAMPLE_PARTS
    ]


# --- the referral -----------------------------------------------------------------------------------------------------


def test_a_referral_says_who_what_with_which_consent_and_until_when() -> None:
    said = words_of(made("referral"))

    for needed in (
        "Klachtencommissie",
        "Geachte commissie,",
        "Op 4 mei 2026 vroeg de klager om uw oordeel. Wie daarom vraagt, krijgt dat altijd.",
        "mevrouw J.M.A. van der Heijden-Wolters & kinderen, als naaste van de cliënt",
        "Stichting Wonen & Zorg <De Brug> Enschede-Noord en omstreken",
        "R. Özdemir-van den Broek (wijkverpleegkundige) en B. Bakker (teamleider)",
        "Ja, op 21 april 2026. Het resultaat: Over de planning is een afspraak gemaakt.",
        "Wat mensen in een bemiddeling zeggen, is vertrouwelijk.",
        "donderdag 23 juli 2026",
        "Dan kijkt u dit dossier niet in.",
    ):
        assert needed in said


def test_a_referral_lists_each_consent_with_its_answer_and_each_document() -> None:
    letter = made("referral")
    consents, documents = table_with(letter, "Antwoord"), table_with(letter, "Stuk")

    assert [(row[0], row[2]) for row in consents] == [
        ("(a)", "ja, op 31 maart 2026"),
        ("(b)", "ja, op 31 maart 2026"),
        ("(c)", "ja, op 31 maart 2026"),
        ("(d)", "niet gevraagd"),
        ("(e)", "ja, op 4 mei 2026"),
    ]
    assert documents[0] == ["1", "Klachtbrief", "de klager", "23 maart 2026"]
    assert documents[3] == ["4", "Foto van de keukentafel", "de klager", "onbekend"]


def test_a_referral_without_mediation_person_or_wish_says_so_or_nothing() -> None:
    said = words_of(
        made(
            "referral",
            beklaagden=[],
            klacht={"wens": ""},
            **group("referral", "bemiddeling", gehouden_op=""),
            **group("referral", "client", is_een_ander=False),
        )
    )

    assert "Nee, er is geen bemiddelingsgesprek geweest." in said
    assert "Het resultaat:" not in said
    assert "Wat mensen in een bemiddeling zeggen" not in said
    assert "geen bepaalde persoon" in said
    assert "de klager zelf" in said
    assert "als naaste van" not in said
    assert "wil bereiken" not in said


def test_a_referral_has_no_place_for_what_was_said_in_the_mediation() -> None:
    about_the_talk = {one.name for one in kinds.get("referral").fields if "bemiddeling" in one.name}

    assert about_the_talk == {"bemiddeling.gehouden_op", "bemiddeling.resultaat"}


# --- the request for a defence ----------------------------------------------------------------------------------------


def test_a_request_for_a_defence_says_the_term_the_extension_and_the_documents() -> None:
    letter = made("defence_request")
    said = words_of(letter)

    for needed in (
        "Stuur uw verweer uiterlijk op dinsdag 26 mei 2026.",
        "tot uiterlijk dinsdag 9 juni 2026",
        "De klacht komt van mevrouw J.M.A. van der Heijden-Wolters & kinderen.",
        "Ja. Gebruik alleen wat nodig is",
        "De klager krijgt uw verweer te lezen",
        "per post naar Klachtenkantoor Zorg, Voorbeeldstraat 1",
    ):
        assert needed in said
    assert tables_of(letter)["Stuk"] == [
        [one["naam"], one["waarom"]] for one in committee_fields.SAMPLE_WANTED
    ]


def test_without_consent_c_the_defence_may_not_use_the_medical_file_and_asks_for_no_documents() -> None:
    letter = made(
        "defence_request", gevraagde_stukken=[], **group("defence_request", "toestemming", dossier=False)
    )

    said = words_of(letter)
    assert "Stuur ons niets uit het medisch dossier" in said
    assert "De commissie vraagt niet om bepaalde stukken." in said
    assert "nog andere stukken" not in said
    assert "Stuk" not in tables_of(letter)


# --- the invitation to the hearing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", HEARINGS)
def test_an_invitation_says_when_where_who_sits_and_until_when_a_member_can_be_challenged(key: str) -> None:
    letter = made(key)
    said, tables = words_of(letter), tables_of(letter)

    assert tables["De zitting"] == [
        ["Datum", "dinsdag 30 juni 2026"],
        ["Tijd", "10.00 uur (ongeveer anderhalf uur)"],
        ["Plaats", "Stadskantoor & Markt 1, Enschede"],
    ]
    assert tables["Naam"] == [[one["naam"], one["rol"]] for one in committee_fields.SAMPLE_PANEL]
    assert [row[1] for row in table_with(letter, "Stuk")] == [
        one["naam"] for one in committee_fields.SAMPLE_FILE
    ]
    for needed in (
        "Dat heet wraking. Vraag dit uiterlijk op dinsdag 23 juni 2026",
        "U mag iemand meenemen",
        "vrijdag 19 juni 2026",
        "U krijgt een brief met het oordeel, uiterlijk op donderdag 23 juli 2026.",
        "De zitting is niet openbaar",
    ):
        assert needed in said


@pytest.mark.parametrize("key", HEARINGS)
def test_a_hearing_on_line_gives_its_address(key: str) -> None:
    tables = tables_of(made(key, **group(key, "zitting", plaats="")))

    assert tables["De zitting"][2] == ["Plaats", "online, via https://zitting.example/K2026-00031"]


def test_the_confidant_stands_beside_who_complains_and_never_beside_the_other_side() -> None:
    assert "vertrouwenspersoon" in words_of(made("hearing_invitation"))
    assert "vertrouwenspersoon" not in words_of(made("hearing_invitation_provider"))


@pytest.mark.soffice
def test_the_letters_of_the_committee_fit_on_few_pages() -> None:
    letters = to_pdf([made(key) for key in COMMITTEE])

    assert [len(PdfReader(io.BytesIO(one)).pages) for one in letters] == [3, 2, 2, 2]
