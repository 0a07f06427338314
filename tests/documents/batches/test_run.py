"""The worker makes a batch: every letter whole, once, with what follows from it; one that fails stops no other."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.transitions import Refused, perform
from billing.models import Member
from casework.models import Complaint, ComplaintEvent
from documents import tasks
from documents.actions import run_batch
from documents.actions.issue import issue
from documents.actions.prepare_batch import page_key, prepare
from documents.kinds import kinds
from documents.models import Batch, IssuedDocument, TemplateVersion
from documents.models.batch_item import ItemOutcome
from tests.documents.batches.conftest import Prepare, members
from tests.factories.casework import make_registered
from tests.factories.documents import PROOF, make_template, proof_kind, texts_of
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db


def run(batch: Batch) -> Batch:
    """What the worker does, and the batch afterwards."""
    tasks.run_batch(str(batch.pk))
    return Batch.objects.get(pk=batch.pk)


def test_each_letter_is_the_one_that_would_be_made_alone(started: Prepare, coordinator: User) -> None:
    member = members(3)[1]
    alone = issue(PROOF, member, coordinator)

    batch = run(started())

    letter = batch.items.get(subject_id=member.pk).document
    assert letter is not None
    assert (batch.state, batch.made, batch.failed) == ("done", 3, 0)
    assert texts_of(letter.content) == texts_of(alone.content)
    assert letter.sha256 == hashlib.sha256(letter.content).hexdigest()
    for name in ("kind", "template_version", "model_label", "subject_name", "title", "data", "issued_by"):
        assert getattr(letter, name) == getattr(alone, name), name


def test_files_and_values_of_a_batch_are_not_readable_in_the_database(started: Prepare) -> None:
    members(2, name="Kanarie in de brief")

    run(started())

    with connection.cursor() as cursor:
        cursor.execute("SELECT content, data FROM documents_issueddocument")
        stored = b"".join(bytes(value) for row in cursor.fetchall() for value in row)
    assert b"Kanarie" not in stored
    assert b"PK\x03\x04" not in stored


def test_each_letter_of_a_complaint_stands_in_its_history(coordinator: User, clock: Any) -> None:
    templates_in_use()
    complaints = [make_registered(coordinator) for _ in range(2)]
    kind = kinds.get("acknowledgement")
    batch = prepare(kind, Complaint.objects.all(), coordinator, key=page_key("x"))
    perform(batch, "start", by=coordinator)

    run(batch)

    for complaint in complaints:
        event = ComplaintEvent.objects.get(complaint=complaint, name="letter_issued")
        letter = IssuedDocument.objects.of(complaint).get()
        assert event.answers == {"document": str(letter.pk), "kind": "acknowledgement", "title": letter.title}
        assert (event.by, event.by_role, event.category) == (coordinator, "coordinator", "letter")


def test_ten_letters_ask_no_more_queries_than_two(coordinator: User, clock: Any) -> None:
    templates_in_use()

    few, many = (_queries_for(coordinator, count) for count in (2, 10))

    assert many == few


def _queries_for(by: User, count: int) -> int:
    made = [make_registered(by).pk for _ in range(count)]
    chosen = Complaint.objects.filter(pk__in=made)
    batch = prepare(kinds.get("acknowledgement"), chosen, by, key=page_key(str(count)))
    perform(batch, "start", by=by)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert run(batch).made == count
    return len(queries)


def test_one_that_fails_says_why_and_stops_no_other(started: Prepare, coordinator: User) -> None:
    good, bad = members(2)
    batch = started()
    Member.objects.filter(pk=bad.pk).update(city="")

    batch = run(batch)

    items = {item.subject_id: item for item in batch.items.all()}
    assert (batch.state, batch.made, batch.failed) == ("partly_done", 1, 1)
    assert items[good.pk].outcome == ItemOutcome.MADE
    assert items[bad.pk].reason == "Ontbreekt: plaats van het lid."


@pytest.mark.parametrize(
    ("value", "reason"),
    [(object(), "TypeError"), (ValueError("geheim"), "ValueError"), (OSError("geheim"), "OSError")],
)
def test_a_bad_value_is_told_by_its_kind_and_not_by_what_it_held(
    started: Prepare, tmp_path: Path, value: Any, reason: str
) -> None:
    _good, bad = members(2)

    def context(member: Member) -> Any:
        if member.pk == bad.pk and isinstance(value, Exception):
            raise value
        return {"lid": {"naam": value if member.pk == bad.pk else "x", "nummer": member.number}}

    batch = started()
    kinds._things[PROOF] = proof_kind(tmp_path, build_context=context)

    batch = run(batch)

    told = batch.items.get(subject_id=bad.pk).reason
    assert (batch.made, batch.failed) == (1, 1)
    assert reason in told
    assert "geheim" not in told


def test_failed_letters_are_tried_again_and_no_others(started: Prepare, coordinator: User) -> None:
    _good, bad = members(2)
    batch = started()
    Member.objects.filter(pk=bad.pk).update(city="")
    batch = run(batch)
    first = set(IssuedDocument.objects.values_list("pk", flat=True))
    Member.objects.filter(pk=bad.pk).update(city="Hengelo")

    perform(batch, "retry", by=coordinator)
    batch = run(batch)

    assert (batch.state, batch.made, batch.failed) == ("done", 2, 0)
    assert first < set(IssuedDocument.objects.values_list("pk", flat=True))
    assert IssuedDocument.objects.count() == 2
    with pytest.raises(Refused):
        perform(batch, "retry", by=coordinator)


def test_a_batch_keeps_the_template_that_it_began_with(
    started: Prepare, coordinator: User, administrator: User, second_administrator: User
) -> None:
    members(2)
    batch = started()
    former = TemplateVersion.objects.of_kind(PROOF).active().get()
    newer = make_template("Nieuw: {{ lid.naam }}", by=administrator)
    perform(newer, "approve", by=second_administrator)

    run(batch)

    former.refresh_from_db()
    assert former.state == "retired"
    assert {letter.template_version for letter in IssuedDocument.objects.all()} == {former}
    assert "Nieuw" not in str([texts_of(letter.content) for letter in IssuedDocument.objects.all()])


def test_a_stopped_batch_makes_nothing_more_and_goes_on_when_asked(
    started: Prepare, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_batch, "HANDFUL", 2)
    members(5)
    batch = started()
    run_batch.run_batch(batch.pk, seconds=0)
    batch.refresh_from_db()

    perform(batch, "cancel", by=coordinator)
    stopped = run(batch)
    perform(stopped, "retry", by=coordinator)
    finished = run(stopped)

    assert (stopped.made, IssuedDocument.objects.count()) == (2, 5)
    assert (finished.state, finished.made) == ("done", 5)


def test_a_batch_that_was_left_behind_goes_on_when_its_worker_is_silent(started: Prepare, clock: Any) -> None:
    members(2)
    batch = started()
    run_batch._take(batch.pk, batch.pk)  # a worker that is gone

    tasks.pick_up_batches()
    too_soon = IssuedDocument.objects.count()
    with office_clock.at(office_clock.now() + timedelta(minutes=3)):
        tasks.pick_up_batches()

    assert (too_soon, IssuedDocument.objects.count()) == (0, 2)


def test_what_breaks_its_worker_again_and_again_is_given_up_and_the_others_are_made(
    started: Prepare, tmp_path: Path
) -> None:
    _one, bad, _two = members(3)

    def context(member: Member) -> Any:
        if member.pk == bad.pk:
            raise RuntimeError("not foreseen")
        return {"lid": {"naam": member.name, "nummer": member.number}}

    batch = started()
    kinds._things[PROOF] = proof_kind(tmp_path, build_context=context)
    for _ in range(run_batch.MOST_ATTEMPTS):
        with pytest.raises(RuntimeError):
            run(batch)
    batch = run(batch)

    assert (batch.state, batch.made, batch.failed) == ("partly_done", 2, 1)
    assert "verschillende keren afgebroken" in batch.items.get(subject_id=bad.pk).reason


def test_a_user_who_left_makes_no_letters_any_more(started: Prepare, coordinator: User) -> None:
    members(1)
    batch = started()
    type(coordinator).objects.filter(pk=coordinator.pk).update(is_active=False)

    batch = run(batch)

    assert (batch.made, batch.failed) == (0, 1)
    assert not IssuedDocument.objects.exists()


def test_each_sees_the_batches_and_the_letters_that_are_theirs(
    started: Prepare, coordinator: User, finance: User, officer: User, administrator: User
) -> None:
    members(1)
    batch = started(finance)

    def seen(user: User) -> bool:
        return Batch.objects.visible_to(user).filter(pk=batch.pk).exists()

    assert [seen(user) for user in (finance, coordinator)] == [True, True]
    assert [seen(user) for user in (make_user("finance"), officer, administrator)] == [False, False, False]
    assert batch.items.visible_to(finance).count() == 1
    assert batch.items.visible_to(make_user("complainant")).count() == 0
