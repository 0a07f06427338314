"""What became of a complaint: the outcome of each part, and the overall outcome that follows from them.

Pure: knows no model, no language.
"""

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one part of a complaint, or of all of it."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    INADMISSIBLE = "inadmissible"
    NO_JURISDICTION = "no_jurisdiction"
    WITHDRAWN = "withdrawn"
    RESOLVED = "resolved"
    NO_JUDGEMENT = "no_judgement"


# What can be concluded outside the committee: an officer listens and mediates, and gives no judgement.
WITHOUT_JUDGEMENT = (Outcome.RESOLVED, Outcome.NO_JUDGEMENT, Outcome.WITHDRAWN, Outcome.NO_JURISDICTION)
FOUND_RIGHT = frozenset({Outcome.UPHELD, Outcome.PARTLY_UPHELD})
# Where the parts differ and none was found right, the one that says most about the whole comes first.
WEIGHTIEST_FIRST = (
    Outcome.NOT_UPHELD,
    Outcome.RESOLVED,
    Outcome.NO_JUDGEMENT,
    Outcome.INADMISSIBLE,
    Outcome.NO_JURISDICTION,
)


def overall(outcomes: Iterable[str]) -> Outcome | None:
    """The outcome of the whole out of the outcomes of its parts, in any order; None when there are no parts.

    What was withdrawn or resolved on the way does not colour a judgement on the rest. A complaint that was found
    right in one respect and not in another is partly upheld. Raises `ValueError` on an outcome that does not exist.
    """
    found = {Outcome(outcome) for outcome in outcomes}
    decisive = found - {Outcome.WITHDRAWN} or found
    if decisive & FOUND_RIGHT:
        rest = decisive - {Outcome.RESOLVED}
        return Outcome.UPHELD if rest == {Outcome.UPHELD} else Outcome.PARTLY_UPHELD
    for outcome in (*WEIGHTIEST_FIRST, Outcome.WITHDRAWN):
        if outcome in decisive:
            return outcome
    return None
