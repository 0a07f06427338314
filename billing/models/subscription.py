"""What a member has taken, from when until when."""

from datetime import date
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from backoffice.accounts.roles import Role
from backoffice.kit.history import Event
from backoffice.kit.stateful import Stateful
from backoffice.kit.visibility import VisibleQuerySet
from billing.lifecycles.subscription import SubscriptionLifecycle, SubscriptionState
from billing.models.member import SEES_MEMBERS, Member
from billing.models.product import Product

__all__ = ["Subscription", "SubscriptionEvent", "SubscriptionState"]


class SubscriptionQuerySet(VisibleQuerySet["Subscription"]):
    """The words in which subscriptions are asked for."""

    def visible_to(self, user: Any) -> Self:
        """All subscriptions for the roles that work with members, none for anybody else."""
        return self if user.is_active and user.has_role(*SEES_MEMBERS) else self.none()

    def not_ended(self) -> Self:
        """Everything that a member has or is about to have; of a product no more than one."""
        return self.exclude(state=SubscriptionState.ENDED)

    def open(self) -> Self:
        """Running, with or without notice."""
        return self.filter(state__in=[SubscriptionState.ACTIVE, SubscriptionState.NOTICE_GIVEN])

    def in_force_on(self, day: date) -> Self:
        """Those that gave a right to the service on this day; the last day counts."""
        begun = self.exclude(state=SubscriptionState.DRAFT).filter(starts_on__lte=day)
        return begun.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def of_members(self, text: str) -> Self:
        """Those of members with every word of the text in their number, name or city."""
        return self.filter(member__in=Member.objects.search(text)) if text.strip() else self

    def listed(self) -> Self:
        """Those that the member list names: running ones, and those a member had on its last day."""
        running = Q(state__in=[SubscriptionState.ACTIVE, SubscriptionState.NOTICE_GIVEN])
        at_the_end = Q(state=SubscriptionState.ENDED, ends_on=F("member__left_on"))
        return self.filter(running | at_the_end)


class Subscription(SubscriptionLifecycle, Stateful):
    """One product for one member over one period; a renewal is a new one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="subscriptions", verbose_name=_("member")
    )
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="subscriptions", verbose_name=_("product")
    )
    state = FSMField(
        _("state"), default=SubscriptionState.DRAFT, choices=SubscriptionState.choices, protected=True
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["member", "product", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="subscription_ends_after_it_starts",
                violation_error_message=_("A subscription cannot end before it starts."),
            ),
            models.UniqueConstraint(
                fields=["member", "product"],
                condition=~Q(state="ended"),
                name="one_running_subscription_per_product",
                violation_error_message=_("This member has this subscription already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.number} {self.product}"

    def is_handled_by(self, user: Any) -> bool:
        """Subscriptions are in the hands of finance."""
        return bool(user.has_role(Role.FINANCE))


class SubscriptionEvent(Event):
    """What happened with a subscription."""

    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="events", verbose_name=_("subscription")
    )

    class Meta(Event.Meta):
        verbose_name = _("event of a subscription")
        verbose_name_plural = _("events of subscriptions")
