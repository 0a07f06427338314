"""The life of a subscription: draft → active → notice given → ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from backoffice.accounts.permissions import by_roles


class SubscriptionState(models.TextChoices):
    """Where a subscription stands."""

    DRAFT = "draft", _("draft")
    ACTIVE = "active", _("active")
    NOTICE_GIVEN = "notice_given", _("notice given")
    ENDED = "ended", _("ended")


FINANCE = by_roles("finance")
FINANCE_OR_SCHEDULED = by_roles("finance", scheduled=True)
State = SubscriptionState


class SubscriptionLifecycle:
    """The transitions; the bodies are empty because everything else is in the effects."""

    @transition(
        field="state",
        source=State.DRAFT,
        target=State.ACTIVE,
        permission=FINANCE,
        custom={"label": _("Activate"), "rank": 10},
    )
    def activate(self) -> None:
        """The member has taken the service."""

    @transition(
        field="state",
        source=State.ACTIVE,
        target=State.NOTICE_GIVEN,
        permission=FINANCE,
        custom={"label": _("Record notice"), "rank": 20},
    )
    def give_notice(self) -> None:
        """The member stops at the end of the term; until then it is covered."""

    @transition(
        field="state",
        source=State.NOTICE_GIVEN,
        target=State.ACTIVE,
        permission=FINANCE,
        custom={"label": _("Withdraw notice"), "rank": 30},
    )
    def withdraw_notice(self) -> None:
        """The member stays after all."""

    @transition(
        field="state",
        source=[State.ACTIVE, State.NOTICE_GIVEN],
        target=State.ENDED,
        permission=FINANCE_OR_SCHEDULED,
        custom={"label": _("End"), "rank": 40},
    )
    def end(self) -> None:
        """The last day is known; what was, stays on record."""

    @transition(
        field="state",
        source=State.ENDED,
        target=State.ACTIVE,
        permission=FINANCE,
        custom={"label": _("Reinstate"), "rank": 50},
    )
    def reinstate(self) -> None:
        """It was ended by mistake; it goes on as before."""

    @transition(
        field="state",
        source=State.ENDED,
        target=State.NOTICE_GIVEN,
        permission=FINANCE,
        custom={"label": _("Reinstate until a last day"), "rank": 60},
    )
    def reinstate_until(self) -> None:
        """It was ended too early; it goes on until the last day that is answered."""
