"""Whether a text holds a citizen service number (BSN), which the office must not keep.

Pure. A BSN has eight or nine digits and passes the eleven test: the digits times 9, 8 … 2 and the last times −1 add up
to a multiple of eleven. One in eleven other numbers passes too, so a find is a warning and no refusal.
"""

import re

LENGTH = 9
# Eight or nine digits by themselves, perhaps in groups as people write them: 111222333, 1112.22.333, 111 222 333.
CANDIDATE = re.compile(r"(?<![\d+])\d(?:[ .-]?\d){7,8}(?![ .-]?\d)")
# The name of a file holds dates (20260324) more often than an old number of eight digits.
NINE_TOGETHER = re.compile(r"(?<!\d)\d{9}(?!\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def holds_citizen_number(text: str) -> bool:
    """Whether somewhere in the text stands a number that can be a BSN."""
    return any(is_citizen_number(found.group()) for found in CANDIDATE.finditer(text))


def name_holds_citizen_number(name: str) -> bool:
    """Whether somewhere in the name of a file stand nine digits that can be a BSN."""
    return any(is_citizen_number(found.group()) for found in NINE_TOGETHER.finditer(name))


def is_citizen_number(text: str) -> bool:
    """Whether the digits of a text pass the eleven test of the BSN."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) not in (LENGTH - 1, LENGTH) or not any(digits):
        return False
    padded = [0] * (LENGTH - len(digits)) + digits
    return sum(weight * digit for weight, digit in zip(WEIGHTS, padded, strict=True)) % 11 == 0
