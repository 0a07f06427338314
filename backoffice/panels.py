"""Panels of the house itself: what the administrator watches."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_q.models import Failure

from backoffice.accounts.roles import Role
from backoffice.kit.panels import Panel, PanelData, PanelItem, register

SHOWN = 5


def failed_tasks(_user: Any, _today: date) -> PanelData:
    """The background tasks that failed, the newest first."""
    newest = Failure.objects.order_by("-stopped")
    url = reverse("admin:django_q_failure_changelist")
    return PanelData(
        count=newest.count(),
        url=url,
        items=[_card(failure) for failure in newest.only("id", "func", "stopped")[:SHOWN]],
        empty=_("No background task has failed."),
    )


def _card(failure: Failure) -> PanelItem:
    return PanelItem(
        title=failure.func.rsplit(".", 1)[-1],
        url=reverse("admin:django_q_failure_change", args=[failure.pk]),
        detail=failure.func,
        words=_("failed"),
        level="late",
    )


register(
    Panel(
        key="failed_tasks",
        title=_("Failed tasks"),
        roles=frozenset({Role.ADMINISTRATOR.value}),
        order=80,
        build=failed_tasks,
        level="late",
    )
)
