"""A reminder reaches somebody who can act on it, and a mail tells only what still holds."""

from collections.abc import Callable
from datetime import date

import pytest

from backoffice.accounts.models import User
from casework.actions.sweep import sweep
from casework.models import Complaint, Deadline, Reminder
from documents.models import OutgoingMail
from tests.factories.casework import make_complaint

pytestmark = pytest.mark.django_db

ON_THE_DAY = date(2026, 5, 6)


def replace(user: User, stand_in: User) -> None:
    """The user is away, with the other in their place."""
    user.absent_from = date(2026, 4, 1)
    user.stand_in = stand_in
    user.save()


def reminded(deadline: Deadline) -> dict[str, int | None]:
    """Who was reminded, by kind."""
    return dict(deadline.reminders.values_list("kind", "for_user"))


@pytest.mark.parametrize("role", ["finance", "confidant", "administrator", "secretary", "officer"])
def test_a_stand_in_who_cannot_do_the_coordinators_work_is_passed_over(
    case: Complaint, coordinator: User, user_with: Callable[..., User], role: str
) -> None:
    Complaint.objects.filter(pk=case.pk).update(officer=None)
    other = user_with("coordinator")
    stand_in = user_with(role)
    replace(coordinator, stand_in)

    sweep(ON_THE_DAY)

    assert set(Reminder.objects.values_list("for_user", flat=True)) == {None}
    mailed = set(OutgoingMail.objects.values_list("to", flat=True))
    assert other.email in mailed
    assert stand_in.email not in mailed


@pytest.mark.parametrize(
    ("role", "accepted"),
    [("officer", True), ("coordinator", True), ("secretary", False), ("finance", False)],
)
def test_an_officer_is_stood_in_for_by_who_can_do_an_officers_work(
    handling: Deadline, officer: User, user_with: Callable[..., User], role: str, accepted: bool
) -> None:
    stand_in = user_with(role)
    replace(officer, stand_in)

    sweep(ON_THE_DAY)

    assert reminded(handling)["on"] == (stand_in.pk if accepted else None)


def test_a_handler_who_lost_the_role_is_not_reminded(handling: Deadline, officer: User) -> None:
    officer.set_roles(["finance"])

    sweep(ON_THE_DAY)

    assert reminded(handling)["on"] is None
    assert not OutgoingMail.objects.filter(to=officer.email).exists()


@pytest.mark.parametrize("change", [{"state": "met"}, {"due_on": date(2026, 6, 9)}])
def test_what_no_longer_holds_is_not_in_the_next_mail(
    case: Complaint, coordinator: User, officer: User, change: dict[str, object]
) -> None:
    sweep(date(2026, 3, 31))
    late = make_complaint(coordinator, received_on=date(2026, 3, 2), incident_on=None)
    Complaint.objects.filter(pk=late.pk).update(officer=officer)
    sweep(date(2026, 3, 31))
    late.deadlines.update(**change)

    sweep(date(2026, 4, 1))

    told = OutgoingMail.objects.filter(to=officer.email)
    assert not any("9 maart 2026" in mail.body for mail in told)
    waiting = Reminder.objects.filter(deadline__complaint=late, for_user=officer)
    assert set(waiting.values_list("mailed_on", flat=True)) == {None}


def test_an_office_without_anybody_in_a_role_still_gives_the_reminder(handling: Deadline) -> None:
    for user in User.objects.all():
        user.set_roles([])

    sweep(handling.due_on)

    assert set(Reminder.objects.values_list("for_user", flat=True)) == {None}
