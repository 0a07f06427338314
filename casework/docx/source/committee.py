"""What the letters of the complaints committee have in common: who sits on it, what is in the file, who is meant."""

from documents.letter_builder import LetterBuilder


def about_whom(letter: LetterBuilder) -> None:
    """The persons at the care provider that the complaint is about, when there are any."""
    letter.only_if("beklaagden", "De klacht gaat over {{ beklaagden | opsomming }}.")


def file_index(letter: LetterBuilder) -> None:
    """The documents of the file, each with whom it came from and of which day it is."""
    letter.rows(
        "stuk in stukken",
        ["Nr.", "Stuk", "Van", "Datum"],
        ["{{ stuk.nummer }}", "{{ stuk.naam }}", "{{ stuk.van }}", "{{ stuk.datum }}"],
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
