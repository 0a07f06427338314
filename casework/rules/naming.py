"""Whether a text gives away who somebody is, by their name.

Pure. It finds what is spelled as in the name; a description that fits one person is for a reader to see.
"""

import re
from collections import Counter
from collections.abc import Iterable

# Parts of names that are ordinary words by themselves.
ORDINARY = frozenset(
    {"van", "der", "den", "het", "ter", "ten", "von", "mevrouw", "meneer", "heer", "familie"}
)
SHORTEST = 3


def is_named_in(text: str, names: Iterable[str]) -> bool:
    """Whether a word of one of these names stands in the text, as a whole word, spelled with its capital.

    Ordinary words and initials do not count: of "A. van der Jansen-Arts" it looks for Jansen and for Arts. Of a name
    that is short all over, such as "Li Wu", it looks for the whole.
    """
    return bool(named_in(text, names))


def named_in(text: str, names: Iterable[str]) -> Counter[str]:
    """How often each telling piece of these names stands in the text."""
    pieces = {piece for name in names for piece in telling_pieces(name)}
    return Counter({piece: found for piece in pieces if (found := len(_as_written(piece).findall(text)))})


def telling_pieces(name: str) -> set[str]:
    """What of a name says who it is: its long words, or all of it when there are none."""
    words = re.findall(r"\w+", name)
    telling = {word for word in words if len(word) >= SHORTEST and word.lower() not in ORDINARY}
    is_short = not telling and any(word.lower() not in ORDINARY for word in words)
    return telling or ({" ".join(name.split())} if is_short and len(name.strip()) > 1 else set())


def _as_written(piece: str) -> re.Pattern[str]:
    """The piece as it is, with a capital, or all in capitals; whatever white space stands between its words."""
    spellings = {piece, piece[:1].upper() + piece[1:], piece.upper()}
    words = ("".join(r"\s+" if sign == " " else re.escape(sign) for sign in one) for one in spellings)
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)")
