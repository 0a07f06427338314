"""The judgement, which says all that the parties must know, and its published summary, which gives nobody away."""

import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from backoffice.kit.refusals import Refused
from casework.judgement_fields import JUDGEMENT_SAMPLE
from casework.publication import Summary, published
from documents.kinds import kinds
from documents.rendering import render, to_pdf
from documents.rendering.package import read_package
from tests.factories.letters import table_with, tables_of, words_of

NOT_FOR_A_COMMITTEE = re.compile(r"aansprakelijk|schade|vergoeding|€", re.IGNORECASE)
GENERAL = Summary(complaint="De zorg kwam te laat.", judgement="Dat had anders gemoeten.")
# What of the judgement everybody may read.
PUBLIC = {"kantoor", "categorie", "uitkomst"}


def made(key: str = "judgement", **groups: Any) -> bytes:
    """The document of the sample, with whole groups of its values replaced."""
    kind = kinds.get(key)
    return render(kind.template.read_bytes(), {**kind.sample_context, **groups})


def group(name: str, **values: Any) -> dict[str, Any]:
    """One group of the sample with some values replaced."""
    return {name: {**JUDGEMENT_SAMPLE[name], **values}}


def raw(content: bytes) -> str:
    """All that is in a file, also where nobody looks."""
    return " ".join(part.decode("utf-8", "ignore") for part in read_package(content).values())


# --- the judgement ----------------------------------------------------------------------------------------------------


def test_a_judgement_says_who_judged_about_whom_and_how_it_went() -> None:
    letter = made()
    said, tables = words_of(letter), tables_of(letter)

    for needed in (
        "Zaaknummer K2026-00031",
        "Aan de klager, de beklaagden en de zorgaanbieder",
        "Oordeel over de hele klacht: deels gegrond.",
        "Niet-ontvankelijk betekent dat de commissie dit onderdeel niet mocht behandelen.",
        "mr. A.B. de Wit-El Amrani, voorzitter",
        "mr. T. van Rijn, ambtelijk secretaris",
        "Vastgesteld door de klachtencommissie op 17 juli 2026",
        "Haar moeder kan niet alleen uit bed.",
        "De zorgaanbieder zegt dat twee medewerkers ziek waren.",
        "De wijkverpleegkundige zegt dat zij het woord",
        "geen medicijnen bij een bloeddruk < 85",
        "Onderdeel 4 gaat niet over de zorgaanbieder.",
        "Bied de cliënt & de klager excuses aan",
        "binnen een maand, uiterlijk op maandag 17 augustus 2026",
        "Dan staat erin waarom niet.",
        "Wkkgz, artikel 13 tot en met 17",
        "053 123 45 67",
    ):
        assert needed in said
    assert [row[1].partition("\n")[0] for row in tables["Wie"]] == [
        "mevrouw J.M.A. van der Heijden-Wolters & kinderen, als naaste van de cliënt",
        "A. Jansen-de Vries",
        "Stichting Wonen & Zorg <De Brug> Enschede-Noord en omstreken",
        "R. Özdemir-van den Broek (wijkverpleegkundige) en B. Bakker (teamleider)",
    ]
    assert tables["Datum"][0] == ["23 maart 2026", "Wij ontvangen de klacht."]
    assert len(tables["Datum"]) == len(JUDGEMENT_SAMPLE["verloop"])
    assert [row[0] for row in tables["Naam"]] == [one["naam"] for one in JUDGEMENT_SAMPLE["commissieleden"]]


def test_every_part_has_its_own_assessment_and_decision() -> None:
    letter = made()
    said = [one.text for one in Document(io.BytesIO(letter)).paragraphs if one.text]

    decisions = [text for text in said if text.startswith("Beslissing over onderdeel")]
    begins = [number for number, text in enumerate(said) if re.match(r"Onderdeel \d: ", text)]

    assert [row[2] for row in table_with(letter, "Uitkomst")] == [
        "gegrond", "geen oordeel", "ongegrond", "niet-ontvankelijk",
    ]  # fmt: skip
    assert decisions == [
        f"Beslissing over onderdeel {part['nummer']}: {part['uitkomst']}."
        for part in JUDGEMENT_SAMPLE["onderdelen"]
    ]
    for begin, part in zip(begins, JUDGEMENT_SAMPLE["onderdelen"], strict=True):
        reasons = [one["tekst"] for one in part["overwegingen"]]
        assert said[begin + 1] == f"De klacht: {part['tekst']}"
        assert said[begin + 2 : begin + 2 + len(reasons)] == reasons
        assert said[begin + 2 + len(reasons)] == decisions[part["nummer"] - 1]


