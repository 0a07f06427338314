"""The reminder in its four forms: to a business or to a person, the first or the last. The law differs for each."""

from decimal import Decimal
from typing import Any

import pytest

from tests.factories.letters import hard_words_in, tables_of, words_of
from tests.factories.money_letters import made

FOURTEEN_DAYS = (
    "Betaal € 3.206,50 binnen veertien dagen. Die termijn begint op de dag nadat u deze brief heeft ontvangen. "
    "Betaalt u niet op tijd? Dan moet u ook € 445,65 incassokosten betalen."
)
MINIMUM = "met een minimum van € 40 (Burgerlijk Wetboek, boek 6, artikel 96, vierde lid)"
CHARGED_NOW = "Daarom rekenen wij nu € 445,65 incassokosten"
TRADE_INTEREST, INTEREST = "wettelijke handelsrente", "wettelijke rente"
EARLIER = "Op 3 maart 2026 vroegen wij u om te betalen"


def reminder(*, last: bool, person: bool, **more: Any) -> bytes:
    """The sample, of this form."""
    return made("payment_reminder", herinnering={"is_laatste": last}, klant={"is_consument": person}, **more)


def how_to_pay(letter: bytes) -> list[str]:
    return [row[1] for row in tables_of(letter)["Betalen"]]


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("person", [True, False])
def test_every_form_names_each_open_invoice_with_its_dates_and_amounts(last: bool, person: bool) -> None:
    letter = reminder(last=last, person=person)

    assert tables_of(letter)["Factuur"] == [
        ["F2025-00031", "15-12-2025", "14-01-2026", "69", "€ 1.545,48", "€ 545,48", "€ 1.000,00"],
        ["F2026-00012", "20-01-2026", "19-02-2026", "33", "€ 2.206,50", "€ 0,00", "€ 2.206,50"],
        ["Totaal", "", "", "", "", "", "€ 3.206,50"],
    ]
    assert how_to_pay(letter)[2:] == ["NL02ABNA0123456789", "Klachtenkantoor Zorg", "L1001"]
    assert hard_words_in(words_of(letter)) == []
    for needed in (
        "24 maart 2026",
        "Heeft u al betaald?",
        "Lukt het niet in één keer?",
        "Klopt een factuur niet?",
    ):
        assert needed in words_of(letter)


def test_the_first_one_to_a_business_asks_no_costs_and_says_which_may_come() -> None:
    letter = reminder(last=False, person=False)

    said = words_of(letter)
    assert how_to_pay(letter)[:2] == ["€ 3.206,50", "dinsdag 7 april 2026"]
    assert MINIMUM in said
    assert "Deel van het bedrag" not in tables_of(letter)
    for absent in (FOURTEEN_DAYS, CHARGED_NOW, "Laatste betalingsherinnering", EARLIER, INTEREST):
        assert absent not in said


def test_the_last_one_to_a_business_charges_the_costs_of_the_table() -> None:
    letter = reminder(last=True, person=False)

    said = words_of(letter)
    assert how_to_pay(letter)[:2] == ["€ 3.652,15", "dinsdag 7 april 2026"]
    assert tables_of(letter)["Deel van het bedrag"] == [
        ["De eerste € 2.500", "€ 2.500,00", "15%", "€ 375,00"],
        ["De volgende € 2.500", "€ 706,50", "10%", "€ 70,65"],
        ["Totaal", "€ 3.206,50", "", "€ 445,65"],
    ]
    for needed in ("Laatste betalingsherinnering", EARLIER, CHARGED_NOW, "geen btw", TRADE_INTEREST):
        assert needed in said
    for absent in ("veertien dagen", "zonder kosten", INTEREST):
        assert absent not in said


def test_the_first_one_to_a_person_asks_no_costs_and_names_none() -> None:
    letter = reminder(last=False, person=True)

    said = words_of(letter)
    assert how_to_pay(letter)[:2] == ["€ 3.206,50", "dinsdag 7 april 2026"]
    assert "Daarna heeft u nog veertien dagen om zonder kosten te betalen" in said
    for absent in ("€ 445,65", "€ 40", CHARGED_NOW, TRADE_INTEREST):
        assert absent not in said


def test_the_last_one_to_a_person_gives_fourteen_days_from_receipt_before_any_costs() -> None:
    letter = reminder(last=True, person=True)

    said = words_of(letter)
    for needed in (FOURTEEN_DAYS, "Samen is dat € 3.652,15", "artikel 96, zesde lid", "geen btw", INTEREST):
        assert needed in said
    assert how_to_pay(letter)[:2] == [
        "€ 3.206,50",
        "de veertiende dag na de dag waarop u deze brief kreeg",
    ]
    assert tables_of(letter)["Deel van het bedrag"][-1] == ["Totaal", "€ 3.206,50", "", "€ 445,65"]
    for absent in (CHARGED_NOW, TRADE_INTEREST, "7 april 2026", "vierde lid"):
        assert absent not in said


def test_of_a_small_amount_the_table_shows_the_legal_minimum() -> None:
    minimum = {
        "deel": "het minimum van de wet",
        "percentage": "",
        "over": Decimal("100.00"),
        "bedrag": Decimal("40.00"),
    }
    costs = {"bedrag": Decimal("40.00"), "opbouw": [minimum]}

    letter = reminder(last=True, person=False, kosten=costs)

    assert tables_of(letter)["Deel van het bedrag"][0] == [
        "Het minimum van de wet",
        "€ 100,00",
        "",
        "€ 40,00",
    ]
