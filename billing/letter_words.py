"""The Dutch words of letters to members; letters are Dutch whatever the language of the screen."""

from collections.abc import Mapping, Sequence

from billing.models.care_law import CareLaw

RUNS_ON = "loopt door"
SINCE_UNKNOWN = "niet bekend"

# Where the right to complain stands: the name of the law, and the place in it.
COMPLAINT_LAWS: Mapping[str, tuple[str, str]] = {
    CareLaw.ZVW: ("Wet kwaliteit, klachten en geschillen zorg (Wkkgz)", "artikel 13 tot en met 24"),
    CareLaw.WLZ: ("Wet kwaliteit, klachten en geschillen zorg (Wkkgz)", "artikel 13 tot en met 24"),
    CareLaw.WMO: ("Wet maatschappelijke ondersteuning 2015 (Wmo)", "artikel 3.2"),
    CareLaw.JEUGDWET: ("Jeugdwet", "artikel 4.2.1 en verder"),
    CareLaw.WVGGZ: ("Wet verplichte geestelijke gezondheidszorg (Wvggz)", "hoofdstuk 10"),
    CareLaw.WZD: ("Wet zorg en dwang (Wzd)", "artikel 53 en verder"),
    CareLaw.MEDICAL_AIDS: (
        "Regels voor leveranciers van hulpmiddelen",
        "de afspraken met de zorgverzekeraar",
    ),
}
DISPUTES_BODY_LAWS = frozenset({CareLaw.ZVW, CareLaw.WLZ})  # Wkkgz art. 18
COMPULSORY_CARE_LAWS = frozenset({CareLaw.WVGGZ, CareLaw.WZD})


def complaint_laws(laws: Sequence[str]) -> list[dict[str, str]]:
    """The laws behind a member's complaints procedure, each once, in the order of the care laws."""
    found = dict.fromkeys(COMPLAINT_LAWS[law] for law in CareLaw.values if law in laws)
    return [{"naam": name, "grondslag": place} for name, place in found]
