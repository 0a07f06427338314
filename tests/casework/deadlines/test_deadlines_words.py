"""The sentences of a why are complete in both languages and survive being stored."""

import json
import pickle
from string import Formatter

import pytest

from casework.rules.deadline_words import DUTCH, ENGLISH, from_stored, line


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    assert DUTCH.sentences.keys() == ENGLISH.sentences.keys()
    for key in DUTCH.sentences:
        assert values_of(DUTCH.sentences[key]) == values_of(ENGLISH.sentences[key]), key


def values_of(sentence: str) -> set[tuple[str | None, str | None]]:
    """The values a sentence asks for, and how it writes them."""
    return {(name, spec) for _, name, spec, _ in Formatter().parse(sentence) if name}


def test_a_line_reads_as_dutch_and_can_be_said_in_english() -> None:
    shifted = line("shifted", day="2026-05-05", free="2026-05-05", to="2026-05-06")

    assert shifted.startswith("Dinsdag 5 mei 2026 is Bevrijdingsdag.")
    assert shifted.said_in("en").startswith("Tuesday 5 May 2026 is Bevrijdingsdag.")
    assert shifted.said_in("xx") == shifted


def test_a_line_survives_being_stored() -> None:
    term = line("term", term=[1, "weeks"])

    again = from_stored(json.loads(json.dumps(term.stored())))

    assert again == term == "De termijn is 1 week."
    assert again.said_in("en") == "The term is 1 week."
    assert pickle.loads(pickle.dumps(term)).key == "term"  # noqa: S301 (our own bytes)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-04-27", "is Koningsdag"),
        ("2026-05-02", "is een dag in het weekend"),
        ("2026-05-15", "is een dag waarop het kantoor dicht is"),
    ],
)
def test_a_free_day_is_named_by_what_makes_it_free(day: str, name: str) -> None:
    assert name in line("not_shifted", day=day, free=day)
