"""Invoice, credit note and reminder: all that must stand on them does, in each form that they take."""

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from billing.money_samples import INVOICE_LINES
from documents.actions.issue import issue
from documents.kinds import DocumentKind, kinds
from documents.models import IssuedDocument, TemplateVersion
from documents.rendering import check, to_pdf
from tests.factories.billing import make_member
from tests.factories.letters import fields_not_used, hard_words_in, tables_of, words_of
from tests.factories.money_letters import made
from tests.factories.shipped import templates_in_use

OURS = ["invoice", "credit_note", "payment_reminder"]
OF_PAYER = {"klant.kvk", "klant.btw_nummer"}
NOT_USED: dict[str, set[str]] = {
    "invoice": set(),
    "credit_note": {"kantoor.incassant_id"},
    "payment_reminder": {"kantoor.incassant_id", "kantoor.kvk", "kantoor.btw_nummer", *OF_PAYER},
}
REQUIRED_ON_ALL = (  # Wet op de omzetbelasting 1968, art. 35a
    "Klachtenkantoor Zorg",
    "Voorbeeldstraat 1, 7511 AB Enschede",
    "87654321",
    "NL001234567B01",
    "Coöperatie Thuiszorg De Brug & Zn",
    "Havenstraat 12a, 7511 AB Enschede",
    "12345678",
    "NL009876543B01",
    "L1001",
    "Inkoop 2026/118 <zorg>",
)


@pytest.fixture(params=OURS)
def kind(request: Any) -> DocumentKind:
    """Each kind in turn."""
    return kinds.get(request.param)


def test_a_template_is_fit_for_use_and_its_headings_are_real(kind: DocumentKind) -> None:
    content = kind.template.read_bytes()

    levels = [one.style.name for one in Document(io.BytesIO(content)).paragraphs if one.style]

    assert check(content, kind.fields) == []
    assert levels.count("Heading 1") == 1
    assert levels.count("Heading 2") >= 4
    assert levels.index("Heading 1") < levels.index("Heading 2")


def test_a_template_uses_what_it_is_promised_or_we_know_that_it_does_not(kind: DocumentKind) -> None:
    assert fields_not_used(kind) == NOT_USED[kind.key]


def test_a_letter_speaks_plainly_and_tells_how_to_reach_us(kind: DocumentKind) -> None:
    said = words_of(made(kind.key))

    assert hard_words_in(said) == []
    assert not re.search(r"\bje\b|\bjij\b|\bjouw\b", said.lower())
    assert not re.search(r"\s[.,?]|\{\{|%\}|None|&amp;", said)
    assert "053 123 45 67 of mail naar kantoor@example.org" in said


def test_every_table_repeats_its_heading_row_and_keeps_its_rows_whole(kind: DocumentKind) -> None:
    for table in Document(io.BytesIO(made(kind.key))).tables[1:]:
        first, *others = [row._tr.xml for row in table.rows]

        assert "w:tblHeader" in first
        assert all("w:cantSplit" in row for row in (first, *others))


def test_amounts_stand_to_the_right(kind: DocumentKind) -> None:
    amount = re.compile(r"€ -?[\d.]+,\d\d")
    beside = {"Betalen"}  # the table that says how to pay: words, of which an amount is one
    for table in Document(io.BytesIO(made(kind.key))).tables:
        for cell in [cell for row in table.rows for cell in row.cells]:
            if table.cell(0, 0).text not in beside and amount.fullmatch(cell.paragraphs[0].text):
                assert cell.paragraphs[0].style.name == "Tabeltekst bedrag"


def test_an_invoice_holds_all_that_the_law_asks_for() -> None:
    letter = made("invoice")

    for needed in (
        *REQUIRED_ON_ALL,
        "Factuurnummer F2026-00042",
        "24 maart 2026",
        "1 januari 2026 tot en met 31 december 2026",
        "t.a.v. mevrouw B. Bakker",
        "beroepsonderwijs is vrijgesteld (Wet op de omzetbelasting 1968",
    ):
        assert needed in words_of(letter)
    assert tables_of(letter)["Btw-tarief"] == [
        ["21%", "€ 1.021,10", "€ 214,43", "€ 1.235,53"],
        ["9%", "€ 55,00", "€ 4,95", "€ 59,95"],
        ["geen", "€ 250,00", "€ 0,00", "€ 250,00"],
        ["Totaal", "€ 1.326,10", "€ 219,38", "€ 1.545,48"],
    ]


def test_each_line_says_what_when_how_many_at_what_price_and_a_discount_says_why() -> None:
    lines = tables_of(made("invoice"))["Omschrijving"]

    assert len(lines) == len(INVOICE_LINES)
    assert lines[0] == [
        "Klachtenfunctionaris",
        "01-01-2026 t/m 31-12-2026",
        "1",
        "€ 179,00\nper jaar",
        "21%",
        "€ 179,00",
    ]
    assert lines[1] == [
        "Korting op de klachtenfunctionaris\n10% korting (€ 17,90), omdat u het Serviceabonnement Pro+ heeft.",
        "01-01-2026 t/m 31-12-2026",
        "1",
        "€ -17,90",
        "21%",
        "€ -17,90",
    ]
    assert lines[3][0] == "Klachtencommissie\nVoor: Wijkzorg <Noord> & Co"
    assert lines[4][2:4] == ["1,75", "€ 90,00\nper uur"]


