"""Subscriptions that a list moves take the declared steps, and no others."""

from datetime import date
from typing import Any

import pytest

from backoffice.accounts.models import User
from backoffice.kit.transitions import Guard, Refused, perform
from billing.actions.subscription_moves import Move, move_all
from billing.models import Subscription, SubscriptionEvent
from tests.factories.billing import make_member, subscribe

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("source", "target", "step"),
    [
        ("active", "notice_given", "give_notice"),
        ("active", "ended", "end"),
        ("notice_given", "ended", "end"),
        ("notice_given", "active", "withdraw_notice"),
        ("ended", "active", "reinstate"),
        ("ended", "notice_given", "reinstate_until"),
    ],
)
def test_a_move_writes_the_event_of_the_declared_step(
    source: str, target: str, step: str, finance: User
) -> None:
    subscription = subscribe(make_member(), "fg", state=source)

    move_all([Move(subscription, target, subscription.starts_on, DAY)], finance)

    event = SubscriptionEvent.objects.get()
    assert (event.name, event.from_state, event.to_state, event.by) == (step, source, target, finance)
    assert Subscription.objects.get().state == target


@pytest.mark.parametrize(("source", "target"), [("active", "draft"), ("draft", "ended"), ("ended", "draft")])
def test_a_move_that_is_no_step_is_refused(source: str, target: str, finance: User) -> None:
    subscription = subscribe(make_member(), "fg", state=source)

    with pytest.raises(Refused, match="kan niet van"):
        move_all([Move(subscription, target, subscription.starts_on, DAY)], finance)

    assert Subscription.objects.get().state == source
    assert not SubscriptionEvent.objects.exists()


def test_a_move_asks_the_guards_of_its_step(finance: User, monkeypatch: pytest.MonkeyPatch) -> None:
    subscription: Any = subscribe(make_member(), "fg")
    guard = Guard("never", lambda _subject: False, "Nu niet.")
    (step,) = [one for one in subscription.get_all_state_transitions() if one.name == "give_notice"]
    monkeypatch.setattr(step, "conditions", [guard])
    monkeypatch.setattr(Subscription, "get_all_state_transitions", lambda _row: [step])

    with pytest.raises(Refused, match="Nu niet"):
        move_all([Move(subscription, "notice_given", subscription.starts_on, DAY)], finance)


def test_what_ended_too_early_goes_on_until_its_last_day(finance: User) -> None:
    subscription = subscribe(make_member(), "fg", state="ended", ends_on=date(2026, 1, 31))

    perform(subscription, "reinstate_until", by=finance, ends_on="31-12-2026")

    assert (subscription.state, Subscription.objects.get().ends_on) == ("notice_given", DAY)
