"""The samples of the letters about money: believable, so every sum in them is right."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from billing.money_samples import CREDIT_NOTE, INVOICE, REMINDER
from tests.factories.money_letters import legal_costs

TERM = timedelta(days=30)
ON_LINES = [INVOICE, CREDIT_NOTE]


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize("letter", ON_LINES)
def test_a_line_is_its_number_times_its_price(letter: Any) -> None:
    for line in letter["regels"]:
        assert line["bedrag"] == cents(line["aantal"] * line["prijs"]), line["omschrijving"]


@pytest.mark.parametrize("letter", ON_LINES)
def test_vat_is_taken_once_per_rate_over_the_sum_of_its_lines_half_up(letter: Any) -> None:
    assert {line["btw"] for line in letter["regels"]} == {rate["btw"] for rate in letter["tarieven"]}
    for rate in letter["tarieven"]:
        share = Decimal(rate["btw"].rstrip("%")) / 100 if "%" in rate["btw"] else Decimal(0)
        of_the_lines = sum(line["bedrag"] for line in letter["regels"] if line["btw"] == rate["btw"])

        assert rate["netto"] == of_the_lines
        assert rate["btw_bedrag"] == cents(of_the_lines * share)
        assert rate["bruto"] == rate["netto"] + rate["btw_bedrag"]


@pytest.mark.parametrize("letter", ON_LINES)
def test_the_totals_are_the_sums_of_the_rates(letter: Any) -> None:
    for name in ("netto", "btw_bedrag", "bruto"):
        assert letter["totaal"][name] == sum(rate[name] for rate in letter["tarieven"])


def test_the_discounts_of_the_sample_are_what_they_say() -> None:
    lines = {line["omschrijving"]: line for line in INVOICE["regels"]}
    officer, course = lines["Klachtenfunctionaris"], lines["E-learning privacywet"]

    assert lines["Korting op de klachtenfunctionaris"]["bedrag"] == -cents(officer["bedrag"] / 10)
    assert course["prijs"] + lines["Korting op de e-learning"]["prijs"] == Decimal("10.00")


def test_an_invoice_is_paid_within_thirty_days_of_its_date() -> None:
    assert INVOICE["factuur"]["vervaldatum"] == INVOICE["factuur"]["datum"] + TERM
    for one in REMINDER["facturen"]:
        assert one["vervaldatum"] == one["datum"] + TERM


def test_a_credit_note_corrects_the_invoice_and_all_of_it_goes_somewhere() -> None:
    refund, corrected = CREDIT_NOTE["teruggave"], CREDIT_NOTE["factuur"]

    assert corrected["nummer"] == INVOICE["factuur"]["nummer"]
    assert corrected["bedrag"] == INVOICE["totaal"]["bruto"]
    assert CREDIT_NOTE["creditfactuur"]["datum"] > corrected["datum"]
    assert refund["verrekend"] + refund["uitbetaald"] == CREDIT_NOTE["totaal"]["bruto"]


def test_a_reminder_adds_up_and_counts_the_days_since_the_last_day_to_pay() -> None:
    for one in REMINDER["facturen"]:
        assert one["open"] == one["bedrag"] - one["betaald"]
        assert one["dagen_te_laat"] == (REMINDER["brief"]["datum"] - one["vervaldatum"]).days
    assert REMINDER["openstaand"]["bedrag"] == sum(one["open"] for one in REMINDER["facturen"])


def test_collection_costs_follow_the_table_of_the_law() -> None:
    costs, open_amount = REMINDER["kosten"], REMINDER["openstaand"]["bedrag"]

    assert costs["bedrag"] == legal_costs(open_amount) == sum(step["bedrag"] for step in costs["opbouw"])
    assert sum(step["over"] for step in costs["opbouw"]) == open_amount
    for step in costs["opbouw"]:
        assert step["bedrag"] == cents(step["over"] * Decimal(step["percentage"].rstrip("%")) / 100)
    assert REMINDER["openstaand"]["met_kosten"] == open_amount + costs["bedrag"]


@pytest.mark.parametrize(
    ("open_amount", "costs"),
    [
        ("100", "40"),
        ("2500", "375"),
        ("5000", "625"),
        ("10000", "875"),
        ("200000", "2775"),
        ("2000000", "6775"),
    ],
)
def test_the_table_that_these_tests_go_by_is_the_law_s(open_amount: str, costs: str) -> None:
    assert legal_costs(Decimal(open_amount)) == Decimal(costs)


def test_who_pays_after_the_last_reminder_gets_fourteen_days() -> None:
    assert REMINDER["herinnering"]["betalen_uiterlijk_op"] == date(2026, 3, 24) + timedelta(days=14)
