"""The judgement as everybody may read it: what it was about, what the committee found, and nothing that says whose."""

from casework.docx.source.committee import MEANINGS
from documents.letter_builder import LetterBuilder, Mark


def build() -> bytes:
    """The Word template. Its mark is the year: a number would lead back to the case."""
    letter = LetterBuilder("Gepubliceerd oordeel", Mark("Jaar", "{{ oordeel.jaar }}"))
    letter.reference([("Uitkomst", "{{ oordeel.uitkomst }}"), ("Oordeel van", "de klachtencommissie")])
    letter.title("Samenvatting van een oordeel")
    letter.text(
        "De klachtencommissie heeft een oordeel gegeven over een klacht in de zorg. Hier leest u kort waar het over "
        "ging en wat de commissie vond. Wij publiceren dit zodat anderen ervan kunnen leren. Er staan geen namen, "
        "plaatsen en dagen in. Zo blijft vertrouwelijk om wie het ging."
    )
    letter.heading("Waar ging de klacht over?")
    letter.text("{{ samenvatting.klacht }}")
    letter.heading("Wat vond de commissie?")
    letter.text("{{ samenvatting.oordeel }}")
    letter.rows(
        "onderdeel in onderdelen",
        ["Onderwerp", "Uitkomst"],
        ["{{ onderdeel.categorie }}", "{{ onderdeel.uitkomst }}"],
        [10.2, 6.0],
    )
    letter.text(MEANINGS)
    with letter.when("aanbevelingen"):
        letter.heading("Wat heeft de commissie aanbevolen?")
        with letter.each("aanbeveling in aanbevelingen"):
            letter.text("{{ aanbeveling }}", style="List Bullet")
    with letter.when("samenvatting.reactie"):
        letter.heading("Wat heeft de zorgaanbieder daarmee gedaan?")
        letter.text("{{ samenvatting.reactie }}")
    letter.heading("Heeft u zelf een klacht of een vraag?")
    letter.text(
        "Bel {{ kantoor.naam }} op {{ kantoor.telefoon }} of mail naar {{ kantoor.email }}. "
        "Op {{ kantoor.website }} leest u hoe u een klacht indient. Dat kost u niets."
    )
    return letter.content()
