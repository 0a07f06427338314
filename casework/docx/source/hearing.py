"""What both invitations to a hearing of the committee say about it."""

from collections.abc import Sequence

from casework.docx.source.committee import panel
from documents.letter_builder import LetterBuilder

HELP = (
    "**Neem iemand mee.** U mag iemand meenemen die u helpt of steunt.",
    "**Laat iemand namens u praten.** Dat mag een advocaat zijn, of iemand anders. Geef dan een briefje mee waarin "
    "staat dat dit mag, met uw handtekening.",
)
PRACTICAL = (
    "**Heeft u iets nodig om mee te doen?** Bijvoorbeeld een tolk, of een ingang voor een rolstoel? Bel ons."
)


def judges(letter: LetterBuilder, other: str) -> None:
    """Who sits on the committee, and how a member can be challenged; ``other`` is the other side."""
    letter.heading("Wie zitten er in de commissie?")
    panel(letter)
    letter.text(
        "De leden werken niet bij de zorgaanbieder. Denkt u toch dat een lid niet eerlijk kan oordelen? Bijvoorbeeld "
        f"omdat u of {other} dit lid kent? Dan mag u vragen om een ander lid. Dat heet **wraking**. "
        "Vraag dit uiterlijk op **{{ wraking.uiterlijk_op | datum_met_dag }}** en schrijf erbij waarom."
    )


def assistance(letter: LetterBuilder, *more: str) -> None:
    """Nobody needs to come alone."""
    letter.heading("Wie kan u helpen?")
    letter.bullets([*HELP, *more, PRACTICAL])


def when_you_stay_away(letter: LetterBuilder, steps: Sequence[str]) -> None:
    """What happens now, and what when somebody does not come."""
    letter.heading("Wat gaat er nu gebeuren?")
    letter.numbered(steps)
    letter.text(
        "Kunt u niet komen? Bel ons dan meteen. Misschien kan de zitting op een andere dag. Komt u niet, dan kan de "
        "zitting toch doorgaan."
    )