def test_who_transfers_the_money_reads_account_reference_and_last_day() -> None:
    letter = made("invoice")

    assert tables_of(letter)["Betalen"] == [
        ["Bedrag", "€ 1.545,48"],
        ["Uiterlijk op", "donderdag 23 april 2026"],
        ["Rekening (IBAN)", "NL02ABNA0123456789"],
        ["Op naam van", "Klachtenkantoor Zorg"],
        ["Betalingskenmerk", "F2026-00042"],
    ]
    assert "U heeft 30 dagen om te betalen" in words_of(letter)
    assert "machtiging" not in words_of(letter)


def test_who_gave_a_mandate_reads_when_from_where_and_by_which_mandate_we_collect() -> None:
    letter = made("invoice", betaling={"incasso": True})

    for needed in (
        "U hoeft zelf niets over te maken. Wij schrijven € 1.545,48 af op 21 april 2026.",
        "rekening NL91RABO0315273637",
        "machtiging op 1 september 2018, met kenmerk L1001-01",
        "incassant-ID is NL41ZZZ876543210000",
        "het kenmerk F2026-00042",
    ):
        assert needed in words_of(letter)
    assert "Betalen" not in tables_of(letter)
    assert "30 dagen om te betalen" not in words_of(letter)
    assert "Laat het ons weten vóór de dag van de afschrijving." in words_of(letter)
    assert "laatste dag om te betalen" not in words_of(letter)


def test_what_is_not_known_leaves_no_trace_on_an_invoice() -> None:
    letter = made("invoice", klant={"tav": ""}, factuur={"uw_kenmerk": ""}, totaal={"btw_uitleg": ""})

    for absent in ("t.a.v.", "Uw kenmerk", "vrijgesteld"):
        assert absent not in words_of(letter)


def test_a_number_of_the_customer_that_is_not_known_says_so() -> None:
    letter = made("invoice", klant={"kvk": "", "btw_nummer": ""})

    assert [row[0::2] for row in tables_of(letter)["Gegeven"][2:]] == [
        ["KvK-nummer", "niet bekend"],
        ["Btw-nummer", "niet bekend"],
    ]


def test_a_credit_note_names_the_invoice_that_it_corrects_and_why() -> None:
    letter = made("credit_note")

    for needed in (
        *REQUIRED_ON_ALL,
        "Creditfactuurnummer F2026-00057",
        "31 maart 2026",
        "verbeteren wij factuur F2026-00042 van 24 maart 2026",
        "Het totaal van die factuur was € 1.545,48 met btw. Daar gaat € 54,18 van af.",
        "Ook gaf u één boek terug.",
        "trekken wij € 45,48 van af",
        "niets meer te betalen",
        "Wij betalen u € 8,70 terug, uiterlijk op dinsdag 14 april 2026, op rekening NL91RABO0315273637.",
    ):
        assert needed in words_of(letter)
    assert [row[-1] for row in tables_of(letter)["Omschrijving"]] == ["€ 79,90", "€ -59,90", "€ 27,50"]
    assert tables_of(letter)["Btw-tarief"][-1] == ["Totaal", "€ 47,50", "€ 6,68", "€ 54,18"]


def test_a_credit_note_on_an_open_invoice_says_what_is_still_to_be_paid_and_when() -> None:
    refund = {"verrekend": Decimal("54.18"), "nog_te_betalen": Decimal("1491.30"), "uitbetaald": Decimal(0)}

    said = words_of(made("credit_note", teruggave=refund))

    assert "Betaal voor die factuur nog € 1.491,30, uiterlijk op donderdag 23 april 2026." in said
    assert "Van factuur F2026-00042 stond nog een bedrag open. Daar trekken wij € 54,18 van af." in said
    assert "niets meer te betalen" not in said
    assert "terug, uiterlijk" not in said


def test_a_credit_note_on_a_paid_invoice_only_pays_back() -> None:
    refund = {"verrekend": Decimal(0), "nog_te_betalen": Decimal(0), "uitbetaald": Decimal("54.18")}

    said = words_of(made("credit_note", teruggave=refund))

    assert "Wij betalen u € 54,18 terug" in said
    assert "stond nog een bedrag open" not in said


@pytest.mark.django_db
@pytest.mark.parametrize("key", OURS)
def test_its_template_is_in_use_and_its_letter_waits_for_invoices(key: str, finance: User) -> None:
    templates_in_use()

    with pytest.raises(Refused, match="Facturen komen in een latere versie"):
        issue(key, make_member(), finance)

    assert TemplateVersion.objects.of_kind(key).active().exists()
    assert not IssuedDocument.objects.exists()


@pytest.mark.soffice
def test_sixty_lines_fill_pages_that_each_begin_with_the_heads_and_keep_the_totals_together() -> None:
    lines = [
        {**INVOICE_LINES[number % len(INVOICE_LINES)], "omschrijving": f"Regel {number:02} <&>"}
        for number in range(60)
    ]

    pages = [
        page.extract_text()
        for page in PdfReader(io.BytesIO(to_pdf([made("invoice", regels=lines)])[0])).pages
    ]

    with_lines = [page for page in pages if "<&>" in page]
    assert re.findall(r"Regel (\d\d) <&>", "".join(pages)) == [f"{number:02}" for number in range(60)]
    assert len(with_lines) > 2
    assert all(
        "Omschrijving" in page and page.index("Omschrijving") < page.index("Regel") for page in with_lines
    )
    for kept in ("Btw-tarief", "Gegevens van u en van ons"):
        assert sum(kept in page for page in pages) == 1
    totals = next(page for page in pages if "Btw-tarief" in page)
    assert "€ 1.545,48" in totals[totals.index("Btw-tarief") :]
    for number, page in enumerate(pages, start=1):
        assert f"Pagina {number} van {len(pages)}" in page
