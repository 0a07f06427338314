"""What letters about complaints have in common: how they begin, the parts, the ways on, how to reach us."""

from documents.letter_builder import LetterBuilder

RULES = (
    "Voor deze klacht geldt de procedure “{{ procedure.naam }}”. Die steunt op: {{ procedure.grondslag }}."
)
REFERENCE_CM = (2.9, 3.3, 6.0, 4.0)


def letter_to_complainant(title: str, *, subject: str, heading: str) -> LetterBuilder:
    """The beginning of a letter to who complains."""
    letter = LetterBuilder(title)
    letter.address("klager.adres", "{{ klager.naam }}")
    _begin(letter, subject, heading)
    letter.text("Geachte {{ klager.naam }},")
    return letter


def letter_to_provider(title: str, *, subject: str, heading: str) -> LetterBuilder:
    """The beginning of a letter to the care provider. Nothing in it says who complains."""
    letter = LetterBuilder(title)
    letter.address("ontvanger.adres", "{{ ontvanger.naam }}", attention="ontvanger.tav")
    _begin(letter, subject, heading)
    letter.text("Geachte heer of mevrouw,")
    return letter


def letter_to_committee(title: str, *, subject: str, heading: str) -> LetterBuilder:
    """The beginning of a letter to the complaints committee."""
    letter = LetterBuilder(title)
    letter.address("ontvanger.adres", "{{ ontvanger.naam }}", attention="ontvanger.tav")
    _begin(letter, subject, heading)
    letter.text("Geachte commissie,")
    return letter


def people(letter: LetterBuilder) -> None:
    """Who complains and for whom, as far as the provider may know."""
    letter.heading("Van wie is de klacht?")
    with letter.when("toestemming.naam"):
        with letter.when("client.is_een_ander"):
            letter.text("De klacht komt van {{ klager.naam }}. De cliënt is {{ client.naam }}.")
        with letter.when("not client.is_een_ander"):
            letter.text("De klacht komt van {{ klager.naam }}.")
    with letter.when("not toestemming.naam"):
        letter.text(
            "De klager heeft ons geen toestemming gegeven om de naam te noemen. Probeer er alstublieft niet "
            "achter te komen wie het is."
        )


def parts(letter: LetterBuilder, head: str) -> None:
    """What is complained of, part by part."""
    letter.rows(
        "onderdeel in onderdelen",
        ["Nr.", head],
        ["{{ onderdeel.nummer }}", "{{ onderdeel.tekst }}\n{{ onderdeel.categorie }}"],
        [1.2, 15.0],
    )


def medical_file(letter: LetterBuilder) -> None:
    """Whether the provider may use the medical file for its answer."""
    letter.heading("Mag u het medisch dossier gebruiken?")
    letter.only_if(
        "toestemming.dossier",
        "Ja. Gebruik alleen wat nodig is om op deze klacht te reageren. Stuur ons niet het hele dossier.",
    )
    letter.only_if(
        "not toestemming.dossier",
        "Nee. Daar is geen toestemming voor. Stuur ons niets uit het medisch dossier en haal er ook niets uit aan.",
    )


def outcomes(letter: LetterBuilder, head: str) -> None:
    """The same, with what became of each part."""
    letter.rows(
        "onderdeel in onderdelen",
        ["Nr.", head, "Uitkomst"],
        ["{{ onderdeel.nummer }}", "{{ onderdeel.tekst }}", "{{ onderdeel.uitkomst }}"],
        [1.2, 11.0, 4.0],
    )


def agreements(letter: LetterBuilder) -> None:
    """Who does what, and when."""
    letter.heading("Welke afspraken zijn er gemaakt?")
    with letter.when("afspraken"):
        letter.rows(
            "afspraak in afspraken",
            ["Wie", "Doet wat", "Wanneer"],
            ["{{ afspraak.wie }}", "{{ afspraak.wat }}", "{{ afspraak.wanneer }}"],
            [4.0, 8.2, 4.0],
        )
    with letter.when("not afspraken"):
        letter.text("Er zijn geen afspraken gemaakt.")


def ways_on(letter: LetterBuilder, head: str) -> None:
    """Where the complaint can go from here."""
    letter.rows(
        "mogelijkheid in mogelijkheden",
        ["Waar", head],
        ["{{ mogelijkheid.naam }}", "{{ mogelijkheid.uitleg }}"],
        [4.2, 12.0],
    )


def rules(letter: LetterBuilder) -> None:
    """By which procedure and which law."""
    letter.heading("Welke regels gelden er?")
    letter.text(RULES)


def questions(letter: LetterBuilder, *, may_be_helped: bool = True) -> None:
    """How to reach us."""
    letter.heading("Heeft u vragen?")
    letter.text(
        "Bel ons op {{ kantoor.telefoon }} of mail naar {{ kantoor.email }}. "
        "Noem dan het zaaknummer: **{{ zaak.nummer }}**."
        + (" U mag zich laten helpen door iemand die u vertrouwt." if may_be_helped else "")
    )


def _begin(letter: LetterBuilder, subject: str, heading: str) -> None:
    letter.reference(
        [
            ("Datum", "{{ brief.datum }}"),
            ("Onderwerp", subject),
            ("Behandeld door", "{{ behandelaar.naam }}"),
        ],
        REFERENCE_CM,
    )
    letter.title(heading)
