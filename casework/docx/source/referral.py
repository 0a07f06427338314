"""A complaint goes to the committee: who, what, with which consent and documents. No word of the mediation talk."""

from casework.docx.source.committee import FOR_ANOTHER, file_index
from casework.docx.source.pieces import letter_to_committee, parts, questions, rules
from documents.letter_builder import LetterBuilder


def build() -> bytes:
    """The Word template."""
    letter = letter_to_committee(
        "Doorverwijzing",
        subject="Een klacht over {{ zorgaanbieder.naam }}",
        heading="Wij leggen een klacht aan u voor",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij een klacht over {{ zorgaanbieder.naam }}. Op "
        "{{ verwijzing.gevraagd_op }} vroeg de klager om uw oordeel. Wie daarom vraagt, krijgt dat altijd. Daarom "
        "leggen wij de klacht aan u voor."
    )
    _people(letter)
    letter.heading("Waar gaat de klacht over?")
    parts(letter, "De klacht")
    letter.only_if("klacht.wens", "**Wat de klager wil bereiken:** {{ klacht.wens }}")
    _consent(letter)
    _mediation(letter)
    letter.heading("Welke stukken krijgt u?")
    file_index(letter)
    _next(letter)
    rules(letter)
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()


def _people(letter: LetterBuilder) -> None:
    letter.heading("Om wie gaat het?")
    someone = "{% if beklaagden %}{{ beklaagden | opsomming }}{% else %}geen bepaalde persoon{% endif %}"
    client = "{% if client.is_een_ander %}{{ client.naam }}{% else %}de klager zelf{% endif %}"
    letter.facts(
        ("Wie", "Gegevens"),
        [
            ("Klager", "{{ klager.naam }}" + FOR_ANOTHER),
            ("Cliënt", client),
            ("Zorgaanbieder", "{{ zorgaanbieder.naam }}"),
            ("De klacht gaat over", someone),
        ],
    )


def _consent(letter: LetterBuilder) -> None:
    letter.heading("Waarvoor is er toestemming?")
    letter.rows(
        "toestemming in toestemmingen",
        ["Nr.", "Wat wij hebben gevraagd", "Antwoord"],
        [
            "({{ toestemming.letter }})",
            "{{ toestemming.vraag }}",
            "{{ toestemming.antwoord }}{% if toestemming.datum %}, op {{ toestemming.datum }}{% endif %}",
        ],
        [1.2, 9.8, 5.2],
    )
    letter.text(
        "Houd u hieraan. Staat er ‘nee’ of ‘niet gevraagd’? Dan mag dat niet. De klager mag elke toestemming later nog "
        "intrekken. Dan hoort u dat meteen van ons."
    )


def _mediation(letter: LetterBuilder) -> None:
    letter.heading("Is er bemiddeld?")
    letter.only_if(
        "bemiddeling.gehouden_op",
        "Ja, op {{ bemiddeling.gehouden_op }}. **Het resultaat:** {{ bemiddeling.resultaat }}",
        "Wat mensen in een bemiddeling zeggen, is vertrouwelijk. Het staat niet in deze brief en niet in de stukken. "
        "Vraag er ook niet naar.",
    )
    letter.only_if("not bemiddeling.gehouden_op", "Nee, er is geen bemiddelingsgesprek geweest.")


def _next(letter: LetterBuilder) -> None:
    letter.heading("Wat gaat er nu gebeuren?")
    letter.numbered(
        [
            "U bekijkt of u de klacht mag behandelen. De klager en de zorgaanbieder horen dat van uw secretaris.",
            "Mag u de klacht behandelen? Dan vraagt uw secretaris de zorgaanbieder om een reactie (het verweer).",
            "Daarna kunt u een zitting houden. U geeft een oordeel over elk onderdeel.",
        ]
    )
    letter.text(
        "De hele procedure moet uiterlijk op **{{ uitkomst.uiterlijk_op | datum_met_dag }}** klaar zijn. "
        "De klager mag de klacht altijd intrekken. Kent u iemand om wie het gaat? Laat dat uw secretaris meteen "
        "weten. Dan kijkt u dit dossier niet in."
    )
