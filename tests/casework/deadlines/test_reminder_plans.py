"""Another plan of reminders: nothing is forgotten, nothing is told twice, and nothing comes after what follows it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.kit.holidays import dutch_free_day
from casework.actions.clock_rules import follow_plan
from casework.actions.sweep import sweep
from casework.models import ClockRule, Complaint, Deadline
from casework.rules.reminders import Plan, given_by

pytestmark = pytest.mark.django_db

AFTER_TWO = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("days_before", "given", "behind"),
    [
        ((5, 2), set(), 0),
        ((5, 2), {"before_5"}, 1),
        ((2,), {"before_5"}, 0),
        ((2,), {"before_5", "before_2"}, 1),
        ((5, 2), {"before_2"}, 2),
        ((10, 5, 2), {"before_5"}, 2),
        ((3,), {"before_5", "before_2"}, 1),
        ((2,), {"on"}, 2),
        ((5, 2), {"after"}, 4),
        ((5, 2), {"escalated"}, 5),
    ],
)
def test_what_is_behind_a_date_by_another_plan(
    days_before: tuple[int, ...], given: set[str], behind: int
) -> None:
    assert given_by(Plan(days_before, 2), given) == behind


def test_a_reminder_further_away_than_any_may_be_has_fallen_for_nothing_near() -> None:
    never = Plan((), 4000).moments[-1]

    assert never.latest_due(AFTER_TWO, dutch_free_day()) < AFTER_TWO - timedelta(days=300)


@pytest.mark.parametrize(
    "changes",
    [
        {"escalate_after": 201},
        {"reminders": "400"},
        {"reminders": "5,0"},
        {"length": 32000},
        {"extension_length": 521},
    ],
)
def test_no_plan_reaches_further_than_the_round_looks(handling: Deadline, changes: dict[str, Any]) -> None:
    rule = handling.rule
    for name, value in changes.items():
        setattr(rule, name, value)

    with pytest.raises(ValidationError):
        rule.full_clean()


@pytest.mark.parametrize("reminders", ["2", "", "3", "10,5,2"])
def test_after_a_change_the_reminder_on_the_day_is_still_given(handling: Deadline, reminders: str) -> None:
    sweep(AFTER_TWO)
    handling.rule.reminders = reminders
    handling.rule.save()

    follow_plan(handling.rule)
    sweep(AFTER_TWO)
    sweep(date(2026, 5, 6))

    kinds = list(handling.reminders.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["before_5", "before_2", "on"]


def test_what_would_fall_before_the_start_stays_left_out(first_contact: Deadline) -> None:
    first_contact.rule.reminders = "10,4"
    first_contact.rule.save()

    follow_plan(first_contact.rule)

    first_contact.refresh_from_db()
    assert first_contact.reminders_given == 1


@pytest.fixture
def page(client: Client, administrator: User, settings: Any) -> Callable[..., Any]:
    """Sends the form of a clock's rule with one change, as the administrator."""
    settings.REQUIRE_TWO_FACTOR = False
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")

    def send(rule: ClockRule, **changes: Any) -> Any:
        url = reverse("admin:casework_clockrule_change", args=[rule.pk])
        form = client.get(url).context["adminform"].form
        given = {name: form[name].value() for name in form.fields}
        return client.post(url, {k: v for k, v in {**given, **changes}.items() if v not in (None, False)})

    return send


def test_the_administrators_change_of_the_plan_reaches_what_runs(
    handling: Deadline, page: Callable[..., Any]
) -> None:
    sweep(AFTER_TWO)

    page(handling.rule, reminders="2")

    handling.refresh_from_db()
    assert (handling.rule.reminders, handling.reminders_given) == ("2", 1)


def test_what_starts_and_stops_a_clock_is_fixed_once_it_ran(
    case: Complaint, handling: Deadline, page: Callable[..., Any]
) -> None:
    unused = ClockRule.objects.get(procedure=case.procedure, key="defence")

    page(handling.rule, stops_at="closed", title="Anders")
    page(unused, stops_at="closed")

    handling.rule.refresh_from_db()
    unused.refresh_from_db()
    assert (handling.rule.title, handling.rule.stops_at) == ("Anders", "outcome_sent")
    assert unused.stops_at == "closed"
