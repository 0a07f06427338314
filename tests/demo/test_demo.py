"""The demonstration is one coherent story: every state, something late, due and done, told as a user would."""

import datetime as dt

import pytest
from django.db.models import Count, F

from backoffice.accounts.models import User
from backoffice.demo.people import DEMO_PASSWORD, PEOPLE
from backoffice.demo.telling import tell
from backoffice.kit import clock
from backoffice.kit.refusals import Refused
from billing.models import ImportBatch, Member
from casework.models import Attachment, Complaint, Deadline, OfficeClosure, Part, Reminder
from casework.states import State
from documents.models import IssuedDocument, LetterOrder

# Says that these tests need a database; the story itself is told in the fixture `told`.
pytestmark = pytest.mark.django_db
REACHABLE_TODAY = {
    State.RECEIVED, State.REGISTERED, State.OUT_OF_SCOPE, State.IN_CONSULTATION, State.AWAITING_CONSENT, State.INFORMAL,
    State.CLOSED, State.WITHDRAWN,
}  # fmt: skip
CONTRACTED_LOGINS = {
    "coordinator", "officer", "officer2", "secretary", "chair", "member", "confidant", "confidant2", "finance",
    "administrator", "complainant", "complainant2",
}  # fmt: skip


def test_about_sixty_complaints_stand_in_every_state_that_can_be_reached(told: dt.date) -> None:
    states = dict(Complaint.objects.order_by().values_list("state").annotate(Count("pk")))

    assert set(states) == REACHABLE_TODAY
    assert min(states.values()) >= 4
    assert 55 <= sum(states.values()) <= 70


def test_something_is_late_something_is_due_and_something_was_done_in_time(told: dt.date) -> None:
    running = Deadline.objects.running()

    assert running.filter(due_on__lt=told).count() >= 3
    assert running.filter(due_on=told).exists()
    assert running.filter(due_on__range=(told, told + dt.timedelta(days=7))).count() >= 5
    assert Deadline.objects.filter(state="met", stopped_on__lte=F("due_on")).count() >= 20
    assert Deadline.objects.filter(state="missed").count() >= 2


def test_nothing_happened_later_than_now_and_no_number_is_missing(told: dt.date) -> None:
    numbers = sorted(Complaint.objects.exclude(number=None).values_list("number", "registered_on"))

    for complaint in Complaint.objects.prefetch_related("events"):
        assert all(event.at <= clock.now() for event in complaint.events.all())
    for year in {registered_on.year for _number, registered_on in numbers if registered_on}:
        of_year = [number for number, _day in numbers if number.startswith(f"K{year}-")]
        assert of_year == [f"K{year}-{position:05d}" for position in range(1, len(of_year) + 1)]


def test_every_ordered_letter_was_made_on_the_day_of_its_step(told: dt.date) -> None:
    assert LetterOrder.objects.filter(document=None).count() == 0
    assert IssuedDocument.objects.filter(kind="acknowledgement").count() >= 40
    assert IssuedDocument.objects.filter(kind="consent_form").count() >= 20
    assert all(
        order.document.issued_at.date() == order.ordered_at.date()
        for order in LetterOrder.objects.select_related("document")
        if order.document
    )


def test_members_came_in_through_the_import(told: dt.date) -> None:
    batch = ImportBatch.objects.get()

    assert (batch.state, batch.new_count) == ("done", 240)
    assert Member.objects.count() == 240


def test_lists_look_like_real_life(told: dt.date) -> None:
    assert Part.objects.values("category").distinct().count() == 11
    assert Complaint.objects.values("member").distinct().count() >= 45
    assert set(Complaint.objects.values_list("channel", flat=True)) == {
        "telephone",
        "letter",
        "email",
        "portal",
    }
    assert Complaint.objects.values("coordinator").distinct().count() >= 2
    assert Complaint.objects.filter(is_calamity=True).exists()
    assert Attachment.objects.count() >= 3


def test_terms_were_paused_and_extended_and_the_office_closes_some_days(told: dt.date) -> None:
    assert Deadline.objects.filter(state="paused").exists()
    assert Deadline.objects.filter(is_extended=True).count() >= 2
    assert OfficeClosure.objects.filter(starts_on__gt=told).count() == 2


def test_an_absent_officers_reminders_are_for_the_stand_in(told: dt.date) -> None:
    absent = User.objects.get(email="officer3@example.org")

    assert absent in User.objects.absent(told)
    assert absent.stand_in == User.objects.get(email="officer@example.org")
    assert not Reminder.objects.filter(for_user=absent, fell_on=told).exists()


def test_every_contracted_login_is_there_with_the_demo_password(told: dt.date) -> None:
    present = {person.key for person in PEOPLE}

    assert present >= CONTRACTED_LOGINS
    for person in PEOPLE:
        user = User.objects.get(email=f"{person.key}@example.org")
        assert user.role_keys == {person.role}
    assert User.objects.get(email="coordinator@example.org").check_password(DEMO_PASSWORD)


def test_complainants_of_the_story_find_their_own_complaints_and_no_others(told: dt.date) -> None:
    for email in ("complainant@example.org", "complainant2@example.org"):
        user = User.objects.get(email=email)
        seen = Complaint.objects.visible_to(user)
        assert seen
        assert all(complaint.parties.filter(user=user).exists() for complaint in seen)


def test_a_told_story_is_not_told_again(told: dt.date) -> None:
    before = Complaint.objects.count()

    with pytest.raises(Refused):
        tell()

    assert Complaint.objects.count() == before
