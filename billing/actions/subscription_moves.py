"""Moves many subscriptions at once, for lists: the declared steps, each with its guards, its last day and its event.

The other door beside `perform`, because a list has thousands. Who may bring in a list may take the steps that it asks
for; the list itself checked that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django_fsm import Transition

from backoffice.kit import clock
from backoffice.kit.exchange.bulk import update_rows
from backoffice.kit.history import Category
from backoffice.kit.transitions import Refused, unmet
from billing.models import Subscription, SubscriptionEvent, SubscriptionState


@dataclass(frozen=True, slots=True)
class Move:
    """A subscription, where it goes, and over which days it then runs."""

    subscription: Subscription
    state: str
    starts_on: date
    ends_on: date | None

    @property
    def written(self) -> dict[str, Any]:
        """The columns that the move writes."""
        return {"state": self.state, "starts_on": self.starts_on, "ends_on": self.ends_on}


def move_all(moves: Sequence[Move], by: Any) -> None:
    """Move each subscription and write its event, in the caller's transaction.

    Raises `Refused` for a move that is no declared step, or whose guards do not hold.
    """
    events = [_event(move, by) for move in moves if _changes_state(move)]
    update_rows(Subscription, [(move.subscription.pk, move.written) for move in moves], counts="version")
    SubscriptionEvent.objects.bulk_create(events)


def step_of(move: Move) -> Transition:
    """The declared step that makes this move. Raises `Refused` when there is none, or with what its guards say."""
    subscription: Any = move.subscription  # the steps are added by django-fsm, unseen by the type checker
    for transition in subscription.get_all_state_transitions():
        if (transition.source, transition.target) == (subscription.state, move.state):
            reasons = unmet(transition, subscription)
            if reasons:
                raise Refused(reasons)
            return transition
    raise Refused(
        _("%(subscription)s cannot go from “%(from)s” to “%(to)s”. Nothing was done.")
        % {
            "subscription": subscription,
            "from": subscription.get_state_display(),
            "to": SubscriptionState(move.state).label,
        }
    )


def _changes_state(move: Move) -> bool:
    return bool(move.subscription.state != move.state)


def _event(move: Move, by: Any) -> SubscriptionEvent:
    return SubscriptionEvent(
        subscription=move.subscription,
        name=step_of(move).name,
        category=Category.STEP,
        by=by,
        by_role=" ".join(sorted(by.role_keys)) if by else "",
        at=clock.now(),
        from_state=move.subscription.state,
        to_state=move.state,
    )
