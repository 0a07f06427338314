"""How it ended: both positions, the outcome of each part, what was agreed, and the ways on. To the care provider."""

from casework.docx.source.pieces import (
    agreements,
    letter_to_provider,
    outcomes,
    people,
    questions,
    rules,
    ways_on,
)
from documents.letter_builder import LetterBuilder


def build() -> bytes:
    """The Word template."""
    letter = letter_to_provider(
        "Afsluitbrief",
        subject="Een klacht over uw zorg",
        heading="Wij sluiten een klacht af",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij een klacht over {{ zorgaanbieder.naam }}. Op "
        "{{ afsluiting.datum }} hebben wij die klacht afgesloten. In deze brief leest u hoe het is afgelopen."
    )
    people(letter)
    _positions(letter)
    letter.heading("Hoe is het afgelopen?")
    letter.text("{{ afsluiting.resultaat }}")
    agreements(letter)
    _next(letter)
    rules(letter)
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()


def _positions(letter: LetterBuilder) -> None:
    letter.heading("Wat vond de klager?")
    outcomes(letter, "De klacht")
    letter.only_if("klacht.wens", "**Wat de klager wilde bereiken:** {{ klacht.wens }}")
    letter.heading("Wat vond u?")
    letter.only_if("standpunt.zorgaanbieder", "{{ standpunt.zorgaanbieder }}")
    letter.only_if("not standpunt.zorgaanbieder", "Wij hebben uw kant van het verhaal niet opgeschreven.")


def _next(letter: LetterBuilder) -> None:
    letter.heading("Wat kan er nog gebeuren?")
    letter.text(
        "Wij geven zelf geen oordeel over wie er gelijk heeft. Is de klager niet tevreden? Dan kan de klager nog "
        "verder. Wij hebben dit ook aan de klager verteld."
    ).paragraph_format.keep_with_next = True
    ways_on(letter, "Wat kan daar gebeuren?")
    letter.heading("Wat gaat er nu gebeuren?")
    letter.only_if(
        "afspraken",
        "Kom de afspraken na op de dag die erbij staat. Lukt dat niet? Bel ons dan vóór die dag.",
    )
    letter.text(
        "Wij doen verder niets met deze klacht. Iemand die heeft geklaagd, mag daar geen nadeel van hebben. Dat geldt "
        "ook na vandaag."
    )
