"""We cannot handle this complaint: why not, and where it does belong."""

from casework.docx.source.pieces import letter_to_complainant, parts, questions


def build() -> bytes:
    """The Word template."""
    letter = letter_to_complainant(
        "Niet in behandeling",
        subject="Uw klacht{% if zorgaanbieder.naam %} over {{ zorgaanbieder.naam }}{% endif %}",
        heading="Wij kunnen uw klacht niet behandelen",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij uw klacht. Wij hebben goed gekeken of wij u kunnen helpen. "
        "Dat kan helaas niet. In deze brief leest u waarom, en waar u wel terechtkunt."
    )
    with letter.when("onderdelen"):
        letter.heading("Uw klacht")
        parts(letter, "Waar uw klacht over gaat")
    letter.heading("Waarom behandelen wij uw klacht niet?")
    letter.text("{{ afwijzing.reden }}")
    letter.text(
        "Dit zegt niets over de vraag of u gelijk heeft. Wij hebben uw klacht zelf niet onderzocht. Wij keken naar "
        "onze regels: “{{ procedure.naam }}” ({{ procedure.grondslag }})."
    )
    letter.heading("Waar kunt u wel terecht?")
    letter.text("{{ afwijzing.waar_wel }}")
    letter.text(
        "Wacht niet te lang. Soms moet u een klacht vóór een bepaalde datum indienen. Vraag daar meteen naar."
    )
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Wij sluiten uw klacht vandaag af. U hoeft ons niets meer te sturen. Wij hebben de zorgaanbieder "
        "niets over uw klacht verteld. Wij hebben uw klacht ook niet doorgestuurd: dat beslist u zelf."
    )
    letter.text(
        "Vindt u dat wij iets over het hoofd zien? Bel of mail ons dan. Dan kijken wij er opnieuw naar. Dat kost u "
        "niets."
    )
    questions(letter)
    letter.closing()
    return letter.content()
