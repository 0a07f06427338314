"""The judgement of the committee: first what it decides, then of whom, on what and why, part by part. To all parties.

One text for everybody who gets it, so nobody is named in it who may not be: the names stand in one table. It never
speaks of who pays for what went wrong: that is not for a complaints committee.
"""

from casework.docx.source.committee import FOR_ANOTHER, MEANINGS, panel
from casework.docx.source.pieces import REFERENCE_CM, outcomes, questions, rules
from documents.letter_builder import LetterBuilder


def build() -> bytes:
    """The Word template."""
    letter = LetterBuilder("Oordeel")
    letter.text("Aan {{ verzonden.aan | opsomming }}", style="Adres")
    letter.reference(
        [
            ("Datum", "{{ brief.datum }}"),
            ("Onderwerp", "Een klacht over {{ zorgaanbieder.naam }}"),
            ("Secretaris", "{{ behandelaar.naam }}"),
        ],
        REFERENCE_CM,
    )
    letter.title("Oordeel van de klachtencommissie")
    _in_short(letter)
    _people(letter)
    _course(letter)
    _positions(letter)
    _assessment(letter)
    _next(letter)
    rules(letter)
    questions(letter, may_be_helped=False)
    letter.signature(
        "Vastgesteld door de klachtencommissie op {{ oordeel.datum }}",
        ["{{ voorzitter.naam }}, voorzitter", "{{ behandelaar.naam }}, {{ behandelaar.functie }}"],
        label_width_cm=8.6,
    )
    return letter.content()


def _in_short(letter: LetterBuilder) -> None:
    letter.text(
        "Op {{ zaak.ontvangen_op }} ontvingen wij een klacht over {{ zorgaanbieder.naam }}. De klachtencommissie geeft "
        "daarover een oordeel. Hieronder staat eerst kort wat de commissie beslist. Daarna leest u waarom."
    )
    letter.callout("Oordeel over de hele klacht: {{ oordeel.uitkomst }}.")
    letter.heading("Het oordeel per onderdeel")
    outcomes(letter, "De klacht")
    letter.text(MEANINGS)


def _people(letter: LetterBuilder) -> None:
    letter.heading("Wie heeft het oordeel gegeven?")
    panel(letter)
    letter.text("De leden en de secretaris werken niet bij de zorgaanbieder. De commissie is onafhankelijk.")
    letter.heading("Om wie gaat het?")
    helped = (
        "\n{{%p if {0}.bijgestaan_door %}}\nbijgestaan door {{{{ {0}.bijgestaan_door }}}}\n{{%p endif %}}"
    )
    letter.facts(
        ("Wie", "Naam"),
        [
            ("Klager", _if_named("{{ klager.naam }}" + FOR_ANOTHER) + helped.format("klager")),
            (
                "Cliënt",
                _if_named("{% if client.is_een_ander %}{{ client.naam }}{% else %}de klager zelf{% endif %}"),
            ),
            ("Zorgaanbieder", "{{ zorgaanbieder.naam }}" + helped.format("zorgaanbieder")),
            (
                "Beklaagde",
                "{% if beklaagden %}{{ beklaagden | opsomming }}{% else %}geen bepaalde persoon{% endif %}",
            ),
        ],
        is_whole=True,
    )


def _if_named(words: str) -> str:
    """These words, or that there is no consent (b) to name who complains."""
    hidden = "bekend bij de commissie, maar zonder toestemming om de naam te noemen"
    return "{% if toestemming.naam %}" + words + "{% else %}" + hidden + "{% endif %}"


def _course(letter: LetterBuilder) -> None:
    letter.heading("Hoe is de procedure gegaan?")
    letter.rows(
        "stap in verloop",
        ["Datum", "Wat er gebeurde"],
        ["{{ stap.datum }}", "{{ stap.wat }}"],
        [4.2, 12.0],
    )


def _positions(letter: LetterBuilder) -> None:
    letter.heading("Wat vindt de klager?")
    _paragraphs(letter, "alinea in standpunt.klager")
    letter.heading("Wat vindt de zorgaanbieder?")
    with letter.when("standpunt.zorgaanbieder"):
        _paragraphs(letter, "alinea in standpunt.zorgaanbieder")
    letter.only_if("not standpunt.zorgaanbieder", "De zorgaanbieder heeft niet gereageerd.")
    with letter.when("standpunt.beklaagde"):
        letter.heading("Wat vindt de beklaagde?")
        _paragraphs(letter, "alinea in standpunt.beklaagde")


def _paragraphs(letter: LetterBuilder, loop: str, style: str = "Normal") -> None:
    with letter.each(loop):
        letter.text("{{ " + loop.partition(" ")[0] + " }}", style=style)


def _assessment(letter: LetterBuilder) -> None:
    letter.heading("Wat is er gebeurd?")
    letter.text("De commissie gaat uit van deze feiten:").paragraph_format.keep_with_next = True
    _paragraphs(letter, "feit in feiten", style="List Bullet")
    letter.heading("Mag de commissie de klacht behandelen?")
    _paragraphs(letter, "alinea in ontvankelijkheid")
    letter.heading("Wat vindt de commissie?")
    letter.text(
        "De commissie kijkt bij elk onderdeel wat de klager van een goede zorgaanbieder mocht verwachten. Heeft de "
        "zorgaanbieder dat niet gedaan? Dan is het onderdeel gegrond."
    )
    with letter.each("onderdeel in onderdelen"):
        letter.small_heading("Onderdeel {{ onderdeel.nummer }}: {{ onderdeel.categorie | lower }}")
        letter.text("**De klacht:** {{ onderdeel.tekst }}").paragraph_format.keep_with_next = True
        with letter.each("overweging in onderdeel.overwegingen"):
            letter.text("{{ overweging.tekst }}")
        letter.text("**Beslissing over onderdeel {{ onderdeel.nummer }}: {{ onderdeel.uitkomst }}.**")
    letter.heading("Wat beveelt de commissie aan?")
    with letter.when("aanbevelingen"):
        letter.text("De commissie beveelt de zorgaanbieder aan:").paragraph_format.keep_with_next = True
        _paragraphs(letter, "aanbeveling in aanbevelingen", style="List Bullet")
    letter.only_if("not aanbevelingen", "De commissie doet geen aanbevelingen.")


def _next(letter: LetterBuilder) -> None:
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "De zorgaanbieder reageert binnen een maand, uiterlijk op **{{ reactie.uiterlijk_op | datum_met_dag }}**. "
        "De klager en de commissie krijgen dan een brief. Daarin staat welke maatregelen de zorgaanbieder neemt, en "
        "wanneer. Neemt de zorgaanbieder geen maatregelen? Dan staat erin waarom niet."
    )
    letter.text(
        "Wij sturen dit oordeel aan {{ verzonden.aan | opsomming }}. Op onze website komt een korte samenvatting. "
        "Daarin kan niemand worden herkend."
    )
    letter.heading("Kan de klager nog verder?")
    letter.text("Tegen dit oordeel kan niemand in beroep bij de commissie.")
    with letter.when("mogelijkheden"):
        letter.text("De klager kan nog wel naar:").paragraph_format.keep_with_next = True
        with letter.each("mogelijkheid in mogelijkheden"):
            letter.text("{{ mogelijkheid.naam }}", style="List Bullet")
        letter.text(
            "Wij leggen graag uit wat daar kan gebeuren. Wacht niet te lang: soms geldt er een termijn."
        )