def test_its_sections_stand_in_the_order_in_which_one_reads_them() -> None:
    found = [one.text for one in Document(io.BytesIO(made())).paragraphs if one.style.name == "Heading 2"]

    assert found == [
        "Het oordeel per onderdeel",
        "Wie heeft het oordeel gegeven?",
        "Om wie gaat het?",
        "Hoe is de procedure gegaan?",
        "Wat vindt de klager?",
        "Wat vindt de zorgaanbieder?",
        "Wat vindt de beklaagde?",
        "Wat is er gebeurd?",
        "Mag de commissie de klacht behandelen?",
        "Wat vindt de commissie?",
        "Wat beveelt de commissie aan?",
        "Wat gaat er nu gebeuren?",
        "Kan de klager nog verder?",
        "Welke regels gelden er?",
        "Heeft u vragen?",
    ]


def test_a_judgement_never_speaks_of_liability_or_damages() -> None:
    template = kinds.get("judgement").template.read_bytes()

    assert NOT_FOR_A_COMMITTEE.findall(words_of(template)) == []
    assert NOT_FOR_A_COMMITTEE.findall(words_of(made())) == []
    assert [one.name for one in kinds.get("judgement").fields if one.name.startswith("mogelijkheden")] == [
        "mogelijkheden[].naam"
    ]


def test_without_consent_b_a_judgement_names_neither_complainant_nor_client() -> None:
    said = words_of(
        made(
            toestemming={"naam": False},
            **group("klager", naam="", bijgestaan_door=""),
            client={"naam": "", "is_een_ander": False},
        )
    )

    assert said.count("zonder toestemming om de naam te noemen") == 2
    for kept in ("Heijden", "Jansen-de Vries", "Aydın", "de klager zelf"):
        assert kept not in said


def test_what_there_is_not_is_said_or_left_out() -> None:
    said = words_of(
        made(
            aanbevelingen=[],
            beklaagden=[],
            mogelijkheden=[],
            standpunt={"klager": ["Er is niet gebeld."], "zorgaanbieder": [], "beklaagde": []},
            **group("zorgaanbieder", bijgestaan_door=""),
        )
    )

    for needed in (
        "De commissie doet geen aanbevelingen.",
        "De zorgaanbieder heeft niet gereageerd.",
        "geen bepaalde persoon",
    ):
        assert needed in said
    for absent in ("Wat vindt de beklaagde?", "De klager kan nog wel naar", "Smit & Partners", "{{", "%}"):
        assert absent not in said


def test_a_judgement_may_be_edited_by_hand_and_its_summary_may_not() -> None:
    assert kinds.get("judgement").may_be_edited
    assert not kinds.get("judgement_published").may_be_edited


# --- the published summary --------------------------------------------------------------------------------------------


def with_canaries(value: Any, name: str = "", found: list[str] | None = None) -> tuple[Any, list[str]]:
    """The same values, with a word of its own in place of every text and day that not everybody may read."""
    found = [] if found is None else found
    match value:
        case Mapping():
            return {key: with_canaries(item, key, found)[0] for key, item in value.items()}, found
        case list():
            return [with_canaries(item, name, found)[0] for item in value], found
        case str() if name not in PUBLIC:
            found.append(f"Kanarie{len(found)}vogel")
            return found[-1], found
        case date():
            return date(2026, 11, 11), found
    return value, found


def judgement_full_of_canaries() -> tuple[dict[str, Any], list[str]]:
    """A whole judgement in which every value can be recognised, and the values."""
    values, found = with_canaries({key: one for key, one in JUDGEMENT_SAMPLE.items() if key != "kantoor"})
    return {**values, "kantoor": JUDGEMENT_SAMPLE["kantoor"]}, found


