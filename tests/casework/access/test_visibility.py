"""Who sees which complaint and may work on it; what somebody may not see does not exist for them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile

from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from backoffice.kit.transitions import Refused, perform
from casework.actions.attachments import attach
from casework.actions.take_over import take_over
from casework.models import Attachment, Complaint, ComplaintEvent, Consent, Deadline, Part, Party
from casework.states import State
from tests.conftest import THE_DAY
from tests.factories.casework import (
    complainant_party,
    coordinator_of,
    make_awaiting_consent,
    make_closed,
    make_complaint,
    make_in_state,
    make_registered,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("clock", "db")


def assigned_to(officer: User, **fields: Any) -> Complaint:
    """A complaint of this officer; the step that assigns comes later."""
    complaint = make_registered(**fields)
    Complaint.objects.filter(pk=complaint.pk).update(officer=officer)
    complaint.refresh_from_db()
    return complaint


def sees(user: Any, complaint: Complaint) -> bool:
    """Whether a complaint exists for a user."""
    return Complaint.objects.visible_to(user).filter(pk=complaint.pk).exists()


# role → sees (somebody else's, own or assigned), works on (somebody else's, own or assigned)
TABLE = {
    "coordinator": ((True, True), (False, True)),
    "officer": ((False, True), (False, True)),
    "secretary": ((False, False), (False, False)),
    "committee_member": ((False, False), (False, False)),
    "confidant": ((False, False), (False, False)),
    "finance": ((False, False), (False, False)),
    "administrator": ((False, False), (False, False)),
    "complainant": ((False, True), (False, True)),
}


@pytest.mark.parametrize("role", TABLE)
def test_the_table_of_who_sees_and_works_on_what(role: str) -> None:
    user = make_user(role)
    other = make_registered()
    own = assigned_to(user, parties=(complainant_party(user=user if role == "complainant" else None),))
    Complaint.objects.filter(pk=own.pk).update(coordinator=user)
    own.refresh_from_db()

    seen = (sees(user, other), sees(user, own))
    handled = (other.is_handled_by(user), own.is_handled_by(user))

    assert (seen, handled) == TABLE[role]


def test_the_table_knows_every_role() -> None:
    assert set(TABLE) == set(Role.values)


@pytest.mark.parametrize("state", State.values)
def test_the_secretary_sees_the_phase_of_the_committee_only(state: str, secretary: User) -> None:
    complaint = make_in_state(state)

    assert sees(secretary, complaint) is (state == "with_committee")
    assert complaint.is_handled_by(secretary) is (state == "with_committee")


def test_a_complaint_of_nobody_is_for_every_coordinator(coordinator: User) -> None:
    portal_user = make_user("complainant")
    complaint = make_complaint(portal_user, parties=(complainant_party(user=portal_user),))

    assert complaint.is_handled_by(coordinator)
    assert list(Complaint.objects.unassigned()) == [complaint]


@pytest.mark.parametrize("role", ["coordinator", "officer"])
def test_the_stand_in_works_on_the_complaints_of_an_absent_colleague_and_of_nobody_else(role: str) -> None:
    stand_in = make_user(role)
    away = make_user(role, stand_in=stand_in, absent_from=THE_DAY, absent_until=THE_DAY)
    back = make_user(
        role,
        stand_in=stand_in,
        absent_until=THE_DAY - timedelta(days=1),
        absent_from=THE_DAY - timedelta(days=9),
    )
    of_away, of_back = assigned_to(away), assigned_to(back)
    Complaint.objects.filter(pk=of_away.pk).update(coordinator=away)
    Complaint.objects.filter(pk=of_back.pk).update(coordinator=back)

    rows = {row.pk: row for row in Complaint.objects.all()}

    assert rows[of_away.pk].is_handled_by(stand_in)
    assert not rows[of_back.pk].is_handled_by(stand_in)
    assert list(Complaint.objects.to_do_for(stand_in)) == [of_away]
    assert sees(stand_in, of_away)


@pytest.mark.parametrize(
    "roles", [("administrator",), ("administrator", "coordinator"), ("administrator", "officer")]
)
def test_a_complaint_about_a_director_does_not_exist_for_administrators(roles: tuple[str, ...]) -> None:
    administrator = make_user(*roles)
    complaint = assigned_to(administrator, is_about_director=True)
    closed = make_closed(is_about_director=True)

    assert not sees(administrator, complaint)
    assert not closed.is_handled_by(make_user("administrator"))


def test_a_person_with_two_roles_sees_what_either_sees() -> None:
    user = make_user("officer", "secretary")
    mine, committee, other = assigned_to(user), make_in_state("with_committee"), make_registered()

    assert set(Complaint.objects.visible_to(user)) == {mine, committee}
    assert not sees(user, other)


def test_two_complainants_never_see_each_other() -> None:
    anna, bert = make_user("complainant"), make_user("complainant")
    of_anna = make_registered(parties=(complainant_party(user=anna),))
    of_bert = make_registered(parties=(complainant_party(user=bert),))

    assert list(Complaint.objects.visible_to(anna)) == [of_anna]
    assert list(Complaint.objects.visible_to(bert)) == [of_bert]


def test_who_left_and_who_never_signed_in_see_nothing(user_with: Callable[..., User]) -> None:
    make_registered()

    assert not Complaint.objects.visible_to(user_with("coordinator", is_active=False)).exists()
    assert not Complaint.objects.visible_to(AnonymousUser()).exists()
    assert not Complaint.objects.visible_to(None).exists()


@pytest.mark.parametrize("model", [Party, Part, Consent, Attachment, ComplaintEvent, Deadline])
def test_whatever_belongs_to_a_complaint_is_seen_by_whoever_sees_the_complaint(model: Any) -> None:
    officer, stranger = make_user("officer"), make_user("officer")
    complaint = make_awaiting_consent()
    attach(complaint, SimpleUploadedFile("brief.txt", b"Geachte heer"), complaint.coordinator)
    make_awaiting_consent()
    Complaint.objects.filter(pk=complaint.pk).update(officer=officer)

    seen = model.objects.visible_to(officer)

    assert seen.exists()
    assert {row.complaint_id for row in seen} == {complaint.pk}
    for nobody in (stranger, make_user("finance"), make_user("administrator"), make_user("confidant")):
        assert not model.objects.visible_to(nobody).exists()


def test_complainants_do_not_read_the_notes_of_the_office(complainant: User) -> None:
    make_registered(parties=(complainant_party(user=complainant),))

    assert Complaint.objects.visible_to(complainant).exists()
    assert not ComplaintEvent.objects.visible_to(complainant).exists()


def test_search_starts_from_what_is_visible(officer: User) -> None:
    make_registered()

    assert Complaint.objects.search("jansen").exists()
    assert not Complaint.objects.visible_to(officer).search("jansen").exists()


def test_the_list_reads_no_encrypted_text_and_asks_a_fixed_number_of_times(
    coordinator: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        make_registered(coordinator)
    assert coordinator.role_keys

    with django_assert_max_num_queries(4):
        rows = list(Complaint.objects.visible_to(coordinator).for_list())
        shown = [(row.number, row.member.name, row.coordinator.name, row.get_state_display()) for row in rows]

    assert len(shown) == 5
    assert all("narrative" in row.get_deferred_fields() for row in rows)


def test_the_page_of_a_complaint_asks_a_fixed_number_of_times(django_assert_max_num_queries: Any) -> None:
    complaint = make_awaiting_consent()

    with django_assert_max_num_queries(6):
        found = Complaint.objects.for_detail().get(pk=complaint.pk)
        assert found.complainant
        assert found.client
        assert [part.category.name for part in found.parts.all() if part.category]
        assert len(found.consents.all()) == 5
        assert not found.attachments.all()


# --- taking over ------------------------------------------------------------------------------------------------------


def test_a_coordinator_takes_over_from_a_colleague_and_may_then_work_on_it(coordinator: User) -> None:
    complaint = make_registered()
    before = coordinator_of(complaint)

    with pytest.raises(Refused):
        perform(complaint, "record_contact", by=coordinator)
    take_over(complaint, coordinator)
    perform(complaint, "record_contact", by=coordinator)

    taken = complaint.events.get(name="taken_over")
    assert complaint.coordinator == coordinator
    assert taken.answers["before"] == before.name


@pytest.mark.parametrize("role", ["officer", "secretary", "administrator", "finance", "complainant"])
def test_nobody_else_takes_over(role: str) -> None:
    complaint = make_registered()

    with pytest.raises(Refused):
        take_over(complaint, make_user(role))


def test_taking_over_what_is_mine_or_finished_is_refused(coordinator: User) -> None:
    mine, finished = make_registered(coordinator), make_closed()

    with pytest.raises(Refused):
        take_over(mine, coordinator)
    with pytest.raises(Refused):
        take_over(finished, coordinator)
