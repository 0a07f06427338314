"""The words and signs that values take in a letter, per language."""

from dataclasses import dataclass

from backoffice.kit.day_names import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one language calls months, days, yes and no, and how it writes numbers."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    yes: str
    no: str
    conjunction: str
    decimal_sign: str
    thousands_sign: str
    short_date: str


DUTCH = Words(
    months=MONTHS["nl"],
    weekdays=WEEKDAYS["nl"],
    yes="ja",
    no="nee",
    conjunction=" en ",
    decimal_sign=",",
    thousands_sign=".",
    short_date="%d-%m-%Y",
)

ENGLISH = Words(
    months=MONTHS["en"],
    weekdays=WEEKDAYS["en"],
    yes="yes",
    no="no",
    conjunction=" and ",
    decimal_sign=".",
    thousands_sign=",",
    short_date="%d/%m/%Y",
)

LANGUAGES = {"nl": DUTCH, "en": ENGLISH}
DEFAULT_LANGUAGE = "nl"


def known_language(code: str) -> str:
    """The language whose words a letter in this language takes: `en-gb` is English, what we do not know is Dutch."""
    base = code.lower().partition("-")[0]
    return base if base in LANGUAGES else DEFAULT_LANGUAGE
