"""What a person may ask of a clock: each step allowed, each guard, the wrong role, and done twice."""

from datetime import date

import pytest

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.transitions import Refused, step_options
from casework.actions.deadlines import agree_longer, extend, pause, resume, start_clock, stop_clock
from casework.models import ClockRule, Complaint, Deadline

pytestmark = pytest.mark.django_db


def test_a_pause_moves_the_date_by_the_days_paused(whole_procedure: Deadline, officer: User) -> None:
    pause(whole_procedure, "Wacht op stukken van de klager.", officer)
    assert whole_procedure.state == "paused"

    with office_clock.at(date(2026, 4, 3)):
        resume(whole_procedure, officer)

    assert whole_procedure.state == "running"
    assert whole_procedure.due_on == date(2026, 8, 3)
    assert whole_procedure.paused_days == 10
    assert any("10 dagen stilgestaan" in line for line in whole_procedure.explanation)


def test_two_pauses_add_up(whole_procedure: Deadline, officer: User) -> None:
    for first, last in [(date(2026, 4, 1), date(2026, 4, 4)), (date(2026, 5, 1), date(2026, 5, 3))]:
        with office_clock.at(first):
            pause(whole_procedure, "In overleg.", officer)
        with office_clock.at(last):
            resume(whole_procedure, officer)

    assert whole_procedure.due_on == date(2026, 7, 29)


def test_a_statutory_clock_cannot_be_paused(handling: Deadline, officer: User) -> None:
    with pytest.raises(Refused) as refused:
        pause(handling, "Vakantie.", officer)

    assert "wettelijke termijn" in refused.value.reasons[0]
    handling.refresh_from_db()
    assert handling.state == "running"


def test_a_clock_that_counts_back_cannot_be_paused(case: Complaint, officer: User) -> None:
    notice = start_clock(case, "hearing_notice", date(2026, 5, 19))
    assert notice is not None

    with pytest.raises(Refused, match="terugtelt"):
        pause(notice, "Vakantie.", officer)


def test_a_rule_can_forbid_pauses(whole_procedure: Deadline, officer: User) -> None:
    ClockRule.objects.filter(pk=whole_procedure.rule_id).update(may_pause=False)

    with pytest.raises(Refused, match="pauze"):
        pause(whole_procedure, "Vakantie.", officer)


def test_a_pause_needs_a_reason(whole_procedure: Deadline, officer: User) -> None:
    with pytest.raises(Refused) as refused:
        pause(whole_procedure, " ", officer)

    assert "reason" in refused.value.fields


def test_the_reason_is_kept_in_the_history_and_nowhere_in_plain_text(
    whole_procedure: Deadline, officer: User
) -> None:
    pause(whole_procedure, "Kanarie in de mijn.", officer)

    event = whole_procedure.events.get(name="pause")
    told = whole_procedure.complaint.events.get(name="clock_paused")
    assert event.answers["reason"] == told.answers["reason"] == "Kanarie in de mijn."
    assert event.by == told.by == officer
    assert "Kanarie" not in str(Deadline.objects.filter(pk=whole_procedure.pk).values().get())


def test_an_extension_counts_from_the_start(handling: Deadline, officer: User) -> None:
    extend(handling, "Meer onderzoek nodig.", officer)

    assert handling.due_on == date(2026, 6, 2)
    assert handling.is_extended
    assert handling.complaint.events.filter(name="clock_extended").count() == 1


def test_an_extension_is_possible_on_the_last_day_and_not_after_it(handling: Deadline, officer: User) -> None:
    with office_clock.at(date(2026, 5, 7)), pytest.raises(Refused, match="voorbij"):
        extend(handling, "Te laat.", officer)
    with office_clock.at(date(2026, 5, 6)):
        extend(handling, "Op de laatste dag.", officer)

    assert handling.due_on == date(2026, 6, 2)


def test_the_parties_are_told_of_an_extension_before_the_term_ends(handling: Deadline, officer: User) -> None:
    with office_clock.at(date(2026, 5, 6)), pytest.raises(Refused) as refused:
        extend(handling, "Later verteld.", officer, told_on=date(2026, 5, 8))

    assert "told_on" in refused.value.fields


def test_an_extension_is_given_once(handling: Deadline, officer: User) -> None:
    extend(handling, "Meer onderzoek nodig.", officer)

    with pytest.raises(Refused, match="al verlengd"):
        extend(handling, "Nog meer onderzoek nodig.", officer)


