"""The Dutch postcode in one way; a foreign one is left alone."""

import pytest

from backoffice.kit.postcode import is_postcode, spaced


@pytest.mark.parametrize("typed", ["1234AB", "1234 AB", "1234ab", " 1234  ab "])
def test_a_dutch_postcode_is_kept_in_one_way(typed: str) -> None:
    assert spaced(typed) == "1234 AB"
    assert is_postcode(spaced(typed))


@pytest.mark.parametrize("typed", ["", "0234AB", "1234 A", "B-2000", "48143", "1234 ABC", "12 34AB"])
def test_what_is_no_dutch_postcode_stays_as_it_was_typed(typed: str) -> None:
    assert spaced(typed) == typed
    assert not is_postcode(typed)
