"""The acknowledgement: we have your complaint, this is what happens next and when you hear from us."""

from casework.docx.source.pieces import letter_to_complainant, parts, questions, rules
from documents.letter_builder import LetterBuilder


def build() -> bytes:
    """The Word template."""
    letter = letter_to_complainant(
        "Ontvangstbevestiging",
        subject="Uw klacht over {{ zorgaanbieder.naam }}",
        heading="Wij hebben uw klacht ontvangen",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij uw klacht over {{ zorgaanbieder.naam }}. "
        "In deze brief leest u wat wij gaan doen en wanneer u van ons hoort."
    )
    letter.only_if("client.is_een_ander", "Uw klacht gaat over de zorg voor {{ client.naam }}.")
    _complaint(letter)
    _next(letter)
    _dates(letter)
    rules(letter)
    letter.heading("Vertrouwelijk en gratis")
    letter.text(
        "Alleen de mensen die aan uw klacht werken, lezen uw dossier. Zij mogen er met niemand anders over "
        "praten. Wij bewaren uw klacht apart van het medisch dossier. Het kost u niets dat wij uw klacht "
        "behandelen. U mag uw klacht altijd intrekken."
    )
    questions(letter)
    letter.closing()
    return letter.content()


def _complaint(letter: LetterBuilder) -> None:
    letter.heading("Uw klacht")
    letter.text("Wij hebben uw klacht zo begrepen:").paragraph_format.keep_with_next = True
    parts(letter, "Waar uw klacht over gaat")
    letter.text("Klopt dit niet, of mist u iets? Laat het ons dan weten.")
    letter.heading("Wie behandelt uw klacht?")
    letter.text(
        "**{{ behandelaar.naam }}** behandelt uw klacht, als {{ behandelaar.functie }}. "
        "Wij zijn onafhankelijk: wij kiezen geen kant. Wij helpen u en de zorgaanbieder om samen tot een "
        "oplossing te komen."
    )


def _next(letter: LetterBuilder) -> None:
    letter.heading("Wat gaat er nu gebeuren?")
    letter.numbered(
        [
            "Wij bellen of mailen u. Wij bespreken met u wat u wilt bereiken.",
            "Wij vragen u om toestemming. **Zonder uw toestemming hoort de zorgaanbieder niets van ons.**",
            "Wij zoeken met u en de zorgaanbieder naar een oplossing. Dat kan vaak al met een telefoongesprek.",
            "Komt er geen oplossing? Dan leggen wij u uit wat u daarna nog kunt doen.",
        ]
    )
    letter.only_if(
        "procedure.heeft_commissie",
        "U kunt ons ook vragen om uw klacht aan de klachtencommissie voor te leggen. Dat doen wij dan altijd.",
    )


def _dates(letter: LetterBuilder) -> None:
    letter.heading("Wanneer hoort u van ons?")
    letter.rows(
        "termijn in termijnen",
        ["Wat wij doen", "Uiterlijk op"],
        ["{{ termijn.wat }}\n{{ termijn.uitleg }}", "{{ termijn.datum | datum_met_dag }}"],
        [10.4, 5.8],
    )
