"""Clocks start and stop with what happens to a complaint, and never twice."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from backoffice.kit import clock as office_clock
from backoffice.kit.transitions import perform
from casework.actions.deadlines import ensure_intake_clocks, happened, start_clock, stop_all, stop_clock
from casework.models import ClockRule, Complaint, Deadline, Procedure
from casework.models.clock_rule import Moment
from casework.presentation.deadlines import event_in_words
from tests.factories.casework import make_complaint, make_in_consultation, make_registered

pytestmark = pytest.mark.django_db


def dates_of(complaint: Complaint) -> dict[str, date]:
    """The open clocks of a complaint and their dates."""
    return dict(complaint.deadlines.open().values_list("key", "due_on"))


def test_receipt_starts_the_clocks_of_the_law_and_of_the_procedure_before_registration(clock: date) -> None:
    complaint = make_complaint()

    assert complaint.state == "received"
    assert dates_of(complaint) == {
        "first_contact": date(2026, 3, 31),
        "officer_handling": date(2026, 5, 6),
        "procedure": date(2026, 7, 24),
    }


def test_clocks_run_from_receipt_also_when_the_complaint_is_entered_late(clock: date) -> None:
    complaint = make_complaint(received_on=clock - timedelta(days=20), incident_on=None)

    deadline = complaint.deadlines.get(key="first_contact")

    assert deadline.started_on == date(2026, 3, 4)
    assert list(Deadline.objects.late(clock)) == [deadline]


def test_a_complaint_without_a_known_provider_is_watched_too(clock: date) -> None:
    complaint = make_complaint(member=None)

    assert set(dates_of(complaint)) == {"first_contact", "officer_handling", "procedure"}


def test_registering_does_not_start_the_clocks_again(clock: date) -> None:
    complaint = make_registered()

    assert Deadline.objects.filter(complaint=complaint).count() == 3


def test_first_contact_in_time_meets_its_clock(clock: date) -> None:
    complaint = make_in_consultation()

    deadline = complaint.deadlines.get(key="first_contact")
    assert (deadline.state, deadline.stopped_on) == ("met", clock)


def test_first_contact_too_late_misses_its_clock(clock: date) -> None:
    complaint = make_registered()
    with office_clock.at(date(2026, 4, 1)):
        perform(complaint, "record_contact", by=complaint.coordinator)

    assert complaint.deadlines.get(key="first_contact").state == "missed"


def test_the_last_day_itself_is_in_time(case: Complaint) -> None:
    stop_clock(case, "first_contact", date(2026, 3, 31))

    assert case.deadlines.get(key="first_contact").state == "met"


def test_starting_a_running_clock_changes_nothing(case: Complaint) -> None:
    before = dates_of(case)
    events = case.events.count()

    start_clock(case, "first_contact", case.received_on)

    assert dates_of(case) == before
    assert case.events.count() == events


def test_starting_a_running_clock_from_another_day_moves_it(case: Complaint) -> None:
    start_clock(case, "hearing_notice", date(2026, 5, 19))
    start_clock(case, "hearing_notice", date(2026, 5, 26))

    deadline = case.deadlines.get(key="hearing_notice")
    assert (deadline.started_on, deadline.due_on) == (date(2026, 5, 26), date(2026, 5, 12))
    assert "dinsdag 26 mei 2026" in deadline.explanation[0]


def test_a_clock_can_run_again_after_it_stopped(case: Complaint) -> None:
    happened(case, Moment.CONSENT_REQUESTED, date(2026, 3, 24))
    happened(case, Moment.CONSENT_ANSWERED, date(2026, 3, 26))
    happened(case, Moment.CONSENT_REQUESTED, date(2026, 3, 30))

    runs = case.deadlines.filter(key="consent").order_by("pk")
    assert [(run.state, run.due_on) for run in runs] == [
        ("met", date(2026, 4, 7)),
        ("running", date(2026, 4, 13)),
    ]


def test_stopping_a_clock_that_does_not_run_does_nothing(case: Complaint) -> None:
    assert stop_clock(case, "judgement", date(2026, 3, 25)) is None


def test_an_unknown_clock_is_loud(case: Complaint) -> None:
    with pytest.raises(ClockRule.DoesNotExist):
        start_clock(case, "no_such_clock", date(2026, 3, 24))


def test_a_clock_out_of_use_does_not_start(case: Complaint) -> None:
    ClockRule.objects.filter(key="consent").update(is_active=False)

    happened(case, Moment.CONSENT_REQUESTED, date(2026, 3, 24))

    assert start_clock(case, "consent", date(2026, 3, 24)) is None
    assert not case.deadlines.filter(key="consent").exists()


def test_the_end_of_a_complaint_stops_what_it_completes_and_cancels_the_rest(case: Complaint) -> None:
    stop_all(case, date(2026, 3, 30))

    assert dict(case.deadlines.values_list("key", "state")) == {
        "first_contact": "cancelled",
        "officer_handling": "met",
        "procedure": "met",
    }
    assert set(case.deadlines.values_list("stopped_on", flat=True)) == {date(2026, 3, 30)}


def test_no_clock_stops_before_it_started(case: Complaint) -> None:
    happened(case, Moment.CONSENT_REQUESTED, date(2026, 4, 10))
    start_clock(case, "hearing_notice", date(2026, 6, 2))

    stop_all(case, date(2026, 4, 1))

    assert case.deadlines.get(key="consent").stopped_on == date(2026, 4, 10)
    assert case.deadlines.get(key="hearing_notice").stopped_on == date(2026, 4, 1)
    assert case.deadlines.get(key="procedure").stopped_on == date(2026, 4, 1)


def test_the_database_refuses_a_stop_before_the_start(case: Complaint) -> None:
    with pytest.raises(IntegrityError, match="deadline_stops_after_its_start"), transaction.atomic():
        case.deadlines.filter(key="procedure").update(stopped_on=date(2026, 3, 23))


def test_another_procedure_counts_the_same_clock_by_its_own_rule(case: Complaint) -> None:
    other = Procedure.objects.get(key="coöperatie")
    ClockRule.objects.filter(procedure=other, key="procedure").update(length=5)
    ClockRule.objects.filter(procedure=other, key="officer_handling").update(is_active=False)

    case.procedure = other
    ensure_intake_clocks(case)
    ensure_intake_clocks(case)

    assert dates_of(case) == {"first_contact": date(2026, 3, 31), "procedure": date(2026, 8, 24)}
    assert case.deadlines.get(key="officer_handling").state == "cancelled"
    assert case.deadlines.get(key="procedure").rule.procedure == other


def test_a_changed_rule_leaves_what_runs_as_it_is(case: Complaint, whole_procedure: Deadline) -> None:
    ClockRule.objects.filter(key="procedure").update(length=9)

    perform(whole_procedure, "pause", by=case.officer, reason="Op verzoek van de klager.")
    with office_clock.at(date(2026, 3, 26)):
        perform(whole_procedure, "resume", by=case.officer)

    assert whole_procedure.due_on == date(2026, 7, 26)


def test_the_next_date_of_a_complaint_follows_its_clocks(case: Complaint) -> None:
    case.refresh_from_db()
    assert case.next_due_on == date(2026, 3, 31)

    happened(case, Moment.CONTACT_RECORDED, date(2026, 3, 25))

    case.refresh_from_db()
    assert case.next_due_on == date(2026, 5, 6)


def test_the_case_tells_what_happened_to_its_clocks(case: Complaint) -> None:
    happened(case, Moment.CONTACT_RECORDED, date(2026, 3, 25))

    told = {event_in_words(event) for event in case.events.filter(category="deadline")}
    assert "Termijn gestart: Eerste contact, uiterlijk 31 maart 2026" in told
    assert "Op tijd gedaan: Eerste contact" in told


def test_the_queries_tell_late_today_this_week_and_waiting_apart(case: Complaint) -> None:
    happened(case, Moment.CONSENT_REQUESTED, date(2026, 3, 24))
    rows = Deadline.objects.filter(complaint=case)

    def keys(found: object) -> set[str]:
        return {deadline.key for deadline in found}  # type: ignore[attr-defined]

    assert keys(rows.late(date(2026, 4, 1))) == {"first_contact"}
    assert keys(rows.due_today(date(2026, 3, 31))) == {"first_contact"}
    assert keys(rows.due_this_week(date(2026, 3, 30))) == {"first_contact"}
    assert keys(rows.due_this_week(date(2026, 3, 29))) == {"first_contact"}  # Sunday: the week to come
    assert keys(rows.due_this_week(date(2026, 3, 27))) == set()  # Friday
    assert keys(rows.waiting_for_others(date(2026, 3, 24))) == {"consent"}
