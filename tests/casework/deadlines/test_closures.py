"""A closure moves the dates that it touches, says which before and after, and moves them back when it goes."""

from datetime import date

import pytest

from backoffice.accounts.models import User
from backoffice.kit.calendar import add_weeks
from casework.actions.clock_rules import apply_rules, moved_by_rules
from casework.actions.closures import moved_by, moved_by_removing, remove_closure, save_closure
from casework.actions.deadlines import pause, start_clock, stop_clock
from casework.models import ClockRule, Complaint, Deadline, OfficeClosure
from tests.factories.casework import make_complaint

pytestmark = pytest.mark.django_db


def closure(first: date, last: date | None = None) -> OfficeClosure:
    """A closure that is not saved yet."""
    return OfficeClosure(starts_on=first, ends_on=last or first, reason="Verhuizing")


def dates_of(case: Complaint) -> dict[str, date]:
    """The clocks of a complaint and their dates."""
    return dict(case.deadlines.values_list("key", "due_on"))


def test_what_would_move_is_told_before_anything_is_changed(case: Complaint) -> None:
    before = dates_of(case)

    moved = moved_by(closure(date(2026, 5, 6)))

    assert [(one.clock, one.old, one.new, one.is_statutory) for one in moved] == [
        ("Afhandeling door de klachtenfunctionaris", date(2026, 5, 6), date(2026, 5, 7), True)
    ]
    assert dates_of(case) == before
    assert not OfficeClosure.objects.exists()


def test_saving_moves_what_was_told_and_the_case_says_so(case: Complaint, administrator: User) -> None:
    told = moved_by(closure(date(2026, 5, 6)))

    moved = save_closure(closure(date(2026, 5, 6)), by=administrator)

    assert moved == told
    deadline = case.deadlines.get(key="officer_handling")
    assert deadline.due_on == date(2026, 5, 7)
    assert deadline.explanation[-1] == "Uiterlijk donderdag 7 mei 2026."
    event = case.events.get(name="clock_moved")
    assert event.by == administrator
    assert event.answers["reason"] == "Verhuizing"


def test_a_closure_within_working_days_moves_their_end(case: Complaint, administrator: User) -> None:
    save_closure(closure(date(2026, 3, 26), date(2026, 3, 27)), by=administrator)

    deadline = case.deadlines.get(key="first_contact")
    assert deadline.due_on == date(2026, 4, 2)
    assert any("een dag waarop het kantoor dicht is" in line for line in deadline.explanation)


def test_a_term_of_the_office_in_weeks_or_months_does_not_move(case: Complaint, administrator: User) -> None:
    save_closure(closure(date(2026, 7, 24)), by=administrator)

    assert dates_of(case)["procedure"] == date(2026, 7, 24)


def test_a_term_that_counts_back_moves_to_an_earlier_day(case: Complaint, administrator: User) -> None:
    start_clock(case, "hearing_notice", date(2026, 5, 19))

    save_closure(closure(date(2026, 5, 4)), by=administrator)

    assert dates_of(case)["hearing_notice"] == date(2026, 5, 1)


def test_what_is_over_does_not_move(case: Complaint, administrator: User) -> None:
    stop_clock(case, "officer_handling", date(2026, 5, 1))

    assert save_closure(closure(date(2026, 5, 6)), by=administrator) == []


def test_changing_a_closure_moves_dates_there_and_back(case: Complaint, administrator: User) -> None:
    entered = closure(date(2026, 5, 6))
    save_closure(entered, by=administrator)

    entered.starts_on = entered.ends_on = date(2026, 3, 30)
    moved = save_closure(entered, by=administrator)

    assert {one.clock for one in moved} == {"Eerste contact", "Afhandeling door de klachtenfunctionaris"}
    assert dates_of(case)["officer_handling"] == date(2026, 5, 6)
    assert dates_of(case)["first_contact"] == date(2026, 4, 1)


