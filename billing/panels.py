"""What the start page shows of members and what they have."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.accounts.roles import Role
from backoffice.kit.panels import SHOWN, Panel, PanelData, PanelItem, register
from billing.lifecycles.subscription import SubscriptionState
from billing.models import ImportBatch, Member, Subscription
from billing.models.import_batch import BatchState
from billing.queries.coverage import missing_names

SOON = timedelta(days=60)
FINANCE = frozenset({Role.FINANCE.value})


def member_lists(user: Any, _today: date) -> PanelData:
    """Lists that were checked and wait for a decision."""
    rows = ImportBatch.objects.undecided().order_by("-pk")
    return PanelData(
        count=rows.count(),
        url=reverse("admin:billing_importbatch_changelist"),
        items=[_list(batch) for batch in rows[:SHOWN]],
        empty=gettext_lazy("No member list waits. A new one starts under Member lists."),
    )


def ending_soon(user: Any, today: date) -> PanelData:
    """Subscriptions that end within sixty days."""
    running = Subscription.objects.visible_to(user).open()
    rows = running.filter(ends_on__gte=today, ends_on__lte=today + SOON).order_by("ends_on")
    return PanelData(
        count=rows.count(),
        url=f"{reverse('admin:billing_subscription_changelist')}?state__exact={SubscriptionState.NOTICE_GIVEN}",
        items=[_subscription(one) for one in rows.select_related("member", "product")[:SHOWN]],
        empty=gettext_lazy("No subscription ends within sixty days."),
    )


def drafts(user: Any, _today: date) -> PanelData:
    """Subscriptions that were written down and not yet begun."""
    rows = Subscription.objects.visible_to(user).filter(state=SubscriptionState.DRAFT).order_by("starts_on")
    return PanelData(
        count=rows.count(),
        url=f"{reverse('admin:billing_subscription_changelist')}?state__exact={SubscriptionState.DRAFT}",
        items=[_subscription(one) for one in rows.select_related("member", "product")[:SHOWN]],
        empty=gettext_lazy("No subscription waits for its start."),
    )


def lacking_services(user: Any, today: date) -> PanelData:
    """Members whose subscriptions do not cover what their care laws ask for."""
    rows = Member.objects.visible_to(user).lacking_services(today).order_by("number")
    return PanelData(
        count=rows.count(),
        url=f"{reverse('admin:billing_member_changelist')}?services=missing",
        items=[_member(member, today) for member in rows[:SHOWN]],
        empty=gettext_lazy("Every member has the services that its care laws ask for."),
    )


def _list(batch: ImportBatch) -> PanelItem:
    is_ready = batch.state == BatchState.READY
    page = reverse("admin:billing_importbatch_change", args=[batch.pk])
    return PanelItem(
        title=batch.filename,
        url=page,
        words=batch.get_state_display(),
        level="soon" if is_ready else "late",
        action=_("Look and decide"),
    )


def _subscription(one: Subscription) -> PanelItem:
    return PanelItem(
        title=one.member.name,
        url=reverse("admin:billing_subscription_change", args=[one.pk]),
        detail=str(one.product),
        words=_("ends on %(day)s") % {"day": date_format(one.ends_on)} if one.ends_on else "",
        level="soon" if one.ends_on else "fine",
    )


def _member(member: Member, today: date) -> PanelItem:
    start = urlencode({"member": str(member.pk)})
    return PanelItem(
        title=f"{member.number} {member.name}",
        url=reverse("admin:billing_member_change", args=[member.pk]),
        detail=_("lacks %(services)s") % {"services": ", ".join(missing_names(member, today))},
        action=_("Add a subscription"),
        action_url=f"{reverse('admin:billing_subscription_add')}?{start}",
    )


register(Panel("member_lists", gettext_lazy("Member lists"), FINANCE, 10, member_lists, level="soon"))
register(Panel("subscription_drafts", gettext_lazy("To begin"), FINANCE, 20, drafts))
register(Panel("ending_soon", gettext_lazy("Ends within sixty days"), FINANCE, 30, ending_soon, level="soon"))
register(
    Panel(
        "lacking_services", gettext_lazy("Services do not cover the care laws"), FINANCE, 40, lacking_services
    )
)
