"""No agreement was reached: where you can go from here. To the complainant."""

from casework.docx.source.pieces import letter_to_complainant, parts, questions, rules, ways_on


def build() -> bytes:
    """The Word template."""
    letter = letter_to_complainant(
        "Vervolgmogelijkheden",
        subject="Uw klacht over {{ zorgaanbieder.naam }}",
        heading="Wat kunt u nog doen met uw klacht?",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij uw klacht over {{ zorgaanbieder.naam }}. Er is nog geen oplossing "
        "waar u tevreden mee bent. In deze brief leest u waar u nu naartoe kunt. U kiest zelf."
    )
    letter.heading("Uw klacht")
    parts(letter, "Waar uw klacht over gaat")
    letter.heading("Waar kunt u naartoe?")
    ways_on(letter, "Wat kunt u daar verwachten?")
    letter.text(
        "U mag ook meer dan één weg kiezen. Wacht niet te lang: soms moet u vóór een bepaalde datum zijn. "
        "Vraag daar meteen naar."
    )
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Laat ons weten wat u kiest, het liefst binnen twee weken. Wij helpen u om de juiste plek te vinden. Wij "
        "sturen uw klacht nergens heen zonder uw toestemming. Kiest u niets? Dan sluiten wij uw klacht af. U krijgt "
        "daar een brief over."
    )
    rules(letter)
    questions(letter)
    letter.closing()
    return letter.content()
