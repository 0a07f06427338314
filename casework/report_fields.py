"""What the annual report promises to the writers of its template: counts, shares and days, each as it may be shown.

A count may come as words: few are not told apart, and a count that would give another one away is not shown.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.committee_fields import PROVIDER
from casework.letter_words import FEW, NOT_SHOWN
from documents.kinds import Field, sample_of
from documents.letterhead import OFFICE_FIELDS

Shown = int | str
FOREWORD = [
    "Er kwamen iets meer klachten binnen dan vorig jaar. De meeste gingen over de zorg zelf.",
    "In veel gevallen hielp een gesprek. Daar zijn wij trots op, & op onze leden die eraan meededen.",
]
REPORT_FIELDS = (
    *OFFICE_FIELDS,
    Field("brief.datum", _("date of the report"), date(2027, 2, 15)),
    Field("verslag.jaar", _("year that the report is about"), 2026),
    Field("verslag.inleiding", _("what stood out this year, by paragraph; may be nothing"), FOREWORD),
    Field("lid.naam", _("the member that the report is about; empty when it is about all of them"), PROVIDER),
    Field("aantal.open_begin", _("complaints open on 1 January"), 21),
    Field("aantal.ontvangen", _("complaints received this year"), 148),
    Field("aantal.afgesloten", _("complaints closed this year"), 139),
    Field("aantal.open_eind", _("complaints open on 31 December"), 30),
    Field("maanden[].naam", _("name of the month"), "januari"),
    Field("maanden[].ontvangen", _("complaints received in the month"), 14),
    Field("maanden[].afgesloten", _("complaints closed in the month"), 10),
    Field("leden[].naam", _("name of the member, or of all the others together"), PROVIDER),
    Field("leden[].ontvangen", _("complaints received about the member"), 9),
    Field("leden[].afgesloten", _("complaints closed about the member"), 8),
    Field("sectoren[].naam", _("name of the sector"), "Thuiszorg & verpleging"),
    Field("sectoren[].ontvangen", _("complaints received in the sector"), 61),
    Field("wetten[].naam", _("name of the care law"), "Zorgverzekeringswet (Zvw)"),
    Field("wetten[].ontvangen", _("complaints received under the law"), 66),
    Field("kanalen[].naam", _("how complaints came in"), "via het portaal"),
    Field("kanalen[].ontvangen", _("complaints that came in this way"), 71),
    Field("onderwerpen[].naam", _("category of the parts"), "Bejegening"),
    Field("onderwerpen[].totaal", _("parts closed in the category"), 31),
    Field("onderwerpen[].gegrond", _("parts upheld"), 5),
    Field("onderwerpen[].deels_gegrond", _("parts upheld in part"), 0),
    Field("onderwerpen[].ongegrond", _("parts not upheld"), FEW),
    Field("onderwerpen[].geen_oordeel", _("parts without judgement"), 5),
    Field("onderwerpen[].opgelost", _("parts resolved"), 17),
    Field("onderwerpen[].ingetrokken", _("parts withdrawn"), FEW),
    Field("onderwerpen[].niet_ontvankelijk", _("parts that were inadmissible"), 0),
    Field("onderwerpen[].onbevoegd", _("parts that were not for us to handle"), 0),
    Field(
        "duur.mediaan", _("days to close: half of the complaints took no longer; empty when they are few"), 24
    ),
    Field("duur.p90", _("days to close: nine out of ten complaints took no longer"), 61),
    Field("termijnen[].wat", _("what had to happen within the term"), "Wij nemen contact op met de klager"),
    Field("termijnen[].termijn", _("the length of the term"), "5 werkdagen"),
    Field("termijnen[].op_tijd", _("share that was within the term"), "97 %"),
    Field("termijnen[].verlengd", _("how often the term was extended"), NOT_SHOWN),
    Field("bemiddeling.gesprekken", _("mediation talks held"), 41),
    Field("bemiddeling.opgelost", _("mediation talks that led to an agreement"), 29),
    Field("bemiddeling.aandeel", _("share of the talks that led to an agreement"), "71 %"),
    Field("commissie.oordelen", _("judgements of the committee"), 22),
    Field("commissie.aanbevelingen", _("recommendations of the committee"), 17),
    Field("commissie.maatregelen", _("measures that care providers took"), 14),
    Field("lessen[].aanbeveling", _("a recommendation, in general words"), "Bel af als de zorg later komt."),
    Field(
        "lessen[].maatregel", _("what was done with it, in general words"), "Er is een lijst wie dat doet."
    ),
    Field("contacten[].soort", _("kind of contact with a confidant"), "Gesprekken met cliënten"),
    Field("contacten[].aantal", _("number of contacts of this kind"), 38),
)


def _rows(names: Sequence[str], *rows: Sequence[Shown]) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in rows]


_MONTHS = (
    ("januari", 14, 10), ("februari", 11, 12), ("maart", 16, 13), ("april", 9, 11), ("mei", 12, 12), ("juni", 13, 14),
    ("juli", 8, 9), ("augustus", 6, 7), ("september", 15, 11), ("oktober", 17, 14), ("november", 14, 12),
    ("december", 13, 14),
)  # fmt: skip
_OUTCOMES = (
    ("Medisch of verpleegkundig handelen", 42, 6, 5, 8, FEW, 14, 5, FEW, 0),
    ("Bejegening", 31, 5, 0, FEW, 5, 17, FEW, 0, 0),
    ("Communicatie en informatie", 31, 6, FEW, 5, 0, 15, FEW, 0, 0),
    ("Organisatie, bereikbaarheid, wachttijd", 36, 9, FEW, FEW, 0, 18, 6, 0, 0),
    ("Dossier en privacy", 13, FEW, 0, NOT_SHOWN, 0, 6, 0, 0, 0),
    ("Financieel en declaratie", 15, 0, 0, FEW, 0, 5, 0, FEW, 5),
    ("Accommodatie", FEW, 0, 0, 0, 0, FEW, FEW, 0, 0),
    ("Veiligheid en medicatie", 16, 5, FEW, FEW, 0, 6, 0, 0, 0),
    ("Onvrijwillige zorg", FEW, 0, 0, 0, 0, 0, 0, 0, FEW),
    ("Beëindiging van zorg", 8, 0, FEW, FEW, 0, 5, 0, 0, 0),
    ("Klachtafhandeling", FEW, 0, 0, 0, 0, FEW, FEW, 0, 0),
)  # fmt: skip
_LISTS: Mapping[str, list[dict[str, Any]]] = {
    "maanden": _rows(("naam", "ontvangen", "afgesloten"), *_MONTHS),
    "leden": _rows(
        ("naam", "ontvangen", "afgesloten"),
        (PROVIDER, 9, 8),
        ("GGZ Oost-Nederland", 7, 6),
        ("Jeugdhulp Zonder Grenzen B.V.", 6, 5),
        ("alle andere leden samen", 126, 120),
    ),
    "sectoren": _rows(
        ("naam", "ontvangen"),
        ("Thuiszorg & verpleging", 61),
        ("Geestelijke gezondheidszorg", 34),
        ("Gehandicaptenzorg", 28),
        ("Jeugdhulp", 20),
        ("Hulpmiddelen", FEW),
        ("Huisartsen en apotheken", FEW),
    ),
    "wetten": _rows(
        ("naam", "ontvangen"),
        ("Zorgverzekeringswet (Zvw)", 66),
        ("Wet langdurige zorg (Wlz)", 45),
        ("Wet maatschappelijke ondersteuning (Wmo)", 19),
        ("Jeugdwet", 18),
    ),
    "kanalen": _rows(
        ("naam", "ontvangen"), ("via het portaal", 71), ("per e-mail", 39), ("per telefoon", 27), ("per brief", 11)
    ),
    "onderwerpen": _rows(
        (
            "naam", "totaal", "gegrond", "deels_gegrond", "ongegrond", "geen_oordeel", "opgelost", "ingetrokken",
            "niet_ontvankelijk", "onbevoegd",
        ),
        *_OUTCOMES,
    ),
    "termijnen": _rows(
        ("wat", "termijn", "op_tijd", "verlengd"),
        ("Wij nemen contact op met de klager", "5 werkdagen", "97 %", "kan niet"),
        ("De klager krijgt een brief met de uitkomst", "6 weken", "91 %", "12 keer"),
        ("De hele procedure is klaar", "4 maanden", "98 %", "kan niet"),
        ("De zorgaanbieder stuurt een verweer", "2 weken", "83 %", FEW),
        ("De zorgaanbieder reageert op het oordeel", "1 maand", "78 %", "kan niet"),
    ),
    "lessen": _rows(
        ("aanbeveling", "maatregel"),
        ("Spreek af wie de cliënt belt als de zorg later komt.", "Eén persoon per dag belt & schrijft dat op."),
        ("Leg in gewone woorden uit waarom zorg stopt.", "Er is een nieuwe brief, getest met cliënten."),
        ("Vraag wie er mag meelezen in het dossier.", "De zorgaanbieder heeft nog niet gereageerd."),
    ),
    "contacten": _rows(
        ("soort", "aantal"),
        ("Gesprekken met cliënten", 38),
        ("Gesprekken met medewerkers van leden", 12),
        ("Nazorg na een klacht", 11),
        ("Adviezen aan leidinggevenden", 9),
        ("Verwezen naar hulp van anderen", 6),
        ("Geholpen bij een klacht of aangifte", FEW),
    ),
}  # fmt: skip
REPORT_SAMPLE: dict[str, Any] = {**sample_of(REPORT_FIELDS), **_LISTS, "lid": {"naam": ""}}
