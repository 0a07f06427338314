"""The pieces of the start page **Mijn werk**; each app registers its own, for the roles that need them.

An app's ``panels.py`` registers a `Panel`. A lane is a column of cards (late, today, this week, waiting for another);
the other panels stand below, as a figure, as facts in words or as bars.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backoffice.kit.registry import Registry
from backoffice.kit.transitions import Text

SHOWN = 6  # cards in a lane; the count opens the list with all


@dataclass(frozen=True, slots=True)
class PanelItem:
    """One thing to do: where it leads, what it says, and how pressing it is (late, soon, fine).

    ``words`` says the urgency ("2 days late"), so that colour is never alone; ``action`` is the one next step.
    """

    title: str
    url: str
    detail: Text = ""
    words: Text = ""
    level: str = "fine"
    action: Text = ""
    action_url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its name ("portal", 3), that can open the list behind it."""

    label: Text
    value: str | int
    url: str = ""


@dataclass(frozen=True, slots=True)
class PanelData:
    """What a panel shows: a count that opens the list at ``url``, and the first items of it.

    ``figure`` stands in the count's place when it is no count ("94 %"). ``bars`` are drawn beside each other, in
    order. ``empty`` says what to do when there is nothing.
    """

    count: int = 0
    items: Sequence[PanelItem] = ()
    url: str = ""
    empty: Text = ""
    is_capped: bool = False
    figure: Text = ""
    facts: Sequence[Fact] = ()
    bars: Sequence[Fact] = field(default=())

    @property
    def headline(self) -> Text:
        """The figure, or the count as people read it ("10.000+")."""
        if self.figure:
            return self.figure
        counted = f"{self.count:,}".replace(",", ".")
        return f"{counted}+" if self.is_capped else counted

    @property
    def shown(self) -> Sequence[PanelItem]:
        """The first items, as many as a lane holds."""
        return self.items[:SHOWN]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to show."""
        return not (self.count or self.figure or self.items or self.facts or self.bars)


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


@dataclass(frozen=True, slots=True)
class BuiltPanel:
    """A panel with what it shows today."""

    panel: Panel
    data: PanelData


panels: Registry[Panel] = Registry("panels")


def register(panel: Panel) -> None:
    """Add a panel under its key."""
    panels.register(panel.key, panel)


def panels_for(user: Any) -> list[Panel]:
    """The panels of a user's roles, in order."""
    mine = [panel for panel in panels if panel.roles & user.role_keys]
    return sorted(mine, key=lambda panel: panel.order)


def build_for(user: Any, today: date) -> list[BuiltPanel]:
    """What the start page of a user shows on a day. Queries, as each panel needs."""
    return [BuiltPanel(panel, panel.build(user, today)) for panel in panels_for(user)]
