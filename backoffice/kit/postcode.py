"""The Dutch postcode, as people read it: four digits, a space and two capitals."""

import re

# PostNL gives out no SA, SD and SS, but it is not up to us to refuse anybody over that.
AS_TYPED = re.compile(r"([1-9]\d{3}) ?([A-Z]{2})", re.ASCII)
AS_READ = re.compile(r"[1-9]\d{3} [A-Z]{2}", re.ASCII)


def spaced(text: str) -> str:
    """``1234ab`` as ``1234 AB``. What is no Dutch postcode, such as a foreign one, stays as it is."""
    found = AS_TYPED.fullmatch(" ".join(text.split()).upper())
    return f"{found[1]} {found[2]}" if found else text


def is_postcode(text: str) -> bool:
    """Whether a text is a Dutch postcode as it is kept."""
    return AS_READ.fullmatch(text) is not None
