"""What letters about money promise to the writers of templates: who pays whom, for what, and by when.

What must be on an invoice stands in the Wet op de omzetbelasting 1968, art. 35a. Amounts are in euro.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from documents.kinds import Field
from documents.letterhead import OFFICE_FIELDS

SUPPLIER_FIELDS = (
    *OFFICE_FIELDS,
    Field("kantoor.kvk", _("KvK number of the office"), "87654321"),
    Field("kantoor.btw_nummer", _("VAT number of the office"), "NL001234567B01"),
    Field("kantoor.iban", _("bank account of the office"), "NL02ABNA0123456789"),
    Field("kantoor.incassant_id", _("creditor number for direct debits"), "NL41ZZZ876543210000"),
)
CUSTOMER_FIELDS = (
    Field("klant.nummer", _("member number of who pays"), "L1001"),
    Field("klant.naam", _("name of who pays"), "Coöperatie Thuiszorg De Brug & Zn"),
    Field("klant.tav", _("for whose attention; may be empty"), "mevrouw B. Bakker"),
    Field("klant.adres", _("lines of the invoice address"), ["Havenstraat 12a", "7511 AB  Enschede"]),
    Field("klant.kvk", _("KvK number of who pays; may be empty"), "12345678"),
    Field("klant.btw_nummer", _("VAT number of who pays; may be empty"), "NL009876543B01"),
)
LINE_FIELDS = (
    Field("regels[].omschrijving", _("what the line is for"), "Klachtenfunctionaris"),
    Field("regels[].uitleg", _("why this price or discount; may be empty"), "Lidmaatschap voor een jaar."),
    Field(
        "regels[].voor", _("the member it is for, when another one pays; may be empty"), "Zorg <Noord> & Co"
    ),
    Field("regels[].periode", _("the period or day of the line; may be empty"), "01-01-2026 t/m 31-12-2026"),
    Field("regels[].aantal", _("how many"), Decimal("1.75")),
    Field("regels[].eenheid", _("what the price is for: a year, an hour; may be empty"), "per uur"),
    Field("regels[].prijs", _("price of one, without VAT; a discount is below zero"), Decimal("90.00")),
    Field("regels[].btw", _("VAT rate of the line"), "21%"),
    Field("regels[].bedrag", _("amount of the line, without VAT"), Decimal("157.50")),
)
VAT_FIELDS = (
    Field("tarieven[].btw", _("VAT rate"), "21%"),
    Field("tarieven[].netto", _("sum of the lines with this rate, without VAT"), Decimal("1021.10")),
    Field("tarieven[].btw_bedrag", _("VAT over that sum"), Decimal("214.43")),
    Field("tarieven[].bruto", _("that sum with VAT"), Decimal("1235.53")),
    Field("totaal.netto", _("total without VAT"), Decimal("1326.10")),
    Field("totaal.btw_bedrag", _("total of the VAT"), Decimal("219.38")),
    Field("totaal.bruto", _("total with VAT"), Decimal("1545.48")),
    Field(
        "totaal.btw_uitleg",
        _("why a line has no VAT, by which article; may be empty"),
        "Over de scholing rekenen wij geen btw: beroepsonderwijs is vrijgesteld (Wet op de omzetbelasting 1968, "
        "artikel 11, eerste lid, onderdeel o).",
    ),
)
INVOICE_FIELDS = (
    *SUPPLIER_FIELDS,
    *CUSTOMER_FIELDS,
    *LINE_FIELDS,
    *VAT_FIELDS,
    Field("factuur.nummer", _("invoice number"), "F2026-00042"),
    Field("factuur.datum", _("date of the invoice"), date(2026, 3, 24)),
    Field(
        "factuur.periode",
        _("the period in which was delivered"),
        "1 januari 2026 tot en met 31 december 2026",
    ),
    Field("factuur.uw_kenmerk", _("the customer's own reference; may be empty"), "Inkoop 2026/118 <zorg>"),
    Field("factuur.vervaldatum", _("last day to pay: 30 days after the date"), date(2026, 4, 23)),
    Field("betaling.kenmerk", _("payment reference"), "F2026-00042"),
    Field("betaling.incasso", _("whether the amount is collected by direct debit"), False),
    Field("incasso.datum", _("day of the direct debit"), date(2026, 4, 21)),
    Field("incasso.iban", _("bank account of who pays"), "NL91RABO0315273637"),
    Field("incasso.machtiging", _("reference of the mandate"), "L1001-01"),
    Field("incasso.machtiging_datum", _("when the mandate was signed"), date(2018, 9, 1)),
)
CREDIT_FIELDS = (
    *SUPPLIER_FIELDS,
    *CUSTOMER_FIELDS,
    *LINE_FIELDS,
    *VAT_FIELDS,
    Field("creditfactuur.nummer", _("number of the credit note"), "F2026-00057"),
    Field("creditfactuur.datum", _("date of the credit note"), date(2026, 3, 31)),
    Field(
        "creditfactuur.reden",
        _("why the invoice is corrected"),
        "U volgde de e-learning met drie medewerkers in plaats van vijf. Ook gaf u één boek terug.",
    ),
    Field("factuur.nummer", _("number of the invoice that is corrected"), "F2026-00042"),
    Field("factuur.datum", _("date of the invoice that is corrected"), date(2026, 3, 24)),
    Field("factuur.bedrag", _("total of the invoice that is corrected, with VAT"), Decimal("1545.48")),
    Field("factuur.uw_kenmerk", _("the customer's own reference; may be empty"), "Inkoop 2026/118 <zorg>"),
    Field("factuur.vervaldatum", _("last day to pay the invoice"), date(2026, 4, 23)),
    Field("teruggave.verrekend", _("what is taken off the invoice; may be 0"), Decimal("45.48")),
    Field(
        "teruggave.nog_te_betalen", _("what then is still to be paid of the invoice; may be 0"), Decimal("0")
    ),
    Field("teruggave.uitbetaald", _("what is paid back; may be 0"), Decimal("8.70")),
    Field("teruggave.iban", _("bank account on which is paid back"), "NL91RABO0315273637"),
    Field("teruggave.uiterlijk_op", _("last day on which is paid back"), date(2026, 4, 14)),
)
REMINDER_FIELDS = (
    *SUPPLIER_FIELDS,
    *CUSTOMER_FIELDS,
    Field(
        "klant.is_consument",
        _("whether a person pays who does not act for a company or profession; then other rules hold"),
        False,
    ),
    Field("brief.datum", _("date of the letter"), date(2026, 3, 24)),
    Field("herinnering.is_laatste", _("whether this is the last reminder"), True),
    Field("herinnering.eerdere_op", _("date of the first reminder; for the last one"), date(2026, 3, 3)),
    Field("herinnering.betalen_uiterlijk_op", _("last day to pay after this reminder"), date(2026, 4, 7)),
    Field("facturen[].nummer", _("number of an open invoice"), "F2026-00012"),
    Field("facturen[].datum", _("date of that invoice"), date(2026, 1, 20)),
    Field("facturen[].vervaldatum", _("last day on which it had to be paid"), date(2026, 2, 19)),
    Field("facturen[].dagen_te_laat", _("how many days it is late"), 33),
    Field("facturen[].bedrag", _("total of that invoice, with VAT"), Decimal("2206.50")),
    Field("facturen[].betaald", _("what was paid of it or credited; may be 0"), Decimal("0")),
    Field("facturen[].open", _("what is open of it"), Decimal("2206.50")),
    Field("openstaand.bedrag", _("what is open of all these invoices"), Decimal("3206.50")),
    Field("openstaand.met_kosten", _("what is open, with the collection costs"), Decimal("3652.15")),
    Field("kosten.bedrag", _("collection costs by the legal table, without VAT"), Decimal("445.65")),
    Field("kosten.opbouw[].deel", _("part of the open amount, or the legal minimum"), "de eerste € 2.500"),
    Field("kosten.opbouw[].percentage", _("which share of that part; may be empty"), "15%"),
    Field("kosten.opbouw[].over", _("how much of the open amount falls in that part"), Decimal("2500.00")),
    Field("kosten.opbouw[].bedrag", _("collection costs over that part"), Decimal("375.00")),
    Field("betaling.kenmerk", _("payment reference"), "L1001"),
)
