"""The credit note: which invoice it corrects and why, what is taken off, and what becomes of the money."""

from billing.docx.source.pieces import both_of_us, letter_to_payer, lines, questions, totals
from documents.letter_builder import LetterBuilder, Mark


def build() -> bytes:
    """The Word template."""
    letter = letter_to_payer(
        "Creditfactuur",
        Mark("Creditfactuurnummer", "{{ creditfactuur.nummer }}"),
        [
            ("Datum", "{{ creditfactuur.datum }}"),
            ("Hoort bij factuur", "{{ factuur.nummer }}"),
            ("Lidnummer", "{{ klant.nummer }}"),
        ],
        "Creditfactuur {{ creditfactuur.nummer }}",
    )
    letter.text(
        "Met deze creditfactuur verbeteren wij **factuur {{ factuur.nummer }} van {{ factuur.datum }}**. Het totaal "
        "van die factuur was {{ factuur.bedrag | euro }} met btw. Daar gaat {{ totaal.bruto | euro }} van af."
    )
    letter.only_if("factuur.uw_kenmerk", "Uw kenmerk: {{ factuur.uw_kenmerk }}.")
    letter.heading("Waarom krijgt u deze creditfactuur?")
    letter.text("{{ creditfactuur.reden }}")
    letter.heading("Wat gaat er van de factuur af?")
    lines(letter, "Gaat eraf")
    letter.text(
        "De prijzen en bedragen in deze tabel zijn zonder btw. Staat er een min voor een bedrag? Dat is een korting "
        "die u voor deze regels had en die dus ook vervalt."
    )
    letter.heading("Hoeveel gaat er van de factuur af?")
    totals(letter)
    _money(letter)
    both_of_us(letter)
    questions(letter, "het nummer van deze creditfactuur: **{{ creditfactuur.nummer }}**")
    return letter.content()


def _money(letter: LetterBuilder) -> None:
    letter.heading("Wat betekent dit voor u?")
    with letter.when("teruggave.verrekend"):
        letter.text(
            "Van factuur {{ factuur.nummer }} stond nog een bedrag open. Daar trekken wij "
            "**{{ teruggave.verrekend | euro }}** van af."
        )
        letter.only_if(
            "teruggave.nog_te_betalen",
            "Betaal voor die factuur nog **{{ teruggave.nog_te_betalen | euro }}**, uiterlijk op "
            "{{ factuur.vervaldatum | datum_met_dag }}. Het rekeningnummer is {{ kantoor.iban }}. "
            "Gebruik het kenmerk van die factuur.",
        )
        letter.only_if("not teruggave.nog_te_betalen", "U hoeft voor die factuur niets meer te betalen.")
    letter.only_if(
        "teruggave.uitbetaald",
        "Wij betalen u **{{ teruggave.uitbetaald | euro }}** terug, uiterlijk op "
        "{{ teruggave.uiterlijk_op | datum_met_dag }}, op rekening {{ teruggave.iban }}.",
    )
    letter.text(
        "Heeft u de btw van die factuur al afgetrokken bij de Belastingdienst? Verbeter dat dan met deze creditfactuur."
    )
