"""The pieces of the start page **Mijn werk**; each app registers its own, for the roles that need them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backoffice.kit.registry import Registry
from backoffice.kit.transitions import Text


@dataclass(frozen=True, slots=True)
class PanelItem:
    """One thing to do: where it leads, what it says, and how pressing it is (late, soon, fine)."""

    title: str
    url: str
    detail: Text = ""
    words: Text = ""
    level: str = "fine"
    action: Text = ""
    action_url: str = ""


@dataclass(frozen=True, slots=True)
class PanelData:
    """What a panel shows: a count that opens the list at ``url``, and the first items of it."""

    count: int
    items: Sequence[PanelItem] = ()
    url: str = ""
    empty: Text = ""
    is_capped: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A lane or box of the start page. ``build`` queries, limited to what the user may see."""

    key: str
    title: Text
    roles: frozenset[str]
    order: int
    build: Callable[[Any, date], PanelData]
    lane: bool = True
    level: str = "fine"


panels: Registry[Panel] = Registry("panels")


def register(panel: Panel) -> None:
    """Add a panel under its key."""
    panels.register(panel.key, panel)


def panels_for(user: Any) -> list[Panel]:
    """The panels of a user's roles, in order."""
    mine = [panel for panel in panels if panel.roles & user.role_keys]
    return sorted(mine, key=lambda panel: panel.order)
