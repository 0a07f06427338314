"""Which services the care laws ask for, case by case (DOMAIN: members, subscriptions, money)."""

import pytest

from billing.rules.required_services import required

OFFICER, COMMITTEE, CONFIDANT = "klachtenfunctionaris", "klachtencommissie", "vertrouwenspersoon"


@pytest.mark.parametrize(
    ("laws", "services"),
    [
        (["Zvw"], {OFFICER}),
        (["Wlz"], {OFFICER}),
        (["Zvw", "Wlz"], {OFFICER}),
        (["Wmo"], {COMMITTEE}),
        (["hulpmiddelen"], {COMMITTEE}),
        (["Zvw", "Wmo"], {OFFICER, COMMITTEE}),
        (["Wlz", "Wmo"], {OFFICER, COMMITTEE}),
        (["Jeugdwet"], {CONFIDANT, COMMITTEE}),
        (["Jeugdwet", "Wlz", "Wmo"], {OFFICER, COMMITTEE, CONFIDANT}),
        ([], set()),
    ],
)
def test_laws_ask_for_services(laws: list[str], services: set[str]) -> None:
    assert required(laws) == services
