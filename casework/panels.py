"""The start page of whoever handles complaints: four lanes of work, what came in, and how it stands."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit.next_step import likeliest
from backoffice.kit.paginator import CAP
from backoffice.kit.panels import SHOWN, Fact, Panel, PanelData, PanelItem, register
from backoffice.kit.transitions import step_options
from casework.models import Channel, Complaint, Deadline
from casework.presentation.deadlines import days_in_words
from casework.queries.figures import AGE_GROUPS, by_age, in_time_share
from casework.queries.worklist import Group
from casework.reminders_box import reminders

HANDLERS = frozenset({Role.COORDINATOR.value, Role.OFFICER.value, Role.SECRETARY.value})
COORDINATORS = frozenset({Role.COORDINATOR.value})
MINE = {"whose": "mine"}


def list_url(**filters: str) -> str:
    """The list of complaints with these filters."""
    return f"{reverse('admin:casework_complaint_changelist')}?{urlencode(filters)}"


def _lane(group: Group, empty: Any) -> Callable[[Any, date], PanelData]:
    """Builds the lane of one group of work: this user's own, the first date first."""

    def build(user: Any, today: date) -> PanelData:
        rows = Complaint.objects.visible_to(user).to_do_for(user).group(group, today)
        counted = rows.order_by()[: CAP + 1].count()
        first = rows.for_cards().order_by("next_due_on", "pk")[:SHOWN]
        return PanelData(
            count=min(counted, CAP),
            is_capped=counted > CAP,
            items=[_card(complaint, user, today) for complaint in first],
            url=list_url(group=group.value, **MINE),
            empty=empty,
        )

    return build


def _card(complaint: Any, user: Any, today: date) -> PanelItem:
    left = days_in_words(complaint.next_due_on, today)
    step = likeliest(step_options(complaint, user))
    url = reverse("admin:casework_complaint_change", args=[complaint.pk])
    return PanelItem(
        title=capfirst(str(complaint)),
        url=url,
        detail=_what(complaint),
        words=str(left),
        level=left.level,
        action=step.label if step else "",
        action_url=f"{url}?step={step.name}#step" if step else "",
    )


def _what(complaint: Any) -> str:
    clocks = [clock.rule.title for clock in complaint.running_clocks[:1]]
    names = [party.name for party in complaint.complainants[:1]]
    return " · ".join([*names, *clocks])


def arrivals(user: Any, today: date) -> PanelData:
    """What came in and waits for the first assessment, by the way it came."""
    rows = Complaint.objects.visible_to(user).group(Group.NEW, today)
    counted = dict(rows.order_by().values_list("channel").annotate(Count("pk")))
    facts = [
        Fact(channel.label, counted[channel.value], list_url(group=Group.NEW.value, channel=channel.value))
        for channel in Channel
        if channel.value in counted
    ]
    return PanelData(
        count=sum(counted.values()),
        facts=facts,
        url=list_url(group=Group.NEW.value),
        empty=_("Nothing new. What comes in stands here until it is registered."),
    )


def open_by_age(user: Any, today: date) -> PanelData:
    """The open complaints by the weeks since receipt."""
    rows: QuerySet[Any] = Complaint.objects.visible_to(user).group(Group.OPEN, today)
    counted = by_age(rows, today)
    bars = [
        Fact(
            _("%(weeks)s weeks") % {"weeks": group.key},
            counted[group.key],
            list_url(group=Group.OPEN.value, age=group.key),
        )
        for group in AGE_GROUPS
    ]
    return PanelData(count=sum(counted.values()), bars=bars, url=list_url(group=Group.OPEN.value))


def in_time(user: Any, today: date) -> PanelData:
    """How many of the clocks that stopped this year did so in time."""
    share = in_time_share(Deadline.objects.visible_to(user), today.year)
    return PanelData(
        figure="" if share is None else f"{share} %", empty=_("No clock has stopped this year yet.")
    )


register(
    Panel(
        key="late",
        title=_("Late"),
        roles=HANDLERS,
        order=10,
        build=_lane(Group.LATE, _("Nothing is late.")),
        level="late",
    )
)
register(
    Panel(
        key="today",
        title=_("Today"),
        roles=HANDLERS,
        order=20,
        build=_lane(Group.TODAY, _("No date falls today.")),
        level="soon",
    )
)
register(
    Panel(
        key="week",
        title=_("This week"),
        roles=HANDLERS,
        order=30,
        build=_lane(Group.THIS_WEEK, _("No other date falls this week.")),
    )
)
register(
    Panel(
        key="waiting",
        title=_("Waiting for someone else"),
        roles=HANDLERS,
        order=40,
        build=_lane(Group.WAITING, _("You wait for nobody.")),
    )
)
register(
    Panel(
        key="reminders",
        title=_("Reminders"),
        roles=HANDLERS,
        order=45,
        build=reminders,
        lane=False,
    )
)
register(
    Panel(
        key="arrivals",
        title=_("New arrivals"),
        roles=COORDINATORS,
        order=50,
        build=arrivals,
        lane=False,
    )
)
register(
    Panel(
        key="open-by-age",
        title=_("Open complaints by age"),
        roles=COORDINATORS | {Role.OFFICER.value},
        order=60,
        build=open_by_age,
        lane=False,
    )
)
register(
    Panel(
        key="in-time",
        title=_("Within term this year"),
        roles=COORDINATORS,
        order=70,
        build=in_time,
        lane=False,
    )
)
