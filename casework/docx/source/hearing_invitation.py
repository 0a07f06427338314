"""Come to the hearing: when, where, before whom, with whose help, and on which documents. To the complainant."""

from casework.docx.source.committee import file_index
from casework.docx.source.hearing import assistance, judges, when_you_stay_away
from casework.docx.source.pieces import letter_to_complainant, questions, rules
from casework.docx.source.talk import when_and_where

CONFIDANT = (
    "**Vraag de vertrouwenspersoon.** Die kan met u meegaan. Dat kost u niets en blijft vertrouwelijk. Bel ons, dan "
    "brengen wij u met elkaar in contact."
)


def build() -> bytes:
    """The Word template."""
    letter = letter_to_complainant(
        "Uitnodiging zitting",
        subject="Uw klacht over {{ zorgaanbieder.naam }}",
        heading="Wij nodigen u uit voor de zitting over uw klacht",
    )
    letter.text(
        "De klachtencommissie behandelt uw klacht over {{ zorgaanbieder.naam }}. Op de zitting vertelt u uw verhaal. "
        "De zorgaanbieder mag daarop reageren. De commissie stelt vragen, aan u en aan de zorgaanbieder. De zitting is "
        "niet openbaar en kost u niets."
    )
    when_and_where(letter, "De zitting", "zitting")
    letter.text(
        "Wilt u liever niet samen met de zorgaanbieder in één kamer zitten? Bel ons. Dan zoeken wij een oplossing."
    )
    judges(letter, other="de zorgaanbieder")
    assistance(letter, CONFIDANT)
    letter.heading("Welke stukken heeft de commissie?")
    file_index(letter)
    letter.text(
        "U mag al deze stukken lezen. Heeft u een stuk nog niet? Bel ons. Wilt u zelf nog een stuk laten zien? Stuur "
        "het ons uiterlijk op "
        "**{{ inzending.uiterlijk_op | datum_met_dag }}**. De zorgaanbieder krijgt het dan ook te lezen."
    )
    when_you_stay_away(
        letter,
        [
            "Laat ons uiterlijk op **{{ antwoord.uiterlijk_op | datum_met_dag }}** weten of u komt, en wie u meeneemt.",
            "De secretaris maakt een verslag van de zitting.",
            "De commissie praat na de zitting verder, zonder u en zonder de zorgaanbieder.",
            "U krijgt een brief met het oordeel, uiterlijk op **{{ oordeel.uiterlijk_op | datum_met_dag }}**.",
        ],
    )
    rules(letter)
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()
