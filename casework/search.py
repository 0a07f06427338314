"""How the search box finds complaints: by number, the names of the people in it, or the member."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.search import Hit, Searcher, register
from casework.models import Complaint
from casework.presentation.deadlines import days_in_words
from casework.queries.complaints import NEWEST_FIRST

SEES_COMPLAINTS = frozenset({Role.COORDINATOR.value, Role.OFFICER.value, Role.SECRETARY.value})


def find(user: Any, text: str, limit: int) -> Iterator[Hit]:
    """The visible complaints with every word of the text; the whole number is an exact hit."""
    found = Complaint.objects.visible_to(user).search(text).for_list().order_by(*NEWEST_FIRST)
    for complaint in found[:limit]:
        yield _hit(complaint, text)


def _hit(complaint: Any, text: str) -> Hit:
    names = [complaint.complainants[0].name] if complaint.complainants else []
    member = [complaint.member.name] if complaint.member else []
    left = days_in_words(complaint.next_due_on, clock.today()) if complaint.next_due_on else None
    return Hit(
        title=f"{complaint} · {complaint.get_state_display()}",
        url=reverse("admin:casework_complaint_change", args=[complaint.pk]),
        detail=" · ".join([*names, *member]),
        words=str(left or ""),
        level=left.level if left else "fine",
        is_exact=(complaint.number or "").lower() == text.lower(),
    )


def list_url(text: str) -> str:
    """The list of complaints with this search."""
    return f"{reverse('admin:casework_complaint_changelist')}?{urlencode({'q': text})}"


register(
    Searcher(
        key="complaints",
        title=_("Complaints"),
        roles=SEES_COMPLAINTS,
        order=10,
        find=find,
        list_url=list_url,
    )
)
