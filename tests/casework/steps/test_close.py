"""Closing: an outcome for each part, and only the committee gives a judgement."""

from datetime import date, timedelta
from typing import Any

import pytest

from backoffice.kit.transitions import Refused, perform, step_options
from casework.closing_form import CloseForm
from casework.intake import PartIntake
from casework.rules.outcomes import Outcome
from documents.models import LetterOrder
from tests.casework.steps.seen import open_clocks, refusal
from tests.conftest import THE_DAY
from tests.factories.casework import CLOSING, make_in_state, make_informal, make_with_consent

pytestmark = pytest.mark.usefixtures("clock", "db")
TOMORROW = THE_DAY + timedelta(days=1)
LONG_AGO = date(2020, 1, 1)


def test_closing_sets_each_outcome_the_whole_and_stops_the_clocks() -> None:
    parts = (PartIntake(text="Te laat."), PartIntake(text="Onbeleefd."))
    complaint = make_informal(parts=parts)

    answers = {"part_1": "withdrawn", "part_2": "resolved"}
    perform(complaint, "close", by=complaint.coordinator, **{**CLOSING, "result": "Excuses."}, **answers)

    assert (complaint.state, complaint.outcome, complaint.result) == ("closed", "resolved", "Excuses.")
    assert list(complaint.parts.values_list("outcome", flat=True)) == ["withdrawn", "resolved"]
    assert open_clocks(complaint) == set()


@pytest.mark.parametrize("answers", [{}, {"part_1": ""}, {"part_1": "won"}])
def test_closing_asks_an_outcome_per_part(answers: dict[str, str]) -> None:
    complaint = make_informal()

    with pytest.raises(Refused) as refused:
        perform(complaint, "close", by=complaint.coordinator, **CLOSING, **answers)

    assert set(refused.value.fields) == {"part_1"}


@pytest.mark.parametrize("judgement", ["upheld", "partly_upheld", "not_upheld", "inadmissible"])
def test_outside_the_committee_nobody_gives_a_judgement(judgement: str) -> None:
    complaint = make_informal()

    with pytest.raises(Refused) as refused:
        perform(complaint, "close", by=complaint.coordinator, **CLOSING, part_1=judgement)

    assert set(refused.value.fields) == {"part_1"}
    assert complaint.state == "informal"


@pytest.mark.parametrize("outcome", ["resolved", "no_judgement", "withdrawn", "no_jurisdiction"])
def test_an_officer_closes_with_what_is_no_judgement(outcome: str) -> None:
    complaint = make_informal()

    perform(complaint, "close", by=complaint.coordinator, **CLOSING, part_1=outcome)

    assert (complaint.state, complaint.outcome) == ("closed", outcome)


def test_the_committee_has_every_outcome() -> None:
    complaint = make_in_state("with_committee")

    asked: Any = CloseForm(subject=complaint, by=None).fields["part_1"]

    assert {value for value, _label in asked.choices if value} == set(Outcome)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TOMORROW, "Deze datum ligt in de toekomst."),
        (LONG_AGO, "Deze datum ligt voor de dag waarop de klacht is ontvangen."),
    ],
)
def test_closing_on_an_impossible_day_is_refused(day: date, said: str) -> None:
    complaint = make_informal()

    assert said in refusal(complaint, "close", closed_on=day, **CLOSING, part_1="resolved")


def test_a_refused_consent_closes_without_any_letter_to_the_provider() -> None:
    complaint = make_with_consent(refused=("share_with_provider",))

    perform(complaint, "close", by=complaint.coordinator, result="Geen toestemming.", part_1="no_judgement")

    assert complaint.state == "closed"
    assert set(LetterOrder.objects.values_list("kind", flat=True)) == {
        "acknowledgement",
        "consent_form",
        "closing",
    }


def test_the_step_says_what_is_closed() -> None:
    complaint = make_informal()

    labels = {option.name: str(option.label) for option in step_options(complaint, complaint.coordinator)}

    assert labels["close"] == "Klacht afsluiten"
