"""The outcome comes later: why, and until when. To the care provider."""

from casework.docx.source.pieces import RULES, letter_to_provider, people, questions


def build() -> bytes:
    """The Word template."""
    letter = letter_to_provider(
        "Verlenging",
        subject="Een klacht over uw zorg",
        heading="Wij hebben meer tijd nodig voor een klacht",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij een klacht over {{ zorgaanbieder.naam }}. U zou uiterlijk op "
        "{{ verlenging.was }} van ons horen hoe het is afgelopen. Dat lukt niet."
    )
    letter.callout(
        "De nieuwe datum is {{ verlenging.nieuwe_datum | datum_met_dag }}. Dan heeft u uiterlijk onze brief met de "
        "uitkomst."
    )
    people(letter)
    letter.heading("Waarom duurt het langer?")
    letter.text("{{ verlenging.reden }}")
    letter.heading("Mag dat?")
    letter.text(
        "Ja. De wet geeft zes weken. Die termijn mag één keer worden verlengd, met hoogstens vier weken "
        "(Wkkgz, artikel 17). Dat moet schriftelijk, voordat de eerste termijn voorbij is. "
        "Ook de klager krijgt een brief."
    )
    letter.text(RULES)
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Wij gaan gewoon door met de klacht. Vroegen wij u iets? De datum die daarbij stond, blijft gelden."
    )
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()
