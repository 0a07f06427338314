"""Come and talk about it: when, where, with whom, and that nothing must. To the care provider."""

from casework.docx.source.pieces import letter_to_provider, people, questions, rules
from casework.docx.source.talk import details, rules_of_the_talk


def build() -> bytes:
    """The Word template."""
    letter = letter_to_provider(
        "Uitnodiging bemiddeling",
        subject="Een klacht over uw zorg",
        heading="Wij nodigen u uit voor een gesprek",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij een klacht over {{ zorgaanbieder.naam }}. Wij willen graag samen met "
        "u en de klager aan tafel. Zo’n gesprek heet een bemiddelingsgesprek. Wij zoeken dan samen naar een oplossing."
    )
    people(letter)
    details(letter)
    rules_of_the_talk(letter)
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Laat ons weten wie er namens u komt, uiterlijk op **{{ antwoord.uiterlijk_op | datum_met_dag }}**. Het helpt "
        "als dat iemand is die afspraken mag maken. Kunt u niet op deze dag? Dan zoeken wij een andere. Na het gesprek "
        "krijgt u een brief met de afspraken."
    )
    rules(letter)
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()
