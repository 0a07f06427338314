"""No agreement was reached: where the complainant can go from here. To the care provider."""

from casework.docx.source.pieces import letter_to_provider, parts, people, questions, rules, ways_on


def build() -> bytes:
    """The Word template."""
    letter = letter_to_provider(
        "Vervolgmogelijkheden",
        subject="Een klacht over uw zorg",
        heading="Wat kan er nu met de klacht gebeuren?",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij een klacht over {{ zorgaanbieder.naam }}. Er is nog geen oplossing "
        "waar de klager tevreden mee is. In deze brief leest u wat de klager nu kan doen."
    )
    people(letter)
    letter.heading("Waar gaat de klacht over?")
    parts(letter, "De klacht")
    letter.heading("Waar kan de klager naartoe?")
    letter.text(
        "De klager kiest zelf, en mag meer dan één weg kiezen."
    ).paragraph_format.keep_with_next = True
    ways_on(letter, "Wat kan daar gebeuren?")
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Wij hebben de klager gevraagd om binnen twee weken te kiezen. U hoeft nu niets te doen. Gaat de klacht naar "
        "de klachtencommissie, of sluiten wij de klacht af? Dan krijgt u daar een brief over. Wilt u zelf nog iets "
        "voorstellen? Dat mag altijd. Bel ons dan."
    )
    rules(letter)
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()
