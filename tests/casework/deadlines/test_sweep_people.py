"""Who is reminded, and by which mail: the handler or who stands in, one mail a day, no word about the complaint."""

from collections.abc import Callable
from datetime import date

import pytest

from backoffice.accounts.models import User
from casework.actions.deadlines import extend, stop_clock
from casework.actions.sweep import sweep
from casework.models import Complaint, Deadline, Reminder
from casework.reminders_box import reminders
from documents.models import OutgoingMail
from tests.factories.casework import make_complaint

pytestmark = pytest.mark.django_db

ON_THE_DAY = date(2026, 5, 6)


def reminded(deadline: Deadline) -> dict[str, int | None]:
    """Who was reminded, by kind."""
    return dict(deadline.reminders.values_list("kind", "for_user"))


def test_the_officer_is_reminded_and_the_coordinator_when_it_is_late(
    handling: Deadline, officer: User, coordinator: User
) -> None:
    sweep(date(2026, 5, 8))

    assert reminded(handling)["on"] == officer.pk
    assert reminded(handling)["escalated"] == coordinator.pk


def test_without_an_officer_the_coordinator_is_reminded(
    case: Complaint, handling: Deadline, coordinator: User
) -> None:
    Complaint.objects.filter(pk=case.pk).update(officer=None)

    sweep(ON_THE_DAY)

    assert reminded(handling)["on"] == coordinator.pk


def test_without_a_handler_every_coordinator_is_reminded(
    case: Complaint, handling: Deadline, coordinator: User, user_with: Callable[..., User]
) -> None:
    Complaint.objects.filter(pk=case.pk).update(officer=None, coordinator=None)
    other = user_with("coordinator")
    officer = user_with("officer")

    sweep(ON_THE_DAY)

    assert reminded(handling)["on"] is None
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {coordinator.email, other.email}
    rows = Reminder.objects.filter(deadline=handling)
    assert rows.for_person(other).exists()
    assert not rows.for_person(officer).exists()


def test_somebody_who_is_away_is_stood_in_for(
    handling: Deadline, officer: User, user_with: Callable[..., User]
) -> None:
    stand_in = user_with("officer")
    away(officer, stand_in)

    sweep(ON_THE_DAY)

    assert reminded(handling)["on"] == stand_in.pk
    mailed = set(OutgoingMail.objects.values_list("to", flat=True))
    assert stand_in.email in mailed
    assert officer.email not in mailed


def test_a_stand_in_who_is_away_too_is_stood_in_for(
    handling: Deadline, officer: User, user_with: Callable[..., User]
) -> None:
    first, second = user_with("officer"), user_with("officer")
    away(officer, first)
    away(first, second)

    sweep(ON_THE_DAY)

    assert reminded(handling)["on"] == second.pk


@pytest.mark.parametrize("in_a_circle", [True, False])
def test_when_nobody_stands_in_the_coordinators_are_reminded(
    handling: Deadline, officer: User, user_with: Callable[..., User], in_a_circle: bool
) -> None:
    other = user_with("officer")
    away(officer, other if in_a_circle else None)
    away(other, officer)

    sweep(ON_THE_DAY)

    assert reminded(handling)["on"] is None


def test_somebody_who_left_is_not_reminded(handling: Deadline, officer: User) -> None:
    officer.is_active = False
    officer.save()

    sweep(ON_THE_DAY)

    assert reminded(handling)["on"] is None
    assert not OutgoingMail.objects.filter(to=officer.email).exists()


def test_somebody_whose_absence_is_over_is_reminded(
    handling: Deadline, officer: User, user_with: Callable[..., User]
) -> None:
    away(officer, user_with("officer"), until=date(2026, 5, 4))

    sweep(ON_THE_DAY)

    assert reminded(handling)["on"] == officer.pk


def test_all_reminders_of_a_day_are_in_one_mail_per_person(
    case: Complaint, coordinator: User, officer: User
) -> None:
    for _ in range(3):
        make_complaint(coordinator)

    done = sweep(date(2026, 3, 31))

    assert done.mails == OutgoingMail.objects.count() == 2
    mail = OutgoingMail.objects.get(to=coordinator.email)
    assert mail.body.count("Eerste contact") == 3


