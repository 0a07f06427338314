"""The overall outcome of a complaint, as a table and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.models.part import OUTCOME_LABELS
from casework.rules.outcomes import Outcome, overall

OUTCOMES = st.lists(st.sampled_from(Outcome), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["upheld"], "upheld"),
        (["upheld", "upheld"], "upheld"),
        (["upheld", "not_upheld"], "partly_upheld"),
        (["upheld", "inadmissible"], "partly_upheld"),
        (["partly_upheld", "not_upheld"], "partly_upheld"),
        (["not_upheld", "not_upheld"], "not_upheld"),
        (["not_upheld", "inadmissible"], "not_upheld"),
        (["upheld", "withdrawn"], "upheld"),
        (["upheld", "resolved"], "upheld"),
        (["not_upheld", "resolved"], "not_upheld"),
        (["resolved", "resolved"], "resolved"),
        (["resolved", "no_judgement"], "resolved"),
        (["resolved", "withdrawn"], "resolved"),
        (["withdrawn", "withdrawn"], "withdrawn"),
        (["inadmissible", "no_jurisdiction"], "inadmissible"),
        (["no_judgement"], "no_judgement"),
        (["no_jurisdiction"], "no_jurisdiction"),
    ],
)
def test_the_whole_follows_from_the_parts(parts: list[str], whole: str) -> None:
    assert overall(parts) == whole


def test_without_parts_there_is_no_outcome() -> None:
    assert overall([]) is None


def test_an_outcome_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="won"):
        overall(["upheld", "won"])


@given(OUTCOMES, st.randoms())
def test_order_and_repetition_do_not_matter(parts: list[Outcome], chance: object) -> None:
    shuffled = sorted(parts + parts, key=lambda _part: chance.random())  # type: ignore[attr-defined]

    assert overall(shuffled) == overall(parts)


@given(OUTCOMES)
def test_the_whole_is_upheld_or_partly_upheld_only_when_a_part_is(parts: list[Outcome]) -> None:
    was_right = overall(parts) in (Outcome.UPHELD, Outcome.PARTLY_UPHELD)

    assert was_right == bool({Outcome.UPHELD, Outcome.PARTLY_UPHELD} & set(parts))


@given(OUTCOMES)
def test_parts_that_agree_give_their_own_outcome(parts: list[Outcome]) -> None:
    first = parts[0]

    assert overall([first] * len(parts)) == first


def test_every_outcome_has_its_word() -> None:
    assert set(OUTCOME_LABELS) == set(Outcome)
