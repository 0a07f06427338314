"""The annual report: how many complaints, what about, how they ended, and what was learned; traceable to nobody."""

from documents.letter_builder import LetterBuilder, Mark

COUNT = 3.2
READERS = "{% if lid.naam %}{{ lid.naam }}{% else %}iedereen, en de inspectie (IGJ){% endif %}"


def build() -> bytes:
    """The Word template; of all members together, or of one."""
    letter = LetterBuilder("Jaarverslag klachten", Mark("Verslagjaar", "{{ verslag.jaar }}"))
    letter.reference(
        [
            ("Vastgesteld op", "{{ brief.datum }}"),
            ("Gemaakt door", "{{ kantoor.naam }}"),
            ("Bestemd voor", READERS),
        ]
    )
    letter.title("Jaarverslag klachten {{ verslag.jaar }}")
    _beginning(letter)
    _how_many(letter)
    _about_what(letter)
    _how_long(letter)
    _mediation(letter)
    _committee(letter)
    _confidants(letter)
    _ending(letter)
    return letter.content()


def _beginning(letter: LetterBuilder) -> None:
    letter.text(
        "In dit verslag leest u hoeveel klachten wij kregen, waar die over gingen en hoe ze afliepen."
    )
    letter.only_if(
        "not lid.naam",
        "Het verslag is openbaar. Wij sturen het ook naar de Inspectie Gezondheidszorg en Jeugd (IGJ).",
    )
    letter.only_if(
        "lid.naam",
        "Dit verslag gaat alleen over klachten over **{{ lid.naam }}**, voor het eigen jaarverslag.",
    )
    letter.text(
        "Niemand mag in dit verslag te herkennen zijn. Daarom staat er bij kleine aantallen ‘minder dan 5’. Staat er "
        "‘niet getoond’? Dan zou u met dat getal een klein aantal kunnen uitrekenen."
    )
    letter.heading("Het jaar in het kort")
    letter.numbers(
        ("Klachten", "Aantal"),
        [
            ("Open op 1 januari", "{{ aantal.open_begin }}"),
            ("Ontvangen", "{{ aantal.ontvangen }}"),
            ("Afgesloten", "{{ aantal.afgesloten }}"),
            ("Open op 31 december", "{{ aantal.open_eind }}"),
        ],
    )
    with letter.each("alinea in verslag.inleiding"):
        letter.text("{{ alinea }}")


def _how_many(letter: LetterBuilder) -> None:
    letter.heading("Wanneer kwamen de klachten binnen?")
    _counts(letter, "maand in maanden", "Maand", closed=True)
    letter.heading("Over welke zorg gingen de klachten?")
    _counts(letter, "sector in sectoren", "Soort zorg")
    letter.heading("Onder welke wet viel de zorg?")
    _counts(letter, "wet in wetten", "Wet")
    letter.heading("Hoe kwamen de klachten binnen?")
    _counts(letter, "kanaal in kanalen", "Manier")
    with letter.when("leden"):
        letter.heading("Over welke zorgaanbieders gingen de klachten?")
        letter.text(
            "Zorgaanbieders met minder dan 5 klachten staan hier samen. Veel klachten betekent niet dat de zorg slecht "
            "is: grote zorgaanbieders krijgen er meer."
        ).paragraph_format.keep_with_next = True
        _counts(letter, "zorgaanbieder in leden", "Zorgaanbieder", closed=True)


def _counts(letter: LetterBuilder, loop: str, head: str, *, closed: bool = False) -> None:
    """A table of names with how many complaints were received and, when asked, closed."""
    one = loop.partition(" ")[0]
    counts = ["ontvangen", "afgesloten"] if closed else ["ontvangen"]
    letter.rows(
        loop,
        [head, *(count.capitalize() for count in counts)],
        [f"{{{{ {one}.{name} }}}}" for name in ("naam", *counts)],
        [16.2 - COUNT * len(counts), *[COUNT] * len(counts)],
        amounts=range(1, len(counts) + 1),
    )


def _about_what(letter: LetterBuilder) -> None:
    letter.heading("Waar gingen de klachten over?")
    letter.text(
        "Een klacht kan uit meer onderdelen bestaan. Hier tellen wij alle onderdelen die dit jaar zijn afgesloten."
    ).paragraph_format.keep_with_next = True
    _outcomes(letter, [("totaal", "Onderdelen")])
    letter.heading("Hoe liepen de klachten af?")
    letter.small_heading("Wel of niet gegrond")
    _outcomes(
        letter,
        [
            ("gegrond", "Gegrond"),
            ("deels_gegrond", "Deels gegrond"),
            ("ongegrond", "Ongegrond"),
            ("geen_oordeel", "Geen oordeel"),
        ],
    )
    letter.small_heading("Op een andere manier")
    _outcomes(
        letter,
        [
            ("opgelost", "Opgelost"),
            ("ingetrokken", "Ingetrokken"),
            ("niet_ontvankelijk", "Niet-ontvankelijk"),
            ("onbevoegd", "Niet aan ons"),
        ],
    )