def test_what_has_no_extension_is_not_extended(whole_procedure: Deadline, officer: User) -> None:
    with pytest.raises(Refused, match="niet worden verlengd"):
        extend(whole_procedure, "Meer tijd.", officer)


def test_more_time_than_the_law_gives_needs_agreement_after_the_extension(
    handling: Deadline, officer: User
) -> None:
    with pytest.raises(Refused, match="eerst"):
        agree_longer(handling, date(2026, 7, 1), "Klager wil wachten op een deskundige.", officer)
    extend(handling, "Meer onderzoek nodig.", officer)

    agree_longer(handling, date(2026, 7, 1), "Klager wil wachten op een deskundige.", officer)

    assert handling.due_on == date(2026, 7, 1)
    assert any("akkoord" in line for line in handling.explanation)


def test_a_date_that_was_agreed_is_not_paused(whole_procedure: Deadline, officer: User) -> None:
    ClockRule.objects.filter(pk=whole_procedure.rule_id).update(extension_length=0)
    Deadline.objects.filter(pk=whole_procedure.pk).update(
        terms={**whole_procedure.terms, "extension_length": 0}
    )
    agree_longer(whole_procedure, date(2026, 12, 1), "Afgesproken.", officer)

    with pytest.raises(Refused, match="akkoord"):
        pause(whole_procedure, "In overleg.", officer)

    assert (whole_procedure.state, whole_procedure.due_on) == ("running", date(2026, 12, 1))


def test_nobody_was_told_or_agreed_before_the_term_began(handling: Deadline, officer: User) -> None:
    with pytest.raises(Refused) as told:
        extend(handling, "Meer onderzoek nodig.", officer, told_on=date(2026, 3, 23))
    extend(handling, "Meer onderzoek nodig.", officer, told_on=date(2026, 3, 24))
    with pytest.raises(Refused) as agreed:
        agree_longer(handling, date(2026, 7, 1), "Afgesproken.", officer, agreed_on=date(1990, 1, 1))

    assert set(told.value.fields) == {"told_on"}
    assert set(agreed.value.fields) == {"agreed_on"}


@pytest.mark.parametrize("until", [date(2026, 6, 2), date(2026, 5, 1), date(2029, 1, 1)])
def test_agreed_time_is_later_than_the_date_and_within_a_year(
    handling: Deadline, officer: User, until: date
) -> None:
    extend(handling, "Meer onderzoek nodig.", officer)

    with pytest.raises(Refused) as refused:
        agree_longer(handling, until, "Afgesproken.", officer)

    assert "agreed_until" in refused.value.fields


@pytest.mark.parametrize("role", ["confidant", "finance", "administrator", "committee_member", "complainant"])
def test_other_roles_may_not_touch_a_clock(whole_procedure: Deadline, user_with: object, role: str) -> None:
    somebody = user_with(role)  # type: ignore[operator]

    with pytest.raises(Refused):
        pause(whole_procedure, "Zomaar.", somebody)
    assert step_options(whole_procedure, somebody) == []


def test_an_officer_who_does_not_handle_the_case_may_not_touch_its_clock(
    whole_procedure: Deadline, user_with: object
) -> None:
    stranger = user_with("officer")  # type: ignore[operator]

    with pytest.raises(Refused):
        pause(whole_procedure, "Zomaar.", stranger)


def test_nobody_stops_a_clock_by_hand(whole_procedure: Deadline, officer: User) -> None:
    offered = {option.name for option in step_options(whole_procedure, officer)}

    assert offered == {"pause", "extend", "agree_longer"}


def test_the_second_of_two_people_is_refused(whole_procedure: Deadline, officer: User) -> None:
    same = Deadline.objects.get(pk=whole_procedure.pk)
    pause(whole_procedure, "Eerste.", officer)

    with pytest.raises(Refused):
        pause(same, "Tweede.", officer)

    assert whole_procedure.events.count() == 1


def test_a_clock_that_is_stopped_while_paused_counts_the_pause(
    whole_procedure: Deadline, officer: User
) -> None:
    pause(whole_procedure, "In overleg.", officer)

    stop_clock(whole_procedure.complaint, "procedure", date(2026, 8, 24))

    whole_procedure.refresh_from_db()
    assert (whole_procedure.state, whole_procedure.paused_on) == ("met", None)


def test_a_reminder_before_the_date_comes_again_for_the_new_date(handling: Deadline, officer: User) -> None:
    Deadline.objects.filter(pk=handling.pk).update(reminders_given=2)
    handling.refresh_from_db()

    extend(handling, "Meer onderzoek nodig.", officer)

    assert handling.reminders_given == 0
