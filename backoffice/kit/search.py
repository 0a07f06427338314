"""The search box at the top of every page: each app registers how its things are found.

An app's ``search.py`` registers a `Searcher`; it starts from ``visible_to(user)`` and takes one query.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from backoffice.kit.registry import Registry
from backoffice.kit.transitions import Text

AT_MOST = 10  # hits per searcher on the results page
SHORTEST = 2  # characters: one letter finds everything and so nothing


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; an exact hit (the whole number was typed) is opened at once."""

    title: str
    url: str
    detail: Text = ""
    words: Text = ""
    level: str = "fine"
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Searcher:
    """How one kind of thing is found.

    ``find(user, text, limit)`` gives at most ``limit`` hits that the user may see, in one query. ``list_url(text)``
    is the address of the list that holds all of them. Only users with one of ``roles`` are served.
    """

    key: str
    title: Text
    roles: frozenset[str]
    order: int
    find: Callable[[Any, str, int], Iterable[Hit]]
    list_url: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What one searcher found; ``more_url`` opens the whole list when there is more than is shown."""

    title: Text
    hits: Sequence[Hit]
    more_url: str = ""


searchers: Registry[Searcher] = Registry("searchers")


def register(searcher: Searcher) -> None:
    """Add a searcher under its key."""
    searchers.register(searcher.key, searcher)


def search(user: Any, text: str) -> list[Found]:
    """What every searcher of the user's roles finds; nothing for less than `SHORTEST` characters."""
    sought = " ".join(text.split())
    if len(sought) < SHORTEST:
        return []
    mine = sorted(
        (one for one in searchers if one.roles & user.role_keys), key=lambda searcher: searcher.order
    )
    found = [_ask(searcher, user, sought) for searcher in mine]
    return [one for one in found if one.hits]


def only_exact(found: Sequence[Found]) -> Hit | None:
    """The one thing whose whole number was typed, if there is exactly one."""
    exact = [hit for one in found for hit in one.hits if hit.is_exact]
    return exact[0] if len(exact) == 1 else None


def _ask(searcher: Searcher, user: Any, sought: str) -> Found:
    hits = list(searcher.find(user, sought, AT_MOST + 1))
    is_more = len(hits) > AT_MOST and searcher.list_url is not None
    more_url = searcher.list_url(sought) if is_more and searcher.list_url else ""
    return Found(searcher.title, hits[:AT_MOST], more_url)
