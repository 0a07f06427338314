"""What the letters of the complaints committee have in common: who sits on it, what is in the file, who is meant."""

from documents.letter_builder import LetterBuilder

# In what capacity the complainant acts, which is worth saying only of who complains for another.
FOR_ANOTHER = "{% if client.is_een_ander %}, {{ klager.hoedanigheid }}{% endif %}"
MEANINGS = (
    "**Gegrond** betekent dat de klager gelijk krijgt, **deels gegrond** dat de klager voor een deel gelijk krijgt, en "
    "**ongegrond** dat de klager geen gelijk krijgt. **Niet-ontvankelijk** betekent dat de commissie dit onderdeel "
    "niet mocht behandelen. **Niet aan ons** betekent dat de commissie er niet over gaat. **Geen oordeel** betekent "
    "dat de commissie niet kon vaststellen wat er is gebeurd."
)


def about_whom(letter: LetterBuilder) -> None:
    """The persons at the care provider that the complaint is about, when there are any."""
    letter.only_if("beklaagden", "De klacht gaat over {{ beklaagden | opsomming }}.")


def file_index(letter: LetterBuilder) -> None:
    """The documents of the file, each with whom it came from and of which day it is."""
    letter.rows(
        "stuk in stukken",
        ["Nr.", "Stuk", "Van", "Datum"],
        [
            "{{ stuk.nummer }}",
            "{{ stuk.naam }}",
            "{{ stuk.van }}",
            "{% if stuk.datum %}{{ stuk.datum }}{% else %}onbekend{% endif %}",
        ],
        [1.2, 7.6, 3.8, 3.6],
    )


def panel(letter: LetterBuilder) -> None:
    """Who sits on the committee, and who writes for it."""
    letter.rows(
        "commissielid in commissieleden",
        ["Naam", "Rol"],
        ["{{ commissielid.naam }}", "{{ commissielid.rol }}"],
        [8.2, 8.0],
    )
