"""The change log of a member, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from billing.member_list.columns import TITLES
from billing.member_list.names import SEPARATOR, SUBSCRIPTIONS
from billing.models import Member, MemberChange

SHOWN = 50
CODES = frozenset({"laws", SUBSCRIPTIONS})


@dataclass(frozen=True, slots=True)
class LoggedField:
    """One field: what it is called, and from what to what."""

    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One line of the log with its fields."""

    change: MemberChange
    fields: tuple[LoggedField, ...]


def log_of(member: Member) -> list[LoggedChange]:
    """The last changes of a member, the newest first. Queries once."""
    rows = member.changes.select_related("by", "batch")[:SHOWN]
    return [LoggedChange(row, tuple(fields_of(row.changes))) for row in rows]


def fields_of(changes: dict[str, list[str]]) -> Iterator[LoggedField]:
    """The changed columns with their titles on the screen."""
    for name, (old, new) in changes.items():
        yield LoggedField(title_of(name), _listed(name, old), _listed(name, new))


def _listed(name: str, text: str) -> str:
    """Codes with commas, as people write them."""
    return text.replace(SEPARATOR, ", ") if name in CODES else text


def title_of(name: str) -> str:
    """What a column of the list, or a field of the member, is called on the screen."""
    if name in TITLES:
        return str(TITLES[name])
    titles = {field.name: field.verbose_name for field in Member._meta.concrete_fields}
    return str(titles.get(name, _("contacts") if name == "contacts" else name))