def _outcomes(letter: LetterBuilder, columns: list[tuple[str, str]]) -> None:
    width = COUNT if len(columns) == 1 else 2.7
    letter.rows(
        "onderwerp in onderwerpen",
        ["Onderwerp", *(head for _name, head in columns)],
        ["{{ onderwerp.naam }}", *(f"{{{{ onderwerp.{name} }}}}" for name, _head in columns)],
        [16.2 - width * len(columns), *[width] * len(columns)],
        amounts=range(1, len(columns) + 1),
    )


def _how_long(letter: LetterBuilder) -> None:
    letter.heading("Hoe lang duurde het?")
    letter.only_if(
        "duur.mediaan",
        "De helft van de klachten was klaar binnen **{{ duur.mediaan }} dagen**. Negen van de tien klachten waren "
        "klaar binnen **{{ duur.p90 }} dagen**.",
    )
    letter.only_if("not duur.mediaan", "Er zijn te weinig klachten om te laten zien hoe lang het duurde.")
    letter.rows(
        "termijn in termijnen",
        ["Wat moest gebeuren", "Binnen", "Op tijd", "Verlengd"],
        ["{{ termijn.wat }}", "{{ termijn.termijn }}", "{{ termijn.op_tijd }}", "{{ termijn.verlengd }}"],
        [7.7, 3.0, 2.5, 3.0],
        amounts=(2, 3),
    )


def _mediation(letter: LetterBuilder) -> None:
    letter.heading("Hoe vaak hielp bemiddelen?")
    letter.numbers(
        ("Bemiddeling", "Aantal"),
        [
            ("Gesprekken", "{{ bemiddeling.gesprekken }}"),
            ("Samen opgelost", "{{ bemiddeling.opgelost }}"),
            ("Opgelost van alle gesprekken", "{{ bemiddeling.aandeel }}"),
        ],
    )


def _committee(letter: LetterBuilder) -> None:
    letter.heading("Wat deed de klachtencommissie?")
    letter.numbers(
        ("De commissie", "Aantal"),
        [
            ("Oordelen", "{{ commissie.oordelen }}"),
            ("Aanbevelingen", "{{ commissie.aanbevelingen }}"),
            ("Maatregelen genomen", "{{ commissie.maatregelen }}"),
        ],
    )
    with letter.when("lessen"):
        letter.heading("Wat is er geleerd?")
        letter.rows(
            "les in lessen",
            ["Wat de commissie aanbeval", "Wat ermee is gedaan"],
            ["{{ les.aanbeveling }}", "{{ les.maatregel }}"],
            [8.1, 8.1],
        )


def _confidants(letter: LetterBuilder) -> None:
    with letter.when("contacten"):
        letter.heading("Wat deden de vertrouwenspersonen?")
        letter.text(
            "Wat iemand aan een vertrouwenspersoon vertelt, blijft geheim. Daarom staan hier alleen aantallen."
        ).paragraph_format.keep_with_next = True
        letter.rows(
            "contact in contacten",
            ["Contact", "Aantal"],
            ["{{ contact.soort }}", "{{ contact.aantal }}"],
            [16.2 - COUNT, COUNT],
            amounts=[1],
        )


def _ending(letter: LetterBuilder) -> None:
    letter.heading("Welke regels gelden er?")
    letter.text(
        "Wij behandelen klachten volgens de wet die voor de zorg geldt, zoals de Wet kwaliteit, klachten en geschillen "
        "zorg (Wkkgz). In onze klachtenprocedure staat dat wij elk jaar verslag doen."
    )
    letter.heading("Wat gaat er nu gebeuren?")
    letter.text(
        "Wij bespreken de lessen met de zorgaanbieders. Wij volgen of zij doen wat zij hebben beloofd. Daarover "
        "leest u in het volgende jaarverslag."
    )
    letter.heading("Heeft u vragen of een klacht?")
    letter.text(
        "Bel {{ kantoor.naam }} op {{ kantoor.telefoon }} of mail naar {{ kantoor.email }}. Op {{ kantoor.website }} "
        "leest u hoe u een klacht indient."
    )
