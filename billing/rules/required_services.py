"""Which services a member must have, by the care laws it works under (DOMAIN: members, subscriptions, money)."""

from collections.abc import Collection

OFFICER = "klachtenfunctionaris"
COMMITTEE = "klachtencommissie"
CONFIDANT = "vertrouwenspersoon"

# Wvggz and Wzd have complaints committees of their own by law (Wvggz 10:1, Wzd 53), which this office does not offer.
SERVICES_BY_LAW: dict[str, frozenset[str]] = {
    "Zvw": frozenset({OFFICER}),  # Wkkgz art. 15
    "Wlz": frozenset({OFFICER}),  # Wkkgz art. 15
    "Wmo": frozenset({COMMITTEE}),  # Wmo 2015 art. 3.2
    "Jeugdwet": frozenset({CONFIDANT, COMMITTEE}),  # Jeugdwet 4.1.4 and 4.2.1
    "hulpmiddelen": frozenset({COMMITTEE}),
}


def required(laws: Collection[str]) -> set[str]:
    """The product codes that these laws ask for together; laws that ask for nothing here add nothing."""
    return {code for law in laws for code in SERVICES_BY_LAW.get(law, frozenset())}