def test_nothing_of_a_person_or_a_case_reaches_the_published_summary() -> None:
    judgement, canaries = judgement_full_of_canaries()

    content = made("judgement_published", **published(judgement, GENERAL))

    assert len(canaries) > 50
    assert "Kanarie" in raw(made("judgement", **judgement))
    assert "Kanarie" not in raw(content)
    assert not re.search(r"november|11-11|2026-11", raw(content))
    assert "2026" in words_of(content)
    # Once as the outcome, once where the words are explained.
    assert words_of(content).count("deels gegrond") == 2


def test_the_kind_offers_no_field_for_a_person_a_day_a_place_or_a_case() -> None:
    offered = {one.name for one in kinds.get("judgement_published").fields}

    assert {name for name in offered if not name.startswith("kantoor.")} == {
        "oordeel.jaar",
        "oordeel.uitkomst",
        "onderdelen[].categorie",
        "onderdelen[].uitkomst",
        "samenvatting.klacht",
        "samenvatting.oordeel",
        "samenvatting.reactie",
        "aanbevelingen",
    }


@pytest.mark.parametrize(
    "name",
    [
        "Heijden",
        "Wolters",
        "Vries",
        "Brug",
        "Özdemir",
        "Bakker",
        "Amrani",
        "Vermeulen",
        "Rijn",
        "Aydın",
        "Smit",
    ],
)
def test_a_summary_that_names_anybody_of_the_case_is_refused(name: str) -> None:
    for summary in (
        Summary(complaint=f"Volgens {name} kwam er niemand.", judgement="Dat klopt."),
        Summary(complaint="Er kwam niemand.", judgement=f"{name} heeft gelijk."),
        Summary(complaint="Er kwam niemand.", judgement="Dat klopt.", reaction=f"{name} belt nu."),
        Summary(
            complaint="Er kwam niemand.", judgement="Dat klopt.", recommendations=("Bel.", f"Bel {name}.")
        ),
    ):
        with pytest.raises(Refused, match=r"bevat een naam\. Iedereen kan deze tekst lezen"):
            published(JUDGEMENT_SAMPLE, summary)


def test_a_summary_that_can_be_traced_says_everything_that_is_wrong_at_once() -> None:
    with pytest.raises(Refused) as refused:
        published(
            JUDGEMENT_SAMPLE, Summary(complaint="Op 12 maart, K2026-00031.", judgement="Zij is 87 jaar oud.")
        )

    assert [str(reason) for reason in refused.value.reasons] == [
        "De samenvatting van de klacht bevat een dag. Iedereen kan deze tekst lezen: laat dit weg.",
        "De samenvatting van de klacht bevat een nummer dat naar een zaak of een persoon leidt. "
        "Iedereen kan deze tekst lezen: laat dit weg.",
        "De samenvatting van het oordeel bevat een leeftijd. Iedereen kan deze tekst lezen: laat dit weg.",
    ]


def test_a_published_summary_says_year_subjects_outcomes_and_what_was_learned() -> None:
    content = made("judgement_published")
    said = words_of(content)

    assert table_with(content, "Onderwerp") == [
        ["Organisatie, bereikbaarheid, wachttijd", "gegrond"],
        ["Bejegening", "geen oordeel"],
        ["Veiligheid en medicatie", "ongegrond"],
        ["Financieel en declaratie", "niet-ontvankelijk"],
    ]
    for needed in (
        "Jaar 2026",
        "klager & medewerker zeggen iets anders",
        "controleer of dat gebeurt",
        "De zorgaanbieder heeft excuses aangeboden.",
        "053 123 45 67",
    ):
        assert needed in said
    assert "Zaaknummer" not in said


def test_before_the_care_provider_answered_a_summary_says_nothing_of_it() -> None:
    said = words_of(made("judgement_published", **published(JUDGEMENT_SAMPLE, GENERAL)))

    assert "daarmee gedaan" not in said
    assert "aanbevolen" not in said


@pytest.mark.soffice
def test_a_judgement_and_its_summary_fit_on_few_pages() -> None:
    pages = [len(PdfReader(io.BytesIO(one)).pages) for one in to_pdf([made(), made("judgement_published")])]

    assert pages == [4, 1]
