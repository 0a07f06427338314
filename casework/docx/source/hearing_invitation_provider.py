"""Come to the hearing: when, where, before whom, with whose help, and on which documents. To the care provider."""

from casework.docx.source.committee import about_whom, file_index
from casework.docx.source.hearing import assistance, judges, when_you_stay_away
from casework.docx.source.pieces import letter_to_provider, people, questions, rules
from casework.docx.source.talk import when_and_where


def build() -> bytes:
    """The Word template."""
    letter = letter_to_provider(
        "Uitnodiging zitting",
        subject="Een klacht over uw zorg",
        heading="Wij nodigen u uit voor de zitting over een klacht",
    )
    letter.text(
        "De klachtencommissie behandelt een klacht over {{ zorgaanbieder.naam }}. Op de zitting vertelt de klager wat "
        "er is gebeurd. U mag daarop reageren. De commissie stelt vragen, aan de klager en aan u. De zitting is niet "
        "openbaar."
    )
    when_and_where(letter, "De zitting", "zitting")
    people(letter)
    about_whom(letter)
    judges(letter, other="de klager")
    assistance(letter)
    letter.heading("Welke stukken heeft de commissie?")
    file_index(letter)
    letter.text(
        "U mag al deze stukken lezen. Heeft u een stuk nog niet? Bel ons. Wilt u zelf nog een stuk laten zien? Stuur "
        "het ons uiterlijk op "
        "**{{ inzending.uiterlijk_op | datum_met_dag }}**. De klager krijgt het dan ook te lezen."
    )
    when_you_stay_away(
        letter,
        [
            "Laat ons uiterlijk op **{{ antwoord.uiterlijk_op | datum_met_dag }}** weten wie er namens u komen. "
            "Gaat de klacht over iemand die bij u werkt? Vraag dan ook of diegene komt.",
            "De secretaris maakt een verslag van de zitting.",
            "De commissie praat na de zitting verder, zonder u en zonder de klager.",
            "U krijgt een brief met het oordeel, uiterlijk op **{{ oordeel.uiterlijk_op | datum_met_dag }}**.",
        ],
    )
    rules(letter)
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()
