"""The two commands: what they print, their last line for machines, and how they refuse."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from casework.actions.deadlines import extend, pause, stop_clock
from casework.models import Complaint, Deadline, Reminder
from casework.presentation.deadlines import days_in_words, explain
from tests.factories.casework import make_registered

pytestmark = pytest.mark.django_db


def output(*arguments: str) -> list[str]:
    """The lines that a command prints."""
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


def test_check_deadlines_says_what_it_did_and_does_it_once(handling: Deadline) -> None:
    first = output("check_deadlines", "--on", "2026-05-06", "--json")
    second = output("check_deadlines", "--on", "2026-05-06", "--json")

    done = json.loads(first[-1])
    assert done["on"] == "2026-05-06"
    assert done["reminders"] == Reminder.objects.count() > 0
    assert done["mails"] == 2
    assert json.loads(second[-1])["reminders"] == 0
    assert "herinneringen gegeven" in first[0]


def test_check_deadlines_does_nothing_on_a_free_day_unless_a_day_is_given(handling: Deadline) -> None:
    with office_clock.at(date(2026, 5, 14)):
        lines = output("check_deadlines", "--json")

    assert "vrije dag" in lines[0]
    assert json.loads(lines[-1])["is_free_day"] is True
    assert not Reminder.objects.exists()
    output("check_deadlines", "--on", "2026-05-14")
    assert Reminder.objects.exists()


@pytest.mark.parametrize("day", ["morgen", "31-12-2026", "2026-02-30"])
def test_check_deadlines_refuses_what_is_no_day(day: str) -> None:
    with pytest.raises(CommandError, match="is geen dag"):
        output("check_deadlines", "--on", day)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_check_deadlines_refuses_a_day_too_far_off(handling: Deadline, day: str) -> None:
    out = StringIO()

    with pytest.raises(CommandError, match="moet tussen") as refused:
        call_command("check_deadlines", "--on", day, "--json", stdout=out)

    told = json.loads(out.getvalue().splitlines()[-1])
    assert refused.value.returncode == 2
    assert (told["on"], told["reminders"]) == (day, 0)
    assert "moet tussen" in told["error"]
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(("day", "is_to_come"), [("2026-05-06", True), ("2026-03-24", False)])
def test_check_deadlines_says_when_the_day_is_still_to_come(
    handling: Deadline, day: str, is_to_come: bool
) -> None:
    lines = output("check_deadlines", "--on", day, "--json")

    assert json.loads(lines[-1])["is_to_come"] is is_to_come
    assert any("moet nog komen" in line for line in lines) is is_to_come


@pytest.mark.parametrize(("case_number", "words"), [("K2099-00001", "geen zaak"), ("", "first_contact")])
def test_explain_deadline_tells_machines_too_why_it_refuses(
    clock: date, case_number: str, words: str
) -> None:
    number = case_number or str(make_registered().number)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("explain_deadline", number, "vijfde_rad", "--json", stdout=out)

    told = json.loads(out.getvalue().splitlines()[-1])
    assert (told["case"], told["clock"]) == (number, "vijfde_rad")
    assert words in told["error"]


def test_explain_deadline_tells_why_step_by_step(clock: date) -> None:
    complaint = make_registered()

    lines = output("explain_deadline", str(complaint.number), "officer_handling", "--json")

    assert lines[0] == f"{complaint.number} · Afhandeling door de klachtenfunctionaris"
    assert "  Uiterlijk woensdag 6 mei 2026." in lines
    assert any("Bevrijdingsdag" in line for line in lines)
    told = json.loads(lines[-1])
    assert (told["started_on"], told["due_on"], told["state"]) == ("2026-03-24", "2026-05-06", "running")
    assert told["why"][-1] == "Uiterlijk woensdag 6 mei 2026."


def test_explain_deadline_refuses_an_unknown_case_or_clock_and_names_those_there_are(clock: date) -> None:
    complaint = make_registered()

    with pytest.raises(CommandError, match="K2099-00001"):
        output("explain_deadline", "K2099-00001", "procedure")
    with pytest.raises(CommandError, match="first_contact, officer_handling, procedure"):
        output("explain_deadline", str(complaint.number), "vijfde_rad")


def test_the_why_tells_pause_extension_and_end(
    case: Complaint, officer: User, handling: Deadline, whole_procedure: Deadline
) -> None:
    extend(handling, "Meer onderzoek nodig.", officer)
    pause(whole_procedure, "In overleg.", officer)
    stop_clock(case, "first_contact", date(2026, 4, 2))
    whole_procedure.refresh_from_db()

    assert any("verlengd met 4 weken" in line for line in explain(handling).lines)
    assert "De termijn staat stil sinds 24 maart 2026" in explain(whole_procedure).lines[-1]
    assert explain(case.deadlines.get(key="first_contact")).lines[-1] == "Te laat gedaan, op 2 april 2026."


@pytest.mark.parametrize(
    ("due_on", "text", "level"),
    [
        (date(2026, 3, 22), "2 dagen te laat", "late"),
        (date(2026, 3, 23), "1 dag te laat", "late"),
        (date(2026, 3, 24), "vandaag", "soon"),
        (date(2026, 3, 25), "nog 1 dag", "soon"),
        (date(2026, 3, 27), "nog 3 dagen", "soon"),
        (date(2026, 3, 28), "nog 4 dagen", "fine"),
    ],
)
def test_days_in_words(due_on: date, text: str, level: str) -> None:
    left = days_in_words(due_on, date(2026, 3, 24))

    assert (left.text, left.level) == (text, level)
