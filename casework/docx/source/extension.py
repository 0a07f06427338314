"""The outcome comes later: why, until when, and that the law allows it once. To the complainant."""

from casework.docx.source.pieces import RULES, letter_to_complainant, questions


def build() -> bytes:
    """The Word template."""
    letter = letter_to_complainant(
        "Verlenging",
        subject="Uw klacht over {{ zorgaanbieder.naam }}",
        heading="Wij hebben meer tijd nodig voor uw klacht",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij uw klacht over {{ zorgaanbieder.naam }}. U zou uiterlijk op "
        "{{ verlenging.was }} van ons horen hoe het is afgelopen. Dat lukt niet. Dat vinden wij vervelend voor u."
    )
    letter.callout(
        "De nieuwe datum is {{ verlenging.nieuwe_datum | datum_met_dag }}. Dan heeft u uiterlijk onze brief met de "
        "uitkomst."
    )
    letter.heading("Waarom duurt het langer?")
    letter.text("{{ verlenging.reden }}")
    letter.heading("Mag dat?")
    letter.text(
        "Ja. De wet geeft ons zes weken. Wij mogen die termijn één keer verlengen, met hoogstens vier weken "
        "(Wkkgz, artikel 17). Wij moeten u dat schriftelijk laten weten voordat de eerste termijn voorbij is. "
        "Dat doen wij met deze brief. Nog een keer verlengen mag alleen als u dat goedvindt."
    )
    letter.text(RULES)
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Wij gaan gewoon door met uw klacht. U hoeft niets te doen. Bent u het er niet mee eens? Bel ons dan."
    )
    questions(letter)
    letter.closing()
    return letter.content()
