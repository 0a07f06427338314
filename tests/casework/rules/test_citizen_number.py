"""Citizen service numbers are noticed however they are written, and other numbers are left in peace."""

import pytest

from casework.rules.citizen_number import holds_citizen_number


@pytest.mark.parametrize(
    "text",
    ["111222333", "mijn bsn is 1112.22.333, dank", "BSN:111 222 333.", "(123456782)", "10000008"],
)
def test_a_citizen_number_is_noticed(text: str) -> None:
    assert holds_citizen_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "111222334",
        "053-1234567",
        "0612345678",
        "+31612345678",
        "01-02-2026",
        "K2026-00012",
        "000000000",
        "1112223330",
    ],
)
def test_another_number_is_left_in_peace(text: str) -> None:
    assert not holds_citizen_number(text)
