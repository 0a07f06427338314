"""The annual report: all that it must count, in tables that can be read aloud, and nothing that leads to a person."""

import io
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from casework.letter_words import FEW, NOT_SHOWN
from casework.report_fields import REPORT_SAMPLE
from documents.kinds import kinds
from documents.rendering import render, to_pdf
from tests.factories.letters import Rows, table_with, words_of

JUDGED = ("gegrond", "deels_gegrond", "ongegrond", "geen_oordeel")
OTHERWISE = ("opgelost", "ingetrokken", "niet_ontvankelijk", "onbevoegd")
OUTCOMES = JUDGED + OTHERWISE


def made(**groups: Any) -> bytes:
    """The report of the sample, with whole groups of its values replaced."""
    kind = kinds.get("annual_report")
    return render(kind.template.read_bytes(), {**kind.sample_context, **groups})


def shown(rows: list[dict[str, Any]], *names: str) -> Rows:
    """What a table shows of these items."""
    return [[str(row[name]) for name in names] for row in rows]


@pytest.mark.parametrize(
    ("head", "group", "names"),
    [
        ("Maand", "maanden", ("naam", "ontvangen", "afgesloten")),
        ("Soort zorg", "sectoren", ("naam", "ontvangen")),
        ("Wet", "wetten", ("naam", "ontvangen")),
        ("Manier", "kanalen", ("naam", "ontvangen")),
        ("Zorgaanbieder", "leden", ("naam", "ontvangen", "afgesloten")),
        ("Onderdelen", "onderwerpen", ("naam", "totaal")),
        ("Gegrond", "onderwerpen", ("naam", *JUDGED)),
        ("Opgelost", "onderwerpen", ("naam", *OTHERWISE)),
        ("Op tijd", "termijnen", ("wat", "termijn", "op_tijd", "verlengd")),
        ("Wat ermee is gedaan", "lessen", ("aanbeveling", "maatregel")),
        ("Contact", "contacten", ("soort", "aantal")),
    ],
)
def test_a_report_counts_what_it_must_count(head: str, group: str, names: tuple[str, ...]) -> None:
    assert table_with(made(), head) == shown(REPORT_SAMPLE[group], *names)


def test_a_report_says_the_year_in_short_how_long_it_took_and_whether_talking_helped() -> None:
    letter = made()

    assert table_with(letter, "Klachten") == [
        ["Open op 1 januari", "21"],
        ["Ontvangen", "148"],
        ["Afgesloten", "139"],
        ["Open op 31 december", "30"],
    ]
    assert table_with(letter, "Bemiddeling") == [
        ["Gesprekken", "41"],
        ["Samen opgelost", "29"],
        ["Opgelost van alle gesprekken", "71 %"],
    ]
    assert [row[1] for row in table_with(letter, "De commissie")] == ["22", "17", "14"]
    for needed in (
        "Jaarverslag klachten 2026",
        "15 februari 2027",
        "De helft van de klachten was klaar binnen 24 dagen.",
        "Negen van de tien klachten waren klaar binnen 61 dagen.",
        "Inspectie Gezondheidszorg en Jeugd (IGJ)",
        "Daarom staat er bij kleine aantallen ‘minder dan 5’.",
        "053 123 45 67",
    ):
        assert needed in words_of(letter)


def test_a_report_about_one_member_says_so_and_leaves_out_what_is_not_its_own() -> None:
    said = words_of(
        made(
            lid={"naam": "Zorggroep <Noord> & Zn"},
            leden=[],
            contacten=[],
            lessen=[],
            duur={"mediaan": "", "p90": ""},
            verslag={"jaar": 2026, "inleiding": []},
        )
    )

    assert "Bestemd voor" in said
    assert "iedereen, en de inspectie" not in said
    assert "Het verslag is openbaar" not in said
    assert "Dit verslag gaat alleen over klachten over Zorggroep <Noord> & Zn" in said
    assert "Er zijn te weinig klachten om te laten zien hoe lang het duurde." in said
    for absent in ("Over welke zorgaanbieders", "vertrouwenspersonen", "Wat is er geleerd?", "trots"):
        assert absent not in said


def test_every_table_of_a_report_has_a_heading_row_that_returns_on_each_page_and_no_merged_cells() -> None:
    for table in Document(io.BytesIO(made())).tables[1:]:
        first, *others = [row._tr.xml for row in table.rows]

        assert "w:tblHeader" in first
        assert all(cell.text for cell in table.rows[0].cells)
        assert not any("w:gridSpan" in row or "w:vMerge" in row for row in (first, *others))


def test_the_numbers_of_the_sample_add_up_and_give_nobody_away() -> None:
    total = REPORT_SAMPLE["aantal"]

    assert total["open_begin"] + total["ontvangen"] - total["afgesloten"] == total["open_eind"]
    for group in ("maanden", "leden", "wetten", "kanalen"):
        assert sum(row["ontvangen"] for row in REPORT_SAMPLE[group]) == total["ontvangen"]
    for row in REPORT_SAMPLE["onderwerpen"]:
        counts = [row[name] for name in OUTCOMES]
        hidden = [one for one in counts if one in (FEW, NOT_SHOWN)]
        assert not any(one in (1, 2, 3, 4) for one in [*counts, row["totaal"]])
        # One hidden count beside a total is no secret.
        assert row["totaal"] == FEW or len(hidden) != 1
        assert row["totaal"] == FEW or sum(one for one in counts if one not in hidden) <= row["totaal"]


@pytest.mark.soffice
def test_a_report_fits_on_few_pages() -> None:
    assert len(PdfReader(io.BytesIO(to_pdf([made()])[0])).pages) == 5