def test_removing_a_closure_moves_the_dates_back(case: Complaint, administrator: User) -> None:
    before = dates_of(case)
    entered = closure(date(2026, 5, 6), date(2026, 5, 8))
    save_closure(entered, by=administrator)
    assert dates_of(case)["officer_handling"] == date(2026, 5, 11)

    told = moved_by_removing(entered)
    moved = remove_closure(entered, by=administrator)

    assert moved == told
    assert len(moved) == 1
    assert dates_of(case) == before


def test_two_closures_of_the_same_day_count_once(case: Complaint, administrator: User) -> None:
    first, second = closure(date(2026, 5, 6)), closure(date(2026, 5, 6))
    save_closure(first, by=administrator)

    assert save_closure(second, by=administrator) == []
    assert remove_closure(first, by=administrator) == []
    assert dates_of(case)["officer_handling"] == date(2026, 5, 7)


def test_a_paused_clock_keeps_its_pause(case: Complaint, officer: User, administrator: User) -> None:
    deadline = case.deadlines.get(key="first_contact")
    pause(deadline, "In overleg.", officer)

    save_closure(closure(date(2026, 3, 30)), by=administrator)

    deadline.refresh_from_db()
    assert (deadline.state, deadline.paused_on, deadline.due_on) == (
        "paused",
        date(2026, 3, 24),
        date(2026, 4, 1),
    )


def test_the_next_date_of_the_complaint_moves_along(case: Complaint, administrator: User) -> None:
    save_closure(closure(date(2026, 3, 30)), by=administrator)

    case.refresh_from_db()
    assert case.next_due_on == date(2026, 4, 1)


def test_a_closure_of_years_ago_moves_nothing_and_looks_at_nothing(
    case: Complaint, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        assert moved_by(closure(date(2020, 1, 2), add_weeks(date(2020, 1, 2), 2))) == []


def test_the_date_is_that_of_a_clock_that_starts_after_the_closure_was_entered(
    case: Complaint, administrator: User
) -> None:
    entered = closure(date(2026, 3, 30))
    save_closure(entered, by=administrator)
    start_clock(case, "consent", date(2026, 3, 24))

    later = Deadline.objects.get(complaint=case, key="first_contact")

    assert later.counted(OfficeClosure.objects.free_day()).day == later.due_on


def test_a_term_for_which_closing_days_do_not_count_stays_where_the_law_puts_it(
    case: Complaint, administrator: User
) -> None:
    rules = ClockRule.objects.filter(key="officer_handling", procedure=case.procedure)
    rules.update(moves_when_closed=False)
    apply_rules(rules, by=administrator, why="Alleen vrije dagen van de wet.")

    moved = save_closure(closure(date(2026, 5, 6)), by=administrator)

    assert moved == []
    assert dates_of(case)["officer_handling"] == date(2026, 5, 6)


def test_working_days_of_such_a_term_are_counted_through_a_closing(
    case: Complaint, administrator: User
) -> None:
    rules = ClockRule.objects.filter(key="first_contact", procedure=case.procedure)
    rules.update(moves_when_closed=False)
    apply_rules(rules, by=administrator, why="Alleen vrije dagen van de wet.")
    before = dates_of(case)["first_contact"]

    save_closure(closure(date(2026, 3, 26), date(2026, 3, 27)), by=administrator)

    assert dates_of(case)["first_contact"] == before


def test_a_rule_says_nothing_new_of_closing_days_to_deadlines_that_began_before(case: Complaint) -> None:
    rules = ClockRule.objects.filter(procedure=case.procedure)

    assert moved_by_rules(rules) == []
    assert "moves_when_closed" not in case.deadlines.get(key="procedure").terms


def test_such_a_term_starts_where_the_law_puts_it(case: Complaint, administrator: User) -> None:
    ClockRule.objects.filter(key="officer_handling").update(moves_when_closed=False)
    save_closure(closure(date(2026, 5, 6)), by=administrator)

    later = make_complaint(received_on=case.received_on, incident_on=None)

    assert dates_of(later)["officer_handling"] == date(2026, 5, 6)
