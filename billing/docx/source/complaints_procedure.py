"""The complaints procedure that a member puts on its website: written for the client, by the member's own services."""

from documents.letter_builder import LetterBuilder, Mark

WIDTHS = [9.2, 7.0]


def build() -> bytes:
    """The Word template."""
    letter = LetterBuilder("Klachtenregeling", Mark("Lidnummer", "{{ lid.nummer }}"))
    letter.title("Klachtenregeling van {{ lid.naam }}")
    letter.text(
        "Bent u niet tevreden over de zorg van {{ lid.naam }}? Dan mag u een klacht indienen. "
        "In deze regeling leest u hoe dat gaat, wie u helpt en wanneer u iets hoort."
    )
    letter.callout("Een klacht indienen is gratis. Het verandert niets aan de zorg waar u recht op heeft.")
    _filing(letter)
    _independence(letter)
    _handling(letter)
    _committee(letter)
    _confidant(letter)
    _further_ways(letter)
    _privacy(letter)
    _basis(letter)
    return letter.content()


def _filing(letter: LetterBuilder) -> None:
    letter.heading("Wie kan een klacht indienen?")
    letter.text(
        "U bent cliënt of u was dat. Of u doet het voor een cliënt: als vertegenwoordiger, als gemachtigde of als "
        "nabestaande. U mag zich altijd laten helpen door iemand die u vertrouwt."
    )
    letter.heading("Hoe dient u een klacht in?")
    letter.only_if(
        "regeling.eigen_bestuur_eerst",
        "Vertel uw klacht **eerst aan het bestuur van {{ lid.naam }}**. Het bestuur onderzoekt uw klacht en zoekt "
        "met u naar een oplossing. Komt u er samen niet uit? Dien uw klacht dan bij ons in.",
    )
    letter.only_if(
        "not regeling.eigen_bestuur_eerst",
        "Praat gerust eerst met uw zorgverlener. Vaak is iets snel opgelost. Dat hoeft niet: u mag uw klacht ook "
        "meteen indienen.",
    )
    letter.text("U dient uw klacht in bij **{{ kantoor.naam }}**. Dat kan zo:")
    letter.bullets(
        [
            "met het formulier in onze beveiligde omgeving, via {{ kantoor.website }};",
            "per e-mail: {{ kantoor.email }};",
            "per telefoon: {{ kantoor.telefoon }};",
            "per brief: {{ kantoor.naam }}, {{ kantoor.straat }}, {{ kantoor.plaats }}.",
        ]
    )
    letter.text(
        "Schrijf erbij over welke zorgaanbieder het gaat, wat er gebeurde en wanneer. Zet uw naam erbij, en hoe wij u "
        "kunnen bereiken."
    )


def _independence(letter: LetterBuilder) -> None:
    letter.heading("Wie behandelt uw klacht?")
    letter.text(
        "{{ kantoor.naam }} behandelt de klachten over {{ lid.naam }}. Wij werken niet bij {{ lid.naam }} en wij "
        "kiezen geen kant. {{ lid.naam }} mag ons niet zeggen hoe wij een klacht behandelen."
    )
    with letter.when("regeling.heeft_functionaris"):
        letter.small_heading("De klachtenfunctionaris")
        letter.text(
            "Een onafhankelijke klachtenfunctionaris helpt u. U krijgt uitleg en advies, en hulp om uw klacht op te "
            "schrijven. De klachtenfunctionaris zoekt met u en {{ lid.naam }} naar een oplossing. "
            "Wie gelijk heeft, zegt de klachtenfunctionaris niet."
        )


def _handling(letter: LetterBuilder) -> None:
    letter.heading("Wat gebeurt er met uw klacht?")
    letter.numbered(
        [
            "U krijgt een bevestiging dat wij uw klacht hebben ontvangen.",
            "Wij bellen of mailen u. Wij bespreken wat u wilt bereiken.",
            "Wij vragen om uw toestemming. **Zonder uw toestemming hoort {{ lid.naam }} niets van ons.**",
            "Wij zoeken naar een oplossing. Soms is een telefoontje genoeg. Soms is een gesprek nodig, waar u allebei "
            "bij bent.",
            "U krijgt een brief met de uitkomst. Daarin staat wat er is onderzocht, wat is afgesproken en wanneer "
            "{{ lid.naam }} dat doet.",
            "Bent u daarna nog niet tevreden? Dan leest u in die brief wat u verder kunt doen.",
        ]
    )
    letter.heading("Wanneer hoort u iets?")
    letter.text("De tijd telt vanaf de dag waarop wij uw klacht ontvangen.")
    _terms(letter, "termijn in termijnen")
    letter.text("U mag uw klacht op elk moment intrekken. Dan stoppen wij.")


def _terms(letter: LetterBuilder, loop: str) -> None:
    what = "{{ termijn.wat }}\n{%p if termijn.uitleg %}\n{{ termijn.uitleg }}\n{%p endif %}"
    letter.rows(loop, ["Wat er gebeurt", "Termijn"], [what, "{{ termijn.termijn }}"], WIDTHS)


