"""The consent form: a letter and a form in one, with a separate yes and no for each purpose and none filled in."""

from casework.docx.source.pieces import letter_to_complainant
from documents.letter_builder import LetterBuilder

EMPTY_BOX = "☐"
NEXT = "Wat gaat er nu gebeuren?"


def build() -> bytes:
    """The Word template."""
    letter = letter_to_complainant(
        "Toestemmingsformulier",
        subject="Uw toestemming",
        heading="Wat mogen wij doen met uw klacht?",
    )
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij uw klacht over {{ zorgaanbieder.naam }}. Wij willen graag "
        "verder met uw klacht. Daarvoor hebben wij uw toestemming nodig. U beslist zelf."
    )
    letter.callout("Zolang u geen toestemming geeft bij vraag (a), hoort de zorgaanbieder niets van ons.")
    _people(letter)
    _questions(letter)
    _validity(letter)
    _signatures(letter)
    return letter.content()


def _people(letter: LetterBuilder) -> None:
    letter.heading("Over wie gaat het?")
    letter.facts(
        ("Wie", "Gegevens"),
        [
            ("Klager", "{{ klager.naam }}, {{ klager.hoedanigheid }}"),
            ("Cliënt", "{{ client.naam }}"),
            ("Geboortedatum cliënt", "{{ client.geboortedatum }}"),
            ("Zorgaanbieder", "{{ zorgaanbieder.naam }}"),
        ],
    )


def _questions(letter: LetterBuilder) -> None:
    letter.heading("Waarvoor geeft u toestemming?")
    letter.text(
        "Zet bij **elke** vraag één kruisje: bij ja of bij nee. De vragen staan los van elkaar. "
        "Zet u geen kruisje, dan doen wij het niet."
    )
    letter.rows(
        "vraag in vragen",
        ["Nr.", "Vraag", "Ja", "Nee"],
        ["({{ vraag.letter }})", "{{ vraag.tekst }}\n{{ vraag.uitleg }}", EMPTY_BOX, EMPTY_BOX],
        [1.2, 12.4, 1.3, 1.3],
    )


def _validity(letter: LetterBuilder) -> None:
    letter.heading("Hoe lang geldt uw toestemming?")
    letter.text(
        "Uw toestemming geldt vanaf de dag waarop u tekent, tot de dag waarop wij uw klacht afsluiten. "
        "Zij geldt alleen voor deze klacht."
    )
    letter.heading("Kunt u uw toestemming intrekken?")
    letter.text(
        "Ja, altijd. U hoeft niet te zeggen waarom. Bel ons op {{ kantoor.telefoon }}, mail naar "
        "{{ kantoor.email }} of stuur een brief, en noem uw zaaknummer: {{ zaak.nummer }}. "
        "Vanaf dat moment delen wij niets meer. Wat wij al deelden, kunnen wij niet terughalen."
    )
    letter.heading("Wat gebeurt er als u nee zegt?")
    letter.text(
        "Dat verandert niets aan de zorg waar u recht op heeft. Wij bespreken met u wat wij dan nog wel voor u "
        "kunnen doen. Geeft u helemaal geen toestemming, dan sluiten wij uw klacht af. De zorgaanbieder hoort "
        "daar niets van."
    )
    with letter.when("client.is_een_ander"):
        # Two signatures need a third page; neither of them stands there alone.
        letter.heading(NEXT, on_new_page=True)
    with letter.when("not client.is_een_ander"):
        letter.heading(NEXT)
    letter.text(
        "Stuur dit formulier terug, uiterlijk op **{{ antwoord.uiterlijk_op | datum_met_dag }}**. "
        "Dat kan per post naar {{ kantoor.naam }}, {{ kantoor.straat }}, {{ kantoor.plaats }}, "
        "of per mail naar {{ kantoor.email }}. "
        "Als wij uw antwoord hebben, nemen wij contact met u op."
    )
    letter.text(
        "Wij vragen uw toestemming omdat de wet dat wil: de privacywet (AVG) en de regels voor klachten in de zorg "
        "({{ procedure.grondslag }})."
    )
    letter.closing()


def _signatures(letter: LetterBuilder) -> None:
    lines = ["Naam", "Plaats en datum", "Handtekening"]
    letter.signature("Ondertekening door de klager", lines)
    with letter.when("client.is_een_ander"):
        letter.text(
            "Bent u niet zelf de cliënt? Laat dan ook de cliënt tekenen, of degene die de cliënt volgens de wet "
            "vertegenwoordigt. Voor vraag (c) is dat altijd nodig. Is de cliënt overleden? Dan tekent u alleen zelf."
        ).paragraph_format.keep_with_next = True
        letter.signature("Ondertekening door of namens de cliënt", lines)
