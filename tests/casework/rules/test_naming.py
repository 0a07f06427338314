"""Which texts give away who somebody is."""

import pytest

from casework.rules.naming import is_named_in

NAMES = ("A. van der Jansen-Arts", "Ayşe Demir")


@pytest.mark.parametrize(
    "text",
    [
        "Mevrouw Jansen wacht al weken.",
        "(Jansen) belde.",
        "De familie Arts.",
        "Ayşe belde twee keer.",
        "Dat zei Demir.",
        "mevrouw Jansens dochter en Jansen zelf",
    ],
)
def test_a_word_of_the_name_gives_it_away(text: str) -> None:
    assert is_named_in(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "De arts kwam niet opdagen.",  # an ordinary word, without the capital of the name
        "Van het kastje naar de muur; der dagen zat.",
        "Mevrouw Jansens belde.",  # another name
        "De klager wacht al weken.",
        "A. zei dat het anders was.",
    ],
)
def test_ordinary_words_initials_and_other_names_do_not(text: str) -> None:
    assert not is_named_in(text, NAMES)


def test_without_names_nothing_is_given_away() -> None:
    assert not is_named_in("Mevrouw Jansen belde.", [])
