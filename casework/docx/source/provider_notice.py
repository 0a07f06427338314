"""There is a complaint about your care: what it is about, as far as you may know, and what we ask of you."""

from casework.docx.source.pieces import letter_to_provider, medical_file, parts, people, questions
from documents.letter_builder import LetterBuilder


def build() -> bytes:
    """The Word template."""
    letter = letter_to_provider(
        "Bericht aan zorgaanbieder",
        subject="Een klacht over uw zorg",
        heading="Wij vragen uw reactie op een klacht",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij een klacht over {{ zorgaanbieder.naam }}. De klager vindt het "
        "goed dat wij die met u delen. Wij zijn onafhankelijk: wij kiezen geen kant. Wij horen graag ook "
        "uw kant."
    )
    letter.callout("Wij horen graag van u, uiterlijk op {{ antwoord.uiterlijk_op | datum_met_dag }}.")
    people(letter)
    with letter.when("client.geboortedatum"):
        letter.text("Geboortedatum van de cliënt: {{ client.geboortedatum }}.")
    _complaint(letter)
    _question(letter)
    _next(letter)
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()


def _complaint(letter: LetterBuilder) -> None:
    letter.heading("Waar gaat de klacht over?")
    parts(letter, "De klacht")
    letter.only_if("klacht.gebeurd_op", "Het gebeurde op {{ klacht.gebeurd_op }}.")
    letter.only_if("klacht.wens", "**Wat de klager wil bereiken:** {{ klacht.wens }}")
    medical_file(letter)


def _question(letter: LetterBuilder) -> None:
    letter.heading("Wat vragen wij van u?")
    letter.numbered(
        [
            "Vertel ons wat er volgens u is gebeurd. Bellen mag, schrijven ook.",
            "Vertel ons wat u wilt doen om het op te lossen.",
            "Praat hier alleen over met mensen die u daarvoor echt nodig heeft.",
            "Laat de zorg gewoon doorgaan. Iemand die klaagt, mag daar geen nadeel van hebben.",
        ]
    )
    with letter.when("klacht.moet_gemeld"):
        letter.text(
            "**Let op.** Misschien gaat het om een calamiteit of om geweld in de zorg. Dan moet u dat zelf melden bij "
            "de Inspectie Gezondheidszorg en Jeugd (Wkkgz, artikel 11). Heeft u dat nog niet gedaan? Doe het dan "
            "meteen."
        )


def _next(letter: LetterBuilder) -> None:
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Wij bespreken uw reactie met de klager. Vaak is er dan snel een oplossing. Lukt dat niet, dan nodigen wij "
        "u misschien uit voor een gesprek. Daarna krijgt u van ons een brief waarin staat hoe het is afgelopen."
    )
    letter.only_if(
        "uitkomst.uiterlijk_op",
        "U krijgt die brief uiterlijk op {{ uitkomst.uiterlijk_op | datum_met_dag }}.",
    )
    letter.text(
        "De klager mag de toestemming altijd intrekken. Dan hoort u dat van ons en delen wij niets meer met u."
    )
    letter.heading("Waarom krijgt u deze brief?")
    letter.text(
        "De wet zegt dat een zorgaanbieder klachten goed moet behandelen, samen met een onafhankelijke "
        "klachtenfunctionaris. U heeft dat bij ons geregeld. Voor deze klacht geldt de procedure "
        "“{{ procedure.naam }}”. Die steunt op: {{ procedure.grondslag }}."
    )
