"""Whether a text gives away who somebody is, by their name.

Pure. It finds what is spelled as in the name; a description that fits one person is for a reader to see.
"""

import re
from collections.abc import Iterable

# Parts of names that are ordinary words by themselves.
ORDINARY = frozenset(
    {"van", "der", "den", "het", "ter", "ten", "von", "mevrouw", "meneer", "heer", "familie"}
)
SHORTEST = 3


def is_named_in(text: str, names: Iterable[str]) -> bool:
    """Whether a word of one of these names stands in the text, as a whole word, spelled with its capital.

    Ordinary words and initials do not count: of "A. van der Jansen-Arts" it looks for Jansen and for Arts.
    """
    words = {word for name in names for word in telling_words(name)}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)


def telling_words(name: str) -> set[str]:
    """The words of a name that say who it is."""
    words = re.findall(r"\w+", name)
    return {word for word in words if len(word) >= SHORTEST and word.lower() not in ORDINARY}
