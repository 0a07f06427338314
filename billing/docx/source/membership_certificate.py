"""The proof of membership: which services a care provider has with the office, and for which period."""

from documents.letter_builder import LetterBuilder, Mark


def build() -> bytes:
    """The Word template."""
    letter = LetterBuilder("Bewijs van aansluiting", Mark("Lidnummer", "{{ lid.nummer }}"))
    letter.address("lid.adres", "{{ lid.naam }}")
    letter.reference([("Datum", "{{ brief.datum }}"), ("Telefoon", "{{ kantoor.telefoon }}")])
    letter.title("Bewijs van aansluiting")
    letter.text("Geachte heer of mevrouw,")
    letter.text(
        "Met deze brief kunt u laten zien dat **{{ lid.naam }}** lid is van {{ kantoor.naam }}, "
        "en welke diensten u bij ons heeft."
    )
    _member(letter)
    _services(letter)
    _validity(letter)
    letter.closing("Ledenadministratie", role="")
    return letter.content()


def _member(letter: LetterBuilder) -> None:
    letter.heading("Het lid")
    letter.facts(
        ("Gegeven", "Bij ons bekend als"),
        [
            ("Rechtsvorm", "{{ lid.rechtsvorm }}"),
            ("KvK-nummer", "{{ lid.kvk }}"),
            ("Vestigingsnummer", "{{ lid.vestigingsnummer }}"),
            ("Lid sinds", "{{ lid.sinds }}"),
            ("Zorg op grond van", "{{ lid.wetten | opsomming }}"),
        ],
    )


def _services(letter: LetterBuilder) -> None:
    letter.heading("De diensten")
    letter.rows(
        "dienst in diensten",
        ["Dienst", "Vanaf", "Tot en met"],
        ["{{ dienst.naam }}", "{{ dienst.van }}", "{{ dienst.tot }}"],
        [8.6, 3.8, 3.8],
    )


def _validity(letter: LetterBuilder) -> None:
    letter.text(
        "Dit is de stand van **{{ brief.datum }}**. Staat er ‘loopt door’? Dan loopt de dienst elk jaar door, "
        "tot een van ons opzegt. Verandert er iets, dan maken wij op uw verzoek een nieuw bewijs."
    )
    letter.text(
        "Wil iemand weten of dit bewijs klopt? Dat kan bij ons via {{ kantoor.telefoon }} of {{ kantoor.email }}. "
        "Noem daarbij het lidnummer: **{{ lid.nummer }}**."
    )
    letter.text(
        "Zet ook op uw website hoe cliënten een klacht kunnen indienen. Wij maken daar een klachtenregeling voor. "
        "Geef veranderingen in uw naam, adres of zorg aan ons door."
    )
