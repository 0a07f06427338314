"""How it ended: both positions, the outcome of each part, what was agreed, and the ways on. To the complainant."""

from casework.docx.source.pieces import agreements, letter_to_complainant, outcomes, questions, rules, ways_on
from documents.letter_builder import LetterBuilder


def build() -> bytes:
    """The Word template."""
    letter = letter_to_complainant(
        "Afsluitbrief",
        subject="Uw klacht over {{ zorgaanbieder.naam }}",
        heading="Wij sluiten uw klacht af",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij uw klacht over {{ zorgaanbieder.naam }}. Op "
        "{{ afsluiting.datum }} hebben wij uw klacht afgesloten. In deze brief leest u hoe het is afgelopen en wat u "
        "nog kunt doen."
    )
    letter.only_if("client.is_een_ander", "Uw klacht ging over de zorg voor {{ client.naam }}.")
    _positions(letter)
    letter.heading("Hoe is het afgelopen?")
    letter.text("{{ afsluiting.resultaat }}")
    agreements(letter)
    _ways_on(letter)
    rules(letter)
    questions(letter)
    letter.closing()
    return letter.content()


def _positions(letter: LetterBuilder) -> None:
    letter.heading("Wat vond u?")
    outcomes(letter, "Uw klacht")
    letter.only_if("klacht.wens", "**Wat u wilde bereiken:** {{ klacht.wens }}")
    letter.heading("Wat vond de zorgaanbieder?")
    letter.only_if("standpunt.zorgaanbieder", "{{ standpunt.zorgaanbieder }}")
    letter.only_if(
        "not standpunt.zorgaanbieder",
        "Hier staat geen reactie van de zorgaanbieder. Wij mogen alleen met uw toestemming met de zorgaanbieder over "
        "uw klacht praten. Die toestemming hebben wij niet.",
    )


def _ways_on(letter: LetterBuilder) -> None:
    letter.heading("Wat kunt u nog doen?")
    letter.text(
        "Wij geven zelf geen oordeel over wie er gelijk heeft. Bent u niet tevreden? Dan kunt u nog verder. U kiest "
        "zelf. Wacht niet te lang: soms moet u vóór een bepaalde datum zijn."
    ).paragraph_format.keep_with_next = True
    ways_on(letter, "Wat kunt u daar verwachten?")
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Wij doen verder niets met uw klacht. U hoeft niet te reageren. {% if afspraken %}Komt iemand een afspraak "
        "niet na? Bel ons dan meteen. {% endif %}Heeft u last gekregen doordat u heeft geklaagd? Bel ons dan meteen."
    )
