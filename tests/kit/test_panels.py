"""The panels of the start page: whose they are, in which order, and how they read."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from backoffice.kit import panels
from backoffice.kit.panels import SHOWN, Fact, Panel, PanelData, PanelItem, build_for, register
from backoffice.kit.registry import AlreadyRegistered, Registry

DAY = date(2026, 3, 24)
OFFICER: Any = SimpleNamespace(role_keys=frozenset({"officer", "confidant"}))


@pytest.fixture(autouse=True)
def _empty_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "panels", Registry("panels"))


def panel(key: str, role: str, order: int) -> Panel:
    return Panel(key, key, frozenset({role}), order, lambda _user, today: PanelData(count=today.day))


def test_a_user_gets_the_panels_of_all_own_roles_in_order() -> None:
    for made in (panel("week", "officer", 30), panel("late", "confidant", 10), panel("money", "finance", 5)):
        register(made)

    built = build_for(OFFICER, DAY)

    assert [one.panel.key for one in built] == ["late", "week"]
    assert {one.data.count for one in built} == {24}


def test_two_panels_cannot_have_one_key() -> None:
    register(panel("late", "officer", 10))

    with pytest.raises(AlreadyRegistered):
        register(panel("late", "finance", 10))


@pytest.mark.parametrize(
    ("data", "headline"),
    [
        (PanelData(count=7), "7"),
        (PanelData(count=1234), "1.234"),
        (PanelData(count=10_000, is_capped=True), "10.000+"),
        (PanelData(count=3, figure="94 %"), "94 %"),
    ],
)
def test_the_headline_reads_as_people_write_it(data: PanelData, headline: str) -> None:
    assert data.headline == headline


def test_a_lane_shows_the_first_cards_only() -> None:
    data = PanelData(count=20, items=[PanelItem(str(index), "/") for index in range(20)])

    assert [item.title for item in data.shown] == [str(index) for index in range(SHOWN)]


def test_a_panel_with_bars_is_not_empty() -> None:
    assert PanelData().is_empty
    assert not PanelData(bars=[Fact("0–2", 4)]).is_empty
