"""The committee asks the care provider for its defence: on what, before when, and with which documents."""

from casework.docx.source.committee import about_whom
from casework.docx.source.pieces import letter_to_provider, medical_file, parts, people, questions, rules
from documents.letter_builder import LetterBuilder


def build() -> bytes:
    """The Word template."""
    letter = letter_to_provider(
        "Verzoek om verweer",
        subject="Een klacht over uw zorg",
        heading="De klachtencommissie vraagt om uw reactie",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij een klacht over {{ zorgaanbieder.naam }}. De klager heeft de "
        "klachtencommissie om een oordeel gevraagd. De commissie gaat de klacht behandelen. Zij hoort graag ook uw "
        "kant. Uw reactie heet een **verweer**."
    )
    letter.callout("Stuur uw verweer uiterlijk op {{ antwoord.uiterlijk_op | datum_met_dag }}.")
    people(letter)
    letter.heading("Waar gaat de klacht over?")
    about_whom(letter)
    parts(letter, "De klacht")
    letter.only_if("klacht.wens", "**Wat de klager wil bereiken:** {{ klacht.wens }}")
    _question(letter)
    medical_file(letter)
    _term(letter)
    _next(letter)
    rules(letter)
    questions(letter, may_be_helped=False)
    letter.closing()
    return letter.content()


def _question(letter: LetterBuilder) -> None:
    letter.heading("Wat vragen wij van u?")
    letter.numbered(
        [
            "Schrijf bij **elk onderdeel** wat er volgens u is gebeurd, en of u het met de klacht eens bent.",
            "Schrijf ook wat u sindsdien heeft gedaan om het op te lossen.",
            "Gaat de klacht over iemand die bij u werkt? Laat diegene ook zelf reageren. Dat mag in uw verweer of in "
            "een eigen brief.",
            "Praat hier alleen over met mensen die u daarvoor echt nodig heeft.",
        ]
    )
    letter.heading("Welke stukken wil de commissie zien?")
    with letter.when("gevraagde_stukken"):
        letter.rows(
            "stuk in gevraagde_stukken",
            ["Stuk", "Waarom de commissie dit vraagt"],
            ["{{ stuk.naam }}", "{{ stuk.waarom }}"],
            [7.2, 9.0],
        )
        letter.text(
            "Heeft u nog andere stukken die duidelijk maken wat er is gebeurd? Stuur die dan ook mee."
        )
    letter.only_if(
        "not gevraagde_stukken",
        "De commissie vraagt niet om bepaalde stukken. Heeft u stukken die duidelijk maken wat er is gebeurd? Stuur "
        "die dan mee.",
    )
    letter.text(
        "Stuur alles per post naar {{ kantoor.naam }}, {{ kantoor.straat }}, {{ kantoor.plaats }}. Stuurt u het liever "
        "digitaal? Bel ons dan eerst: gewone e-mail is niet veilig genoeg."
    )


def _term(letter: LetterBuilder) -> None:
    letter.heading("Heeft u meer tijd nodig?")
    letter.text(
        "U kunt één keer uitstel krijgen, tot uiterlijk {{ uitstel.uiterlijk_op | datum_met_dag }}. "
        "Vraag dat aan ons vóór {{ antwoord.uiterlijk_op }}, en schrijf erbij waarom u meer tijd nodig heeft."
    )


def _next(letter: LetterBuilder) -> None:
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "De klager krijgt uw verweer te lezen, met de stukken die u meestuurt. Daarna plant de commissie een zitting. "
        "U krijgt daarvoor een uitnodiging, ten minste twee weken van tevoren. De commissie kan ook zonder zitting "
        "beslissen. Dan hoort u dat. Zij geeft een oordeel over elk onderdeel van de klacht."
    )
    letter.text(
        "Krijgen wij geen verweer? Dan gaat de commissie zonder uw reactie verder. De commissie is onafhankelijk en "
        "kiest geen kant. Laat de zorg gewoon doorgaan: iemand die klaagt, mag daar geen nadeel van hebben."
    )
