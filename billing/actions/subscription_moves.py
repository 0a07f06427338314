"""Moves many subscriptions at once, for lists: the same steps as one by one, each with its event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backoffice.kit import clock
from backoffice.kit.exchange.bulk import update_rows
from backoffice.kit.history import Category
from billing.models import Subscription, SubscriptionEvent, SubscriptionState

STEP_INTO = {
    (SubscriptionState.ACTIVE, SubscriptionState.NOTICE_GIVEN): "give_notice",
    (SubscriptionState.ACTIVE, SubscriptionState.ENDED): "end",
    (SubscriptionState.NOTICE_GIVEN, SubscriptionState.ENDED): "end",
    (SubscriptionState.NOTICE_GIVEN, SubscriptionState.ACTIVE): "withdraw_notice",
}


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
    """Move each subscription and write its event, in the caller's transaction."""
    update_rows(Subscription, [(move.subscription.pk, move.written) for move in moves], counts="version")
    SubscriptionEvent.objects.bulk_create(_event(move, by) for move in moves if _changes_state(move))


def _changes_state(move: Move) -> bool:
    return bool(move.subscription.state != move.state)


def _event(move: Move, by: Any) -> SubscriptionEvent:
    source = SubscriptionState(move.subscription.state)
    return SubscriptionEvent(
        subscription=move.subscription,
        name=STEP_INTO.get((source, SubscriptionState(move.state)), "reinstate"),
        category=Category.STEP,
        by=by,
        by_role=" ".join(sorted(by.role_keys)) if by else "",
        at=clock.now(),
        from_state=source,
        to_state=move.state,
    )
