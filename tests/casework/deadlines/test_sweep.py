"""The daily round: every reminder once, on a working day, to who is there; nothing twice, nothing missed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from casework.actions.deadlines import extend, pause, start_clock, stop_clock
from casework.actions.sweep import Swept, sweep
from casework.models import ClockRule, Complaint, Deadline, OfficeClosure, Reminder
from casework.tasks import check_deadlines

pytestmark = pytest.mark.django_db


def kinds(deadline: Deadline) -> list[str]:
    """The reminders that were given, in their order."""
    return list(deadline.reminders.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("on", "given"),
    [
        (date(2026, 4, 27), []),  # Koningsdag
        (date(2026, 4, 28), ["before_5"]),
        (date(2026, 4, 30), ["before_5"]),
        (date(2026, 5, 1), ["before_5", "before_2"]),  # Bevrijdingsdag and the weekend lie between
        (date(2026, 5, 5), ["before_5", "before_2"]),
        (date(2026, 5, 6), ["before_5", "before_2", "on"]),
        (date(2026, 5, 7), ["before_5", "before_2", "on", "after"]),
        (date(2026, 5, 8), ["before_5", "before_2", "on", "after", "escalated"]),
        (date(2026, 5, 29), ["before_5", "before_2", "on", "after", "escalated"]),
    ],
)
def test_reminders_fall_before_on_and_after_the_date_and_then_escalate(
    handling: Deadline, on: date, given: list[str]
) -> None:
    sweep(on, also_on_free_days=True)

    assert kinds(handling) == given


def test_a_round_a_day_gives_the_same_as_one_after_a_month_off(handling: Deadline) -> None:
    for day in range(1, 31):
        sweep(date(2026, 4, day))
    for day in range(1, 16):
        sweep(date(2026, 5, day))
    daily = kinds(handling)

    Reminder.objects.all().delete()
    Deadline.objects.update(reminders_given=0)
    sweep(date(2026, 5, 15))

    assert daily == kinds(handling) == ["before_5", "before_2", "on", "after", "escalated"]


def test_every_reminder_of_daily_rounds_was_given_on_a_working_day_of_its_own(handling: Deadline) -> None:
    for day in range(20, 31):
        sweep(date(2026, 4, day))
    for day in range(1, 16):
        sweep(date(2026, 5, day))

    assert list(handling.reminders.order_by("pk").values_list("fell_on", flat=True)) == [
        date(2026, 4, 28),
        date(2026, 5, 1),
        date(2026, 5, 6),
        date(2026, 5, 7),
        date(2026, 5, 8),
    ]


def test_a_second_round_on_the_same_day_gives_nothing(handling: Deadline) -> None:
    first = sweep(date(2026, 5, 6))
    second = sweep(date(2026, 5, 6))

    assert (first.reminders, first.mails) != (0, 0)
    assert (second.reminders, second.mails) == (0, 0)


def test_three_days_off_miss_nothing(handling: Deadline) -> None:
    sweep(date(2026, 4, 30))
    done = sweep(date(2026, 5, 6))

    assert kinds(handling) == ["before_5", "before_2", "on"]
    assert done.reminders >= 2


def test_a_date_on_a_sunday_is_told_on_the_friday_before(case: Complaint) -> None:
    deadline = case.deadlines.get(key="procedure")
    Deadline.objects.filter(pk=deadline.pk).update(due_on=date(2026, 7, 26))

    sweep(date(2026, 7, 23))
    assert "on" not in kinds(deadline)
    sweep(date(2026, 7, 24))

    assert "on" in kinds(deadline)


def test_reminders_run_over_the_turn_of_the_year(case: Complaint) -> None:
    deadline = case.deadlines.get(key="procedure")
    Deadline.objects.filter(pk=deadline.pk).update(due_on=date(2027, 1, 4))

    sweep(date(2026, 12, 24))
    assert kinds(deadline)[-1] == "before_5"
    sweep(date(2026, 12, 28))

    assert deadline.reminders.count() == len(set(kinds(deadline)))
    assert sweep(date(2027, 1, 4)).reminders >= 1


def test_reminders_that_would_fall_before_the_start_are_left_out(case: Complaint) -> None:
    ClockRule.objects.filter(key="consent").update(reminders="12,2")
    deadline = start_clock(case, "consent", date(2026, 3, 24))
    assert deadline is not None

    sweep(date(2026, 4, 2))

    assert kinds(deadline) == ["before_2"]


def test_on_a_free_day_the_worker_does_nothing(handling: Deadline) -> None:
    OfficeClosure.objects.create(starts_on=date(2026, 5, 15), ends_on=date(2026, 5, 15), reason="Brugdag")

    for free in [date(2026, 5, 14), date(2026, 5, 15), date(2026, 5, 16)]:
        with office_clock.at(free):
            assert check_deadlines().is_free_day
    assert Reminder.objects.count() == 0
    with office_clock.at(date(2026, 5, 18)):
        assert check_deadlines().reminders > 0


def test_a_day_that_is_asked_for_is_checked_although_it_is_free(handling: Deadline) -> None:
    sweep(date(2026, 5, 9), also_on_free_days=True)

    assert kinds(handling)[-1] == "escalated"
    assert set(handling.reminders.values_list("fell_on", flat=True)) == {date(2026, 5, 8)}


def test_what_is_done_or_paused_is_not_reminded_of(case: Complaint, officer: User) -> None:
    stop_clock(case, "officer_handling", date(2026, 4, 1))
    stop_clock(case, "first_contact", date(2026, 3, 25))
    pause(case.deadlines.get(key="procedure"), "In overleg.", officer)

    assert sweep(date(2026, 9, 1)).reminders == 0


def test_an_extended_term_is_reminded_of_for_its_new_date_too(handling: Deadline, officer: User) -> None:
    sweep(date(2026, 4, 28))
    with office_clock.at(date(2026, 4, 28)):
        extend(handling, "Meer onderzoek nodig.", officer)
    sweep(date(2026, 5, 8))
    sweep(date(2026, 5, 26))

    assert list(handling.reminders.order_by("pk").values_list("kind", "due_on")) == [
        ("before_5", date(2026, 5, 6)),
        ("before_5", date(2026, 6, 2)),
    ]


def test_a_date_that_moves_there_and_back_is_told_once(handling: Deadline) -> None:
    sweep(date(2026, 5, 6))
    Deadline.objects.filter(pk=handling.pk).update(reminders_given=0)

    done = sweep(date(2026, 5, 6))

    assert done.reminders == 0
    assert Deadline.objects.get(pk=handling.pk).reminders_given == 3


def test_each_rule_has_its_own_plan(case: Complaint) -> None:
    ClockRule.objects.filter(key="officer_handling").update(reminders="3", escalate_after=4)
    deadline = case.deadlines.get(key="officer_handling")

    sweep(date(2026, 5, 11))
    assert kinds(deadline) == ["before_3", "on", "after"]
    sweep(date(2026, 5, 12))

    assert kinds(deadline)[-1] == "escalated"


def test_a_rule_out_of_use_still_reminds_of_what_runs(handling: Deadline) -> None:
    ClockRule.objects.update(is_active=False)

    sweep(date(2026, 5, 6))

    assert "on" in kinds(handling)


def test_a_late_complaint_that_nobody_registered_is_watched(case: Complaint, coordinator: User) -> None:
    assert case.state == "received"

    sweep(date(2026, 4, 2))

    assert "escalated" in kinds(case.deadlines.get(key="first_contact"))


def test_a_round_with_nothing_due_asks_the_same_few_questions_however_many_clocks_there_are(
    handling: Deadline, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    sweep(date(2026, 4, 20))  # the holidays are known from here on
    assert len({rule.plan for rule in ClockRule.objects.all()}) > 2

    with django_assert_max_num_queries(8):  # with the four of a transaction inside a test's own
        found = sweep(date(2026, 4, 21))

    assert found == Swept(date(2026, 4, 21))
