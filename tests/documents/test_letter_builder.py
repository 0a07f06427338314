"""What every letter of the house has, whatever it is about: letterhead, page numbers, headings, language."""

import io
import zlib
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from pypdf import PdfReader

from documents import logo
from documents.letter_builder import LetterBuilder, Mark
from documents.rendering import check, render, to_pdf
from documents.rendering.package import read_package

FIELDS = {
    "kantoor": {
        "naam": "Klachtenkantoor Zorg",
        "straat": "Voorbeeldstraat 1",
        "plaats": "7511 AB  Enschede",
        "telefoon": "053 123 45 67",
        "email": "kantoor@example.org",
        "website": "www.klachtenkantoor.example",
    },
    "lid": {"nummer": "L1044", "naam": "De Brug & Zn", "adres": ["Kade 1"], "persoon": "B. Bakker"},
    "regels": [{"wat": "Lidmaatschap", "bedrag": "€ 179,00"}],
    "behandelaar": {"naam": "S. de Boer", "functie": "financiële administratie"},
}


def about_a_member(paragraphs: int = 1) -> bytes:
    """A letter with each piece that the builder has."""
    letter = LetterBuilder("Bewijs", Mark("Lidnummer", "{{ lid.nummer }}"))
    letter.address("lid.adres", "{{ lid.naam }}", attention="lid.persoon")
    letter.reference([("Onderwerp", "Uw lidmaatschap"), ("Behandeld door", "{{ behandelaar.naam }}")])
    letter.title("Bewijs van aansluiting")
    letter.callout("Bewaar deze brief.")
    letter.heading("Diensten")
    letter.rows(
        "regel in regels",
        ["Wat", "Bedrag"],
        ["{{ regel.wat }}\nper jaar", "{{ regel.bedrag }}"],
        [12.2, 4],
        amounts=[1],
    )
    letter.small_heading("Gegevens")
    letter.facts(("Wat", "Gegeven"), [("Naam", "{{ lid.naam }}")])
    letter.bullets(["Een", "Twee"])
    letter.signature("Ondertekening", ["Naam"])
    for _number in range(paragraphs):
        letter.text("Dit is een **gewone** zin.")
    letter.closing()
    return letter.content()


@pytest.fixture
def made() -> Any:
    """The letter of the example, as Word opens it."""
    return Document(io.BytesIO(render(about_a_member(), FIELDS)))


def texts(part: Any) -> str:
    return "".join(node.text or "" for node in part._element.iter() if node.tag.endswith("}t"))


def test_the_letter_of_the_example_is_fit_for_use() -> None:
    assert check(about_a_member(), FIELDS) == []


def test_the_same_source_makes_the_same_bytes() -> None:
    assert about_a_member() == about_a_member()


def test_every_page_says_whose_letter_it_is_and_of_how_many_pages(made: Any) -> None:
    section = made.sections[0]

    assert "Lidnummer L1044" in texts(section.header)
    for footer in (section.first_page_footer, section.footer):
        assert texts(footer).startswith("Lidnummer L1044Pagina ")
        assert [
            value
            for node in footer._element.iter()
            for name, value in node.attrib.items()
            if name.endswith("instr")
        ] == ["PAGE", "NUMPAGES"]
    assert "zaak" not in "".join(content.decode("utf-8", "ignore") for content in members().values())


def members() -> dict[str, bytes]:
    """The parts of the template that hold text."""
    return {
        name: content for name, content in read_package(about_a_member()).items() if name.endswith(".xml")
    }


def test_the_letterhead_has_a_logo_that_is_read_out_and_the_whole_address(made: Any) -> None:
    described = [node.get("descr") for node in made.element.iter() if node.tag.endswith("}docPr")]

    assert described == [logo.ALTERNATIVE]
    assert texts(made.sections[0].first_page_header) == ""
    for line in FIELDS["kantoor"].values():  # type: ignore[attr-defined]
        assert any(line in paragraph.text for paragraph in made.paragraphs[:2])


def test_title_language_and_headings_are_real(made: Any) -> None:
    styles = {paragraph.style.name for paragraph in made.paragraphs}

    assert made.core_properties.title == "Bewijs L1044"
    assert made.core_properties.language == "nl-NL"
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet"} <= styles
    assert 'w:lang w:val="nl-NL"' in made.styles.element.xml
    assert 'w:name="compatibilityMode"' in made.settings.element.xml