def test_a_mail_names_the_case_and_the_date_and_nothing_of_the_complaint(
    handling: Deadline, officer: User
) -> None:
    case = handling.complaint
    Complaint.objects.filter(pk=case.pk).update(number="K2026-00007", registered_on=date(2026, 3, 24))

    sweep(ON_THE_DAY)

    mail = OutgoingMail.objects.get(to=officer.email)
    assert "K2026-00007 · Afhandeling door de klachtenfunctionaris · 6 mei 2026" in mail.body
    assert mail.subject_line == "Termijnen van 6 mei 2026"
    for secret in (
        case.narrative,
        case.wish,
        case.complainant.name,
        case.member.name,
        case.parts.first().text,
    ):
        assert secret
        assert secret not in mail.body


def test_a_deadline_stands_once_in_the_mail_after_days_off(handling: Deadline, officer: User) -> None:
    sweep(date(2026, 5, 8))

    assert OutgoingMail.objects.get(to=officer.email).body.count("6 mei 2026") == 1


def test_what_comes_after_the_mail_of_the_day_is_in_the_next_one(
    case: Complaint, coordinator: User, officer: User
) -> None:
    sweep(date(2026, 3, 31))
    late = make_complaint(coordinator, received_on=date(2026, 3, 2), incident_on=None)
    Complaint.objects.filter(pk=late.pk).update(officer=officer)

    again = sweep(date(2026, 3, 31))
    assert again.reminders > 0
    assert OutgoingMail.objects.filter(to=officer.email).count() == 1
    tomorrow = sweep(date(2026, 4, 1))

    assert tomorrow.mails >= 1
    assert "9 maart 2026" in OutgoingMail.objects.filter(to=officer.email).latest("key").body


def test_a_mail_is_in_the_language_of_its_reader(handling: Deadline, officer: User) -> None:
    officer.language = "en"
    officer.save()

    sweep(ON_THE_DAY)

    assert OutgoingMail.objects.get(to=officer.email).subject_line == "Dates of 6 May 2026"


def test_an_address_that_is_none_stops_nobody_elses_mail(
    handling: Deadline, officer: User, coordinator: User
) -> None:
    User.objects.filter(pk=officer.pk).update(email="geen adres")

    done = sweep(date(2026, 5, 8))

    assert done.mails == 1
    assert OutgoingMail.objects.get().to == coordinator.email
    assert "on" in reminded(handling)


def test_a_long_list_is_cut_short_and_says_so(case: Complaint, coordinator: User) -> None:
    for _ in range(45):
        make_complaint(coordinator)

    sweep(date(2026, 3, 31))

    body = OutgoingMail.objects.get(to=coordinator.email).body
    assert body.count("Eerste contact") == 40
    assert "En meer" in body


def test_the_start_page_shows_each_person_the_last_reminder_of_a_deadline(
    handling: Deadline, officer: User, coordinator: User
) -> None:
    stop_clock(handling.complaint, "first_contact", date(2026, 3, 25))
    sweep(date(2026, 5, 8))

    of_officer = reminders(officer, date(2026, 5, 8))
    of_coordinator = reminders(coordinator, date(2026, 5, 8))

    assert (of_officer.count, of_coordinator.count) == (1, 1)
    assert "de datum is voorbij" in str(of_officer.items[0].detail)
    assert of_officer.items[0].words == "2 dagen te laat"
    assert "de coördinator moet ernaar kijken" in str(of_coordinator.items[0].detail)


def test_a_reminder_leaves_the_start_page_when_it_is_done_or_the_date_moves(
    handling: Deadline, officer: User
) -> None:
    stop_clock(handling.complaint, "first_contact", date(2026, 3, 25))
    sweep(date(2026, 5, 6))
    assert reminders(officer, ON_THE_DAY).count == 1

    extend(handling, "Meer onderzoek nodig.", officer)

    assert reminders(officer, ON_THE_DAY).count == 0


def test_a_reminder_of_a_case_that_is_no_longer_theirs_is_not_shown(
    case: Complaint, handling: Deadline, officer: User
) -> None:
    sweep(ON_THE_DAY)
    Complaint.objects.filter(pk=case.pk).update(officer=None)

    assert reminders(officer, ON_THE_DAY).count == 0


def away(user: User, stand_in: User | None, until: date | None = None) -> None:
    """The user is away, with somebody in their place."""
    user.absent_from = date(2026, 4, 1)
    user.absent_until = until
    user.stand_in = stand_in
    user.save()
