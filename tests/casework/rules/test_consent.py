"""Consent per purpose: what stands, what may be shared, and that silence is no consent."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.models.consent import PURPOSE_LABELS
from casework.rules.consent import (
    LETTERS,
    Asked,
    Purpose,
    Standing,
    acts_for_another,
    may_be_asked,
    may_give,
    may_name_complainant,
    may_refer,
    may_share_with_provider,
    open_purposes,
    standing,
)

SHARE, NAME, REFER = Purpose.SHARE_WITH_PROVIDER, Purpose.NAME_COMPLAINANT, Purpose.REFER_TO_COMMITTEE
DAY = date(2026, 3, 24)
asked_times = st.lists(
    st.builds(
        Asked,
        purpose=st.sampled_from(Purpose),
        answer=st.sampled_from([None, True, False]),
        withdrawn_on=st.none(),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([], Standing.NOT_ASKED),
        ([Asked(SHARE)], Standing.ASKED),
        ([Asked(SHARE, True)], Standing.GIVEN),
        ([Asked(SHARE, False)], Standing.REFUSED),
        ([Asked(SHARE, True, DAY)], Standing.WITHDRAWN),
        ([Asked(SHARE, False), Asked(SHARE, True)], Standing.GIVEN),
        ([Asked(SHARE, True), Asked(SHARE, False)], Standing.REFUSED),
        ([Asked(SHARE, True, DAY), Asked(SHARE)], Standing.ASKED),
        ([Asked(SHARE, True), Asked(SHARE)], Standing.ASKED),
    ],
)
def test_the_last_time_counts(asked: list[Asked], expected: Standing) -> None:
    now = standing(asked)

    assert now[SHARE] is expected
    assert may_share_with_provider(now) is (expected is Standing.GIVEN)


@given(asked_times)
def test_nothing_but_a_yes_to_purpose_a_lets_the_provider_know(asked: list[Asked]) -> None:
    about_sharing = [one for one in asked if one.purpose == SHARE]
    expected = bool(about_sharing) and about_sharing[-1].answer is True

    now = standing(asked)

    assert may_share_with_provider(now) is expected
    assert not may_name_complainant(now) or may_share_with_provider(now)
    assert not may_refer(now) or may_share_with_provider(now)


def test_naming_and_referring_need_their_own_yes_too() -> None:
    now = standing([Asked(SHARE, True), Asked(NAME, False), Asked(REFER, True)])

    assert not may_name_complainant(now)
    assert may_refer(now)


def test_purposes_in_the_order_of_the_form() -> None:
    now = standing([Asked(REFER), Asked(SHARE, False), Asked(NAME, True)])

    assert open_purposes(now) == [REFER]
    assert may_be_asked(now) == [SHARE, Purpose.USE_MEDICAL_FILE, Purpose.INVOLVE_OTHER_PROVIDER]
    assert "".join(LETTERS[purpose] for purpose in Purpose) == "abcde"


def test_every_purpose_has_its_words_and_letter() -> None:
    assert set(PURPOSE_LABELS) == set(Purpose)


@dataclass(frozen=True)
class Somebody:
    role: str = "complainant"
    capacity: str = "self"
    has_authority: bool | None = None


@pytest.mark.parametrize(
    ("giver", "may"),
    [
        (Somebody(), True),
        (Somebody(capacity="survivor"), True),
        (Somebody(capacity="representative"), False),
        (Somebody(capacity="agent", has_authority=False), False),
        (Somebody(capacity="agent", has_authority=True), True),
        (Somebody(role="agent", capacity=""), False),
        (Somebody(role="representative", capacity="", has_authority=True), True),
    ],
)
def test_who_acts_for_another_gives_consent_with_authority_only(giver: Somebody, may: bool) -> None:
    assert may_give(giver) is may
    assert may or acts_for_another(giver)