def test_every_table_has_a_heading_row_and_rows_that_stay_whole(made: Any) -> None:
    for table in made.tables:
        first, *others = [row._tr.xml for row in table.rows]

        assert "w:tblHeader" in first
        assert all("w:cantSplit" in row for row in (first, *others))


def test_a_table_of_numbers_sets_them_to_the_right_and_stays_on_one_page() -> None:
    letter = LetterBuilder("Bewijs", Mark("Lidnummer", "{{ lid.nummer }}"))

    letter.numbers(("Klachten", "Aantal"), [("Ontvangen", "148"), ("Afgesloten", "139")])

    table = letter.document.tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["Ontvangen", "148"],
        ["Afgesloten", "139"],
    ]
    assert {row.cells[1].paragraphs[0].style.paragraph_format.alignment for row in table.rows} == {
        WD_PARAGRAPH_ALIGNMENT.RIGHT
    }
    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows] == [
        True,
        True,
        None,
    ]


def test_the_line_for_whose_attention_is_only_there_when_it_is_known() -> None:
    unknown = {**FIELDS, "lid": {**FIELDS["lid"], "persoon": ""}}  # type: ignore[dict-item]

    def lines(context: Any) -> list[str]:
        letter = Document(io.BytesIO(render(about_a_member(), context)))
        return [one.text for one in letter.paragraphs if one.style and one.style.name == "Adres"]

    assert lines(FIELDS)[:3] == ["De Brug & Zn", "t.a.v. B. Bakker", "Kade 1"]
    assert lines(unknown)[:2] == ["De Brug & Zn", "Kade 1"]


def test_the_logo_is_a_sound_picture_with_round_corners() -> None:
    picture = logo.png()
    packed = picture[picture.index(b"IDAT") + 4 : picture.index(b"IEND") - 8]

    rows = zlib.decompress(packed)

    assert len(rows) == logo.SIDE * (logo.SIDE + 1)
    assert rows[1] == logo.SHADES  # the corner: nothing of the square
    assert rows[(logo.SIDE // 2) * (logo.SIDE + 1) + 3] == logo.SHADES - 1  # the ground: all teal
    assert 0 in rows[logo.SIDE * 60 : logo.SIDE * 100]  # the line: white


def with_a_total(*, is_whole: bool) -> Any:
    """A table of amounts with its total, and one of three columns, as Word opens them."""
    letter = LetterBuilder("Factuur", Mark("Lidnummer", "{{ lid.nummer }}"))
    letter.rows(
        "regel in regels",
        ["Wat", "Bedrag"],
        ["{{ regel.wat }}", "{{ regel.bedrag }}\nper jaar"],
        [12.2, 4],
        amounts=[1],
        total=["Totaal", "{{ regels | length }}"],
        is_whole=is_whole,
    )
    letter.facts(
        ("Gegeven", "Wij", "U"), [("Naam", "{{ kantoor.naam }}", "{{ lid.naam }}")], is_whole=is_whole
    )
    return Document(io.BytesIO(render(letter.content(), FIELDS)))


def test_a_total_is_the_last_row_in_bold_and_set_to_the_right_as_its_amounts_are() -> None:
    rows = with_a_total(is_whole=False).tables[0].rows

    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Wat", "Bedrag"],
        ["Lidmaatschap", "€ 179,00\nper jaar"],
        ["Totaal", "1"],
    ]
    amount, detail = rows[1].cells[1].paragraphs
    last = rows[2].cells[1].paragraphs[0]
    assert amount.style.name == last.style.name == "Tabeltekst bedrag"
    assert detail.alignment == WD_PARAGRAPH_ALIGNMENT.RIGHT
    assert all(run.bold for cell in rows[2].cells for run in cell.paragraphs[0].runs)


@pytest.mark.parametrize("is_whole", [True, False])
def test_only_a_table_that_is_always_short_keeps_its_rows_on_one_page(is_whole: bool) -> None:
    amounts, facts = with_a_total(is_whole=is_whole).tables

    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in amounts.rows]
    assert kept == [True, is_whole or None, None]
    assert [cell.text for cell in facts.rows[1].cells] == ["Naam", "Klachtenkantoor Zorg", "De Brug & Zn"]
    assert facts.rows[1].cells[0].paragraphs[0].paragraph_format.keep_with_next is None


@pytest.mark.soffice
def test_pages_count_through_to_the_last() -> None:
    pages = PdfReader(io.BytesIO(to_pdf([render(about_a_member(80), FIELDS)])[0])).pages

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Pagina {number} van {len(pages)}" in page.extract_text()
        assert "L1044" in page.extract_text()
