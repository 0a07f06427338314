"""The box of the start page with a person's reminders: each deadline once, until what it asks for is done."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.kit.paginator import CAP
from backoffice.kit.panels import SHOWN, PanelData, PanelItem
from casework.models import Reminder
from casework.presentation.deadlines import days_in_words, reminder_in_words


def reminders(user: Any, today: date) -> PanelData:
    """The reminders that still stand: for this user, or for whoever they stand in for when it was given. Queries."""
    rows = Reminder.objects.visible_to(user).for_person(user).standing().latest_per_deadline()
    counted = rows.order_by()[: CAP + 1].count()
    return PanelData(
        count=min(counted, CAP),
        is_capped=counted > CAP,
        items=[_item(reminder, today) for reminder in rows.for_list()[:SHOWN]],
        url=f"{reverse('admin:casework_deadline_changelist')}?whose=mine",
        empty=_("No reminders. The daily check puts them here."),
    )


def _item(reminder: Reminder, today: date) -> PanelItem:
    left = days_in_words(reminder.due_on, today)
    return PanelItem(
        title=str(reminder.deadline.complaint),
        url=reverse("admin:casework_deadline_change", args=[reminder.deadline_id]),
        detail=_what(reminder),
        words=str(left),
        level=left.level,
    )


def _what(reminder: Reminder) -> str:
    """What a reminder says, unless that held on its own day only: the days beside it say where it stands now."""
    spoke_of_its_day = reminder.kind.startswith(("before", "on"))
    return reminder.deadline.rule.title if spoke_of_its_day else reminder_in_words(reminder)
