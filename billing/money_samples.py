"""Believable letters about money, for the check of a template and its preview; every sum in them is right."""

from datetime import date
from decimal import Decimal
from typing import Any

from billing.money_fields import CREDIT_FIELDS, INVOICE_FIELDS, REMINDER_FIELDS
from documents.kinds import sample_of

HIGH, LOW, EXEMPT = "21%", "9%", "geen"
YEAR = "01-01-2026 t/m 31-12-2026"


def _line(
    what: str,
    count: str,
    unit: str,
    price: str,
    amount: str,
    *,
    why: str = "",
    whose: str = "",
    period: str = "",
    rate: str = HIGH,
) -> dict[str, Any]:
    return {
        "omschrijving": what,
        "uitleg": why,
        "voor": whose,
        "periode": period,
        "aantal": Decimal(count),
        "eenheid": unit,
        "prijs": Decimal(price),
        "btw": rate,
        "bedrag": Decimal(amount),
    }


def _rate(rate: str, net: str, vat: str, gross: str) -> dict[str, Any]:
    return {"btw": rate, "netto": Decimal(net), "btw_bedrag": Decimal(vat), "bruto": Decimal(gross)}


INVOICE_LINES = [
    _line("Klachtenfunctionaris", "1", "per jaar", "179.00", "179.00", period=YEAR),
    _line(
        "Korting op de klachtenfunctionaris",
        "1",
        "",
        "-17.90",
        "-17.90",
        why="10% korting (€ 17,90), omdat u het Serviceabonnement Pro+ heeft.",
        period=YEAR,
    ),
    _line("Serviceabonnement Pro+", "1", "per jaar", "240.00", "240.00", period=YEAR),
    _line(
        "Klachtencommissie",
        "9",
        "per maand",
        "12.50",
        "112.50",
        whose="Wijkzorg <Noord> & Co",
        period="01-04-2026 t/m 31-12-2026",
    ),
    _line(
        "Klachten behandelen per telefoon",
        "1.75",
        "per uur",
        "90.00",
        "157.50",
        period="01-02-2026 t/m 28-02-2026",
    ),
    _line("Klachten behandelen op locatie", "3", "per uur", "100.00", "300.00", period="12-02-2026"),
    _line("E-learning privacywet", "5", "per persoon", "39.95", "199.75", period="02-03-2026"),
    _line(
        "Korting op de e-learning",
        "5",
        "per persoon",
        "-29.95",
        "-149.75",
        why="Leden betalen € 10,00 per persoon in plaats van € 39,95.",
        period="02-03-2026",
    ),
    _line("Handboek “Klachten & rechten”", "2", "per stuk", "27.50", "55.00", period="04-03-2026", rate=LOW),
    _line(
        "Scholing omgaan met klachten",
        "1",
        "per dagdeel",
        "250.00",
        "250.00",
        period="10-03-2026",
        rate=EXEMPT,
    ),
]
CREDIT_LINES = [
    _line("E-learning privacywet", "2", "per persoon", "39.95", "79.90", period="02-03-2026"),
    _line(
        "Korting op de e-learning",
        "2",
        "per persoon",
        "-29.95",
        "-59.90",
        why="Deze korting hoorde bij die twee personen.",
        period="02-03-2026",
    ),
    _line("Handboek “Klachten & rechten”", "1", "per stuk", "27.50", "27.50", period="04-03-2026", rate=LOW),
]
OPEN_INVOICES: list[dict[str, Any]] = [
    {
        "nummer": "F2025-00031",
        "datum": date(2025, 12, 15),
        "vervaldatum": date(2026, 1, 14),
        "dagen_te_laat": 69,
        "bedrag": Decimal("1545.48"),
        "betaald": Decimal("545.48"),
        "open": Decimal("1000.00"),
    },
    {
        "nummer": "F2026-00012",
        "datum": date(2026, 1, 20),
        "vervaldatum": date(2026, 2, 19),
        "dagen_te_laat": 33,
        "bedrag": Decimal("2206.50"),
        "betaald": Decimal("0.00"),
        "open": Decimal("2206.50"),
    },
]
COSTS: list[dict[str, Any]] = [
    {
        "deel": "de eerste € 2.500",
        "percentage": "15%",
        "over": Decimal("2500.00"),
        "bedrag": Decimal("375.00"),
    },
    {
        "deel": "de volgende € 2.500",
        "percentage": "10%",
        "over": Decimal("706.50"),
        "bedrag": Decimal("70.65"),
    },
]
INVOICE = sample_of(
    INVOICE_FIELDS,
    regels=INVOICE_LINES,
    tarieven=[
        _rate(HIGH, "1021.10", "214.43", "1235.53"),
        _rate(LOW, "55.00", "4.95", "59.95"),
        _rate(EXEMPT, "250.00", "0.00", "250.00"),
    ],
)
CREDIT_NOTE = {
    **sample_of(
        CREDIT_FIELDS,
        regels=CREDIT_LINES,
        tarieven=[_rate(HIGH, "20.00", "4.20", "24.20"), _rate(LOW, "27.50", "2.48", "29.98")],
    ),
    "totaal": {
        "netto": Decimal("47.50"),
        "btw_bedrag": Decimal("6.68"),
        "bruto": Decimal("54.18"),
        "btw_uitleg": "",
    },
}
REMINDER = {
    **sample_of(REMINDER_FIELDS, facturen=OPEN_INVOICES),
    "kosten": {"bedrag": Decimal("445.65"), "opbouw": COSTS},
}
