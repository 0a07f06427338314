"""Links on one app's page to another app's list, when the first may not know the second: a member's complaints."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backoffice.kit.registry import Registry
from backoffice.kit.transitions import Text


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A link on the page of every object of a model (``billing.member``), for users with one of the roles."""

    model_label: str
    label: Text
    roles: frozenset[str]
    url: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link of one page."""

    label: Text
    url: str


related_links: Registry[RelatedLink] = Registry("related links")


def links_of(subject: Any, user: Any) -> list[ShownLink]:
    """The links on the page of an object for a user."""
    mine = [
        link
        for link in related_links
        if link.model_label == subject._meta.label_lower and link.roles & user.role_keys
    ]
    return [ShownLink(link.label, link.url(subject)) for link in mine]
