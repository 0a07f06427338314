"""The links to complaints on the pages of other apps."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit.related_links import RelatedLink, related_links


def complaints_of(member: Any) -> str:
    """The list of the complaints about a member."""
    return f"{reverse('admin:casework_complaint_changelist')}?{urlencode({'member': member.number})}"


related_links.register(
    "complaints of a member",
    RelatedLink(
        model_label="billing.member",
        label=_("Complaints"),
        roles=frozenset({Role.COORDINATOR.value, Role.OFFICER.value}),
        url=complaints_of,
    ),
)
