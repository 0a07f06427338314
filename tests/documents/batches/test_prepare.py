"""Putting a batch together and starting it: a fixed set, once, and only what this user may make."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.transitions import Refused, perform
from billing.models import Member
from documents import tasks
from documents.actions import prepare_batch
from documents.actions.prepare_batch import kinds_about, lacking, offers, page_key, prepare
from documents.kinds import DocumentKind, kinds
from documents.models import Batch, BatchItem, IssuedDocument
from documents.models.batch_item import ItemOutcome
from tests.documents.batches.conftest import Prepare, members
from tests.factories.documents import make_member, proof_kind

pytestmark = pytest.mark.django_db


def outcomes(batch: Batch) -> dict[str, str]:
    """What became of each item, by the number of its member."""
    return {item.subject_name.split()[0]: item.outcome for item in batch.items.all()}


def test_a_choice_becomes_items_in_the_order_of_the_list_and_no_letter(prepared: Prepare) -> None:
    chosen = members(3)

    batch = prepared()

    assert [item.subject_id for item in batch.items.all()] == [member.pk for member in chosen]
    assert (batch.state, batch.total) == ("prepared", 3)
    assert not IssuedDocument.objects.exists()


def test_the_set_stays_what_it_was_when_members_come_and_the_batch_starts(started: Prepare) -> None:
    members(2)
    batch = started()
    members(1)

    tasks.run_batch(str(batch.pk))

    assert batch.items.count() == IssuedDocument.objects.count() == 2


def test_only_kinds_about_these_rows_are_offered_and_only_to_who_may_make_them(
    proof_in_use: DocumentKind, coordinator: User, officer: User
) -> None:
    members(2)

    offered = offers(Member.objects.all(), coordinator)

    assert proof_in_use in kinds_about(Member)
    assert (proof_in_use, 2) in [(offer.kind, offer.count) for offer in offered]
    assert proof_in_use not in [offer.kind for offer in offers(Member.objects.all(), officer)]


def test_a_kind_about_something_else_makes_no_batch(proof_in_use: DocumentKind, coordinator: User) -> None:
    members(1)

    with pytest.raises(Refused, match="gaat niet over deze regels"):
        prepare(kinds.get("acknowledgement"), Member.objects.all(), coordinator, key=page_key("x"))

    assert not Batch.objects.exists()


def test_pressed_twice_on_one_page_is_one_batch_and_another_page_another(prepared: Prepare) -> None:
    members(1)

    assert prepared(seen="a") == prepared(seen="a")
    assert prepared(seen="b") != prepared(seen="a")
    assert BatchItem.objects.count() == 2


def test_the_key_of_another_page_does_not_open_the_batch_of_another_person(
    prepared: Prepare, finance: User
) -> None:
    members(1)

    assert prepared(seen="a") != prepared(finance, seen="a")


@pytest.mark.parametrize("forged", ["", "a", "a:b", "x" * 5000])
def test_a_key_of_ones_own_making_makes_nothing(
    proof_in_use: DocumentKind, coordinator: User, forged: str
) -> None:
    members(1)

    with pytest.raises(Refused, match="niet meer geldig"):
        prepare(proof_in_use, Member.objects.all(), coordinator, key=forged)

    assert not Batch.objects.exists()


def test_more_than_a_batch_holds_is_refused_before_anything_is_made(
    prepared: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare_batch, "MOST_LETTERS", 2)
    members(3)

    with pytest.raises(Refused, match="hoogstens 2 brieven"):
        prepared()

    assert not Batch.objects.exists()


@pytest.fixture
def only_in_enschede(proof_in_use: DocumentKind, tmp_path) -> DocumentKind:  # type: ignore[no-untyped-def]
    """A kind that may be made about members in Enschede only."""
    return _replaced(proof_kind(tmp_path, may_issue=lambda _user, member: member.city == "Enschede"))


def _replaced(kind: DocumentKind) -> DocumentKind:
    kinds._things[kind.key] = kind
    return kind


def test_what_this_user_may_not_make_is_named_and_never_made(
    only_in_enschede: DocumentKind, coordinator: User
) -> None:
    make_member(number="B1", city="Enschede")
    make_member(number="B2", city="Hengelo")
    batch = prepare(only_in_enschede, Member.objects.order_by("number"), coordinator, key=page_key("x"))

    perform(batch, "start", by=coordinator)
    tasks.run_batch(str(batch.pk))

    batch.refresh_from_db()
    assert outcomes(batch) == {"B1": ItemOutcome.MADE, "B2": ItemOutcome.REFUSED}
    assert batch.items.get(subject_name__startswith="B2").reason == "U mag deze brief hier niet maken."
    assert (batch.state, batch.total, batch.made) == ("done", 1, 1)


def test_a_choice_of_which_this_user_may_make_none_is_refused(
    only_in_enschede: DocumentKind, coordinator: User
) -> None:
    make_member(city="Hengelo")

    with pytest.raises(Refused, match="geen van deze brieven"):
        prepare(only_in_enschede, Member.objects.all(), coordinator, key=page_key("x"))

    assert not Batch.objects.exists()


def test_who_may_is_asked_again_at_the_start(only_in_enschede: DocumentKind, coordinator: User) -> None:
    moved = make_member(number="B1", city="Enschede")
    make_member(number="B2", city="Enschede")
    batch = prepare(only_in_enschede, Member.objects.order_by("number"), coordinator, key=page_key("x"))
    Member.objects.filter(pk=moved.pk).update(city="Hengelo")

    perform(batch, "start", by=coordinator)

    assert outcomes(batch) == {"B1": ItemOutcome.REFUSED, "B2": ItemOutcome.WAITING}


def test_what_lacks_something_is_named_with_what_and_keeps_the_batch_from_starting(
    prepared: Prepare, coordinator: User
) -> None:
    members(1)
    make_member(number="C1", city="")
    batch = prepared()

    found = lacking(batch, coordinator)
    with pytest.raises(Refused, match="1 brief mist iets"):
        perform(batch, "start", by=coordinator)

    assert [(one.item.subject_name[:2], str(one.missing[0])) for one in found] == [
        ("C1", "plaats van het lid")
    ]
    assert (batch.state, IssuedDocument.objects.count()) == ("prepared", 0)


def test_what_lacks_something_can_be_left_out(started: Prepare) -> None:
    members(1)
    make_member(number="C1", city="")

    batch = started(leave_out=True)
    tasks.run_batch(str(batch.pk))

    batch.refresh_from_db()
    assert outcomes(batch) == {"B00000": ItemOutcome.MADE, "C1": ItemOutcome.LEFT_OUT}
    assert batch.items.get(outcome=ItemOutcome.LEFT_OUT).reason == "Ontbreekt: plaats van het lid."
    assert batch.state == "done"


def test_nothing_starts_when_nothing_would_remain(prepared: Prepare, coordinator: User) -> None:
    make_member(city="")
    batch = prepared()

    with pytest.raises(Refused, match="Er zou geen brief overblijven"):
        perform(batch, "start", by=coordinator, leave_out=True)

    assert outcomes(batch).popitem()[1] == ItemOutcome.WAITING


def test_a_batch_starts_once(started: Prepare, coordinator: User) -> None:
    members(1)
    batch = started()

    with pytest.raises(Refused, match="kan niet in de status"):
        perform(batch, "start", by=coordinator)


def test_another_person_does_not_start_it(prepared: Prepare, finance: User) -> None:
    members(1)
    batch = prepared()

    with pytest.raises(Refused):
        perform(batch, "start", by=finance)


def test_a_batch_that_nobody_started_is_stopped_after_a_day(prepared: Prepare) -> None:
    members(1)
    old = prepared(seen="old")
    with office_clock.at(office_clock.now() + timedelta(hours=25)):
        new = prepared(seen="new")

        tasks.pick_up_batches()

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == ("cancelled", "prepared")


def test_no_two_letters_have_the_same_place_and_so_none_the_same_file_name(prepared: Prepare) -> None:
    members(2)
    first, second = prepared().items.order_by("position")

    with pytest.raises(IntegrityError):
        BatchItem.objects.filter(pk=second.pk).update(position=first.position)