def _committee(letter: LetterBuilder) -> None:
    with letter.when("regeling.heeft_commissie"):
        letter.heading("De klachtencommissie")
        letter.text(
            "U kunt vragen om een oordeel van de klachtencommissie. **Dat mag altijd.** Er hoeft niet eerst bemiddeld "
            "te worden. De leden van de commissie werken niet bij {{ lid.naam }}. "
            "De commissie hoort u en {{ lid.naam }}, en zegt van elk deel van uw klacht of het gegrond is. "
            "Zij kan {{ lid.naam }} ook een advies geven. De commissie beslist niet over geld."
        )
        _terms(letter, "termijn in commissietermijnen")


def _confidant(letter: LetterBuilder) -> None:
    with letter.when("regeling.heeft_vertrouwenspersoon"):
        letter.heading("De vertrouwenspersoon")
        letter.text(
            "Wilt u eerst met iemand praten, zonder dat er iets gebeurt? Dan is er de vertrouwenspersoon van "
            "{{ kantoor.naam }}. Die luistert, denkt mee en kan u helpen bij uw klacht. De vertrouwenspersoon houdt "
            "geheim wat u vertelt, en is er alleen voor u."
        )


def _further_ways(letter: LetterBuilder) -> None:
    with letter.when("regeling.heeft_geschilleninstantie"):
        letter.heading("De geschilleninstantie")
        letter.text(
            "Bent u niet tevreden over hoe uw klacht is afgehandeld? Of kan het niet van u worden gevraagd om uw "
            "klacht eerst bij ons in te dienen? Dan kunt u naar de geschilleninstantie. {{ lid.naam }} is aangesloten "
            "bij een erkende geschilleninstantie en vertelt u bij welke. De uitspraak is bindend: u en {{ lid.naam }} "
            "moeten zich eraan houden. De instantie kan ook een schadevergoeding toekennen, tot en met € 25.000. "
            "De geschilleninstantie kan wel kosten vragen."
        )
    with letter.when("regeling.gedwongen_zorg"):
        letter.heading("Klachten over verplichte of onvrijwillige zorg")
        letter.text(
            "Voor deze klachten is er volgens de wet een aparte klachtencommissie. Wij vertellen u welke dat is. "
            "U kunt gratis hulp krijgen: van de patiëntenvertrouwenspersoon (Wvggz) of van de "
            "cliëntenvertrouwenspersoon (Wzd)."
        )
    letter.heading("Waar kunt u nog meer terecht?")
    letter.bullets(
        [
            "**De rechter** beslist als u en {{ lid.naam }} het niet eens worden. Vraag eerst advies, "
            "bijvoorbeeld aan het Juridisch Loket.",
            "**De tuchtrechter** toetst of een zorgverlener zich aan de regels van zijn beroep hield. Het Landelijk "
            "Meldpunt Zorg (LMZ) legt u uit welke zorgverleners dat zijn.",
            "**De inspectie (IGJ)** lost uw klacht niet op, maar wil wel weten wat er misgaat. Melden kan via het LMZ.",
        ]
    )


def _privacy(letter: LetterBuilder) -> None:
    letter.heading("Hoe gaan wij om met uw gegevens?")
    letter.text(
        "Alleen de mensen die aan uw klacht werken, lezen uw dossier. Zij houden het geheim. Wij bewaren uw klacht "
        "apart van uw medisch dossier. Uw medisch dossier gebruiken wij alleen met toestemming. Is uw klacht twee jaar "
        "afgesloten? Dan halen wij alles weg waaraan iemand u kan herkennen. U mag uw gegevens inzien "
        "en laten verbeteren. U mag ook vragen om ze weg te halen."
    )
    letter.only_if(
        "regeling.heeft_fg",
        "Vragen over uw gegevens kunt u ook stellen aan de functionaris gegevensbescherming (FG), via "
        "{{ kantoor.email }}.",
    )


def _basis(letter: LetterBuilder) -> None:
    letter.heading("Wat kost het?")
    letter.text(
        "Niets. Wij behandelen uw klacht gratis, ook bij de klachtencommissie. Neemt u zelf een advocaat of een andere "
        "adviseur? Dan betaalt u die zelf."
    )
    letter.heading("Op welke wetten steunt deze regeling?")
    letter.rows("wet in wetten", ["Wet", "Waar het staat"], ["{{ wet.naam }}", "{{ wet.grondslag }}"], WIDTHS)
    letter.text("Wij volgen de procedure “{{ regeling.naam }}”.")
    letter.heading("Contact")
    letter.facts(
        ("Wie", "Hoe u ons bereikt"),
        [
            (
                "{{ kantoor.naam }}",
                "{{ kantoor.telefoon }}  ·  {{ kantoor.email }}\n{{ kantoor.straat }}, {{ kantoor.plaats }}",
            ),
            ("{{ lid.naam }}", '{{ lid.bereikbaar | join("  ·  ") }}\n{{ lid.adres | join(", ") }}'),
        ],
    )
    letter.text("Deze regeling geldt vanaf {{ brief.datum }}.")
