"""How the search box finds members: by number, name or city."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from backoffice.kit.search import Hit, Searcher, register
from billing.models import Member
from billing.models.member import SEES_MEMBERS


def find(user: Any, text: str, limit: int) -> Iterator[Hit]:
    """The visible members with every word of the text; the whole number is an exact hit."""
    found = Member.objects.visible_to(user).search(text).order_by("number")
    for member in found.only("pk", "number", "name", "city")[:limit]:
        yield Hit(
            title=f"{member.number} {member.name}",
            url=reverse("admin:billing_member_change", args=[member.pk]),
            detail=member.city,
            is_exact=member.number.lower() == text.lower(),
        )


def list_url(text: str) -> str:
    """The list of members with this search."""
    return f"{reverse('admin:billing_member_changelist')}?{urlencode({'q': text})}"


register(
    Searcher(
        key="members",
        title=_("Members"),
        roles=frozenset(SEES_MEMBERS),
        order=20,
        find=find,
        list_url=list_url,
    )
)
