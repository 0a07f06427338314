"""The shipped clocks are loaded once, administrators' changes stay, and running dates move only when asked."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from backoffice.accounts.models import User
from casework.actions.clock_rules import apply_rules, copy_clock_rules, load_clock_rules, moved_by_rules
from casework.actions.deadlines import extend
from casework.models import ClockRule, Complaint, Deadline, Procedure
from tests.factories.casework import load_casework_reference

pytestmark = pytest.mark.django_db

# DOMAIN: length, unit, statutory, backwards, waits for.
SHIPPED = {
    "first_contact": (5, "working_days", False, False, "office"),
    "officer_handling": (6, "weeks", True, False, "office"),
    "procedure": (4, "months", False, False, "office"),
    "consent": (2, "weeks", False, False, "complainant"),
    "defence": (2, "weeks", False, False, "provider"),
    "hearing_notice": (2, "weeks", False, True, "office"),
    "judgement": (6, "weeks", False, False, "office"),
    "provider_reaction": (1, "months", False, False, "provider"),
}


@pytest.mark.parametrize("procedure", ["wkkgz", "coöperatie"])
def test_both_procedures_have_the_shipped_clocks(procedure: str) -> None:
    load_casework_reference()

    fields = ("length", "unit", "is_statutory", "backwards", "waits_for")
    rules = ClockRule.objects.filter(procedure__key=procedure)
    assert {rule.key: tuple(getattr(rule, name) for name in fields) for rule in rules} == SHIPPED
    for rule in rules:
        rule.full_clean()


def test_loading_again_adds_nothing_and_keeps_what_was_edited() -> None:
    load_casework_reference()
    ClockRule.objects.filter(key="consent").update(length=3, title="Toestemming", is_active=False)

    assert load_clock_rules() == 0
    assert set(ClockRule.objects.filter(key="consent").values_list("length", "title", "is_active")) == {
        (3, "Toestemming", False)
    }


def test_a_new_version_of_a_procedure_takes_the_clocks_of_the_old_one() -> None:
    load_casework_reference()
    old = Procedure.objects.get(key="wkkgz")
    ClockRule.objects.filter(procedure=old, key="procedure").update(length=5)
    new = Procedure.objects.create(key="wkkgz", version=9, name="Nieuw", legal_basis="-", is_current=False)

    assert copy_clock_rules(old, new) == 8
    assert copy_clock_rules(old, new) == 0
    assert new.clock_rules.get(key="procedure").length == 5


def test_a_change_moves_running_dates_only_when_asked(case: Complaint, administrator: User) -> None:
    rules = ClockRule.objects.filter(key="procedure", procedure=case.procedure)
    rules.update(length=5)
    assert case.deadlines.get(key="procedure").due_on == date(2026, 7, 24)

    told = moved_by_rules(rules)
    moved = apply_rules(rules, by=administrator, why="Nieuw reglement.")

    assert told == moved
    assert [(one.old, one.new) for one in moved] == [(date(2026, 7, 24), date(2026, 8, 24))]
    deadline = case.deadlines.get(key="procedure")
    assert deadline.due_on == date(2026, 8, 24)
    assert "De termijn is 5 maanden" in deadline.explanation[1]
    assert apply_rules(rules, by=administrator, why="Nog eens.") == []


def test_an_extension_that_the_rule_no_longer_has_is_lost_only_when_the_rule_is_applied(
    handling: Deadline, officer: User, administrator: User
) -> None:
    extend(handling, "Meer onderzoek nodig.", officer)
    rules = ClockRule.objects.filter(pk=handling.rule_id)
    rules.update(extension_length=0)
    handling.refresh_from_db()
    assert handling.due_on == date(2026, 6, 2)

    apply_rules(rules, by=administrator, why="Nieuw reglement.")

    handling.refresh_from_db()
    assert handling.due_on == date(2026, 5, 6)


@pytest.mark.parametrize("changes", [{"is_statutory": True}, {"backwards": True}])
def test_the_database_refuses_a_pause_where_the_law_does(changes: dict[str, bool]) -> None:
    load_casework_reference()

    with pytest.raises(IntegrityError), transaction.atomic():
        ClockRule.objects.filter(key="procedure").update(may_pause=True, **changes)


@pytest.mark.parametrize("reminders", ["0", "5;2", "5,-2", "vijf", "1.5"])
def test_reminders_are_whole_working_days(reminders: str) -> None:
    load_casework_reference()
    rule = ClockRule.objects.filter(key="procedure").first()
    assert rule is not None
    rule.reminders = reminders

    with pytest.raises(ValidationError) as error:
        rule.full_clean()

    assert "reminders" in error.value.message_dict
