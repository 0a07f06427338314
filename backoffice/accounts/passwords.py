"""Passwords that everybody tries first, beside the list of common ones that Django brings."""

import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What is left of a guess when its figures, signs and repetitions are taken off; offline, in Dutch and English.
GUESSED_FIRST = frozenset((Path(__file__).parent / "guessed_first.txt").read_text().split())
SURROUNDINGS = "0123456789!?.,@#$%&*-_ "
LEET = str.maketrans("013457@$!", "oleastasi")
FEWEST_SIGNS = 4


class PredictablePasswordValidator:
    """Refuses a password that is a word everybody tries, however many figures and signs surround it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` when nothing but such a word, or a few signs over and over, is left."""
        if len(set(password.lower())) < FEWEST_SIGNS or not GUESSED_FIRST.isdisjoint(_bare_words(password)):
            raise ValidationError(
                _("This password is easy to guess: it is a well-known word with figures or signs around it."),
                code="password_predictable",
            )

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("No well-known word with figures or signs around it. Make a short sentence of your own.")


def _bare_words(password: str) -> set[str]:
    """The password without what people put around a word, read as it is and with figures read as letters."""
    lower = password.lower()
    readings = (lower, lower.strip(SURROUNDINGS).translate(LEET))
    return {_once(re.sub(r"[^a-z]", "", reading)) for reading in readings}


def _once(word: str) -> str:
    """A word that repeats itself, said once."""
    repeated = re.fullmatch(r"(.+?)\1+", word)
    return repeated.group(1) if repeated else word
