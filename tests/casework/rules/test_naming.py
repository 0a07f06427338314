"""Which texts give away who somebody is."""

import pytest

from casework.rules.naming import is_named_in, named_in

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
        "MEVROUW JANSEN WACHT AL WEKEN",
        "mevrouw\nJansen",
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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Li Wu", "Dat zei Li Wu."),
        ("Li Wu", "Dat zei Li\nWu."),
        ("jansen", "Mevrouw Jansen belde."),
        ("Wu", "Wu belde."),
    ],
)
def test_a_short_or_carelessly_typed_name_gives_it_away(name: str, text: str) -> None:
    assert is_named_in(text, [name])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Li Wu", "Wu belde, of Li."),
        ("Mevrouw", "Mevrouw Pietersen belde."),
        ("", "De klager belde."),
        ("A", "A en B."),
    ],
)
def test_a_piece_of_a_short_name_or_no_name_at_all_does_not(name: str, text: str) -> None:
    assert not is_named_in(text, [name])


def test_it_counts_how_often_each_piece_stands_there() -> None:
    assert named_in("Jansen en Jansen en Demir", NAMES) == {"Jansen": 2, "Demir": 1}


def test_without_names_nothing_is_given_away() -> None:
    assert not is_named_in("Mevrouw Jansen belde.", [])
