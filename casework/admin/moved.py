"""The list of dates that move, as the pages of closures and clock rules show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework.models import Complaint
from casework.queries.moved import CaseName, Moved, case_names

MOST_SHOWN = 200


@dataclass(frozen=True)
class MovedLine:
    """One line of the list."""

    case: str
    url: str
    clock: str
    old: date
    new: date
    is_statutory: bool


@dataclass(frozen=True)
class MovedList:
    """The list, cut short when it is very long."""

    lines: Sequence[MovedLine]
    total: int

    @property
    def left_off(self) -> int:
        """How many are not shown."""
        return self.total - len(self.lines)

    @property
    def is_statutory_among(self) -> bool:
        """Whether a date moves that the law sets."""
        return any(line.is_statutory for line in self.lines)


def moved_list(moved: Sequence[Moved], user: Any) -> MovedList:
    """The list for a user. Two queries."""
    shown = moved[:MOST_SHOWN]
    names = case_names(Complaint.objects.all(), (one.complaint for one in shown), user)
    return MovedList(
        [_line(one, names[one.complaint]) for one in shown if one.complaint in names], len(moved)
    )


def _line(moved: Moved, name: CaseName) -> MovedLine:
    return MovedLine(
        case=_("hidden case") if name.is_hidden else name.number or _("new complaint"),
        url=reverse("admin:casework_complaint_change", args=[moved.complaint]) if name.is_visible else "",
        clock=moved.clock,
        old=moved.old,
        new=moved.new,
        is_statutory=moved.is_statutory,
    )
