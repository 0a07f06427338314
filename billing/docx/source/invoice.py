"""The invoice: what was delivered, line by line, the VAT per rate, and how and before when it is paid."""

from billing.docx.source.pieces import both_of_us, letter_to_payer, lines, questions, to_our_account, totals
from documents.letter_builder import LetterBuilder, Mark


def build() -> bytes:
    """The Word template."""
    letter = letter_to_payer(
        "Factuur",
        Mark("Factuurnummer", "{{ factuur.nummer }}"),
        [
            ("Factuurdatum", "{{ factuur.datum }}"),
            ("Betalen uiterlijk op", "{{ factuur.vervaldatum }}"),
            ("Lidnummer", "{{ klant.nummer }}"),
        ],
        "Factuur {{ factuur.nummer }}",
    )
    letter.text("Deze factuur gaat over de periode {{ factuur.periode }}.")
    letter.only_if("factuur.uw_kenmerk", "Uw kenmerk: {{ factuur.uw_kenmerk }}.")
    letter.heading("Waarvoor betaalt u?")
    lines(letter, "Bedrag")
    letter.text("De prijzen en bedragen in deze tabel zijn zonder btw.")
    letter.heading("Hoeveel betaalt u?")
    totals(letter)
    _paying(letter)
    both_of_us(letter)
    questions(letter, "het factuurnummer: **{{ factuur.nummer }}**")
    return letter.content()


def _paying(letter: LetterBuilder) -> None:
    letter.heading("Hoe betaalt u?")
    with letter.when("betaling.incasso"):
        letter.callout(
            "U hoeft zelf niets over te maken. Wij schrijven {{ totaal.bruto | euro }} af op {{ incasso.datum }}."
        )
        letter.text(
            "Dat doen wij van rekening {{ incasso.iban }}. U gaf ons daarvoor een machtiging op "
            "{{ incasso.machtiging_datum }}, met kenmerk {{ incasso.machtiging }}. Ons incassant-ID is "
            "{{ kantoor.incassant_id }}. Bij de afschrijving staat het kenmerk {{ betaling.kenmerk }}. "
            "Zorg dat er genoeg geld op uw rekening staat."
        )
        letter.text("Klopt deze factuur niet? Laat het ons weten vóór de dag van de afschrijving.")
    with letter.when("not betaling.incasso"):
        letter.text(
            "U heeft 30 dagen om te betalen. Zet het betalingskenmerk erbij, dan weten wij dat het van u komt."
        ).paragraph_format.keep_with_next = True
        to_our_account(letter, "{{ totaal.bruto | euro }}", "{{ factuur.vervaldatum | datum_met_dag }}")
        letter.text("Klopt deze factuur niet? Laat het ons weten vóór de laatste dag om te betalen.")
