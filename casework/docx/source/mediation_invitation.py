"""Come and talk about it: when, where, with whom, and that nothing must. To the complainant."""

from casework.docx.source.pieces import letter_to_complainant, questions, rules
from casework.docx.source.talk import details, rules_of_the_talk


def build() -> bytes:
    """The Word template."""
    letter = letter_to_complainant(
        "Uitnodiging bemiddeling",
        subject="Uw klacht over {{ zorgaanbieder.naam }}",
        heading="Wij nodigen u uit voor een gesprek",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij uw klacht over {{ zorgaanbieder.naam }}. Wij willen graag samen met "
        "u en de zorgaanbieder aan tafel. Zo’n gesprek heet een bemiddelingsgesprek. Wij zoeken dan samen naar een "
        "oplossing."
    )
    details(letter)
    rules_of_the_talk(letter, "**Het kost u niets.**")
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Laat ons weten of u komt, uiterlijk op **{{ antwoord.uiterlijk_op | datum_met_dag }}**. Kunt u niet op deze "
        "dag? Dan zoeken wij een andere. Wilt u geen gesprek? Dan leggen wij u uit wat u nog meer kunt doen. Na het "
        "gesprek krijgt u een brief met de afspraken."
    )
    rules(letter)
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()
