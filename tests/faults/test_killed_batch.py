"""The worker is killed at any moment of a batch, or has company; every letter is made, none twice."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.transitions import perform
from casework.models import Complaint, ComplaintEvent
from documents import tasks
from documents.actions import run_batch
from documents.actions.prepare_batch import page_key, prepare
from documents.kinds import kinds
from documents.models import Batch, BatchItem, IssuedDocument
from tests.factories.casework import make_registered
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use
from tests.faults.killing import kill_during, moments_of
from tests.processes import Arena

pytestmark = pytest.mark.django_db(transaction=True)
MARKS = ("call try_all", "call _store", "return _store")
LETTERS = 6
HANDFUL = 4
ROOM_FOR_SOME = 40  # pages of 4 KiB


@pytest.fixture
def by(clock: Any, monkeypatch: pytest.MonkeyPatch) -> User:
    """A coordinator with complaints to write about; a batch of them takes two handfuls."""
    templates_in_use()
    monkeypatch.setattr(run_batch, "HANDFUL", HANDFUL)
    user = make_user("coordinator")
    for _ in range(LETTERS):
        make_registered(user)
    ComplaintEvent._base_manager.all()._raw_delete("default")
    return user


def started(by: User, seen: str) -> str:
    """A batch about every complaint, that the worker may begin; its key."""
    chosen = Complaint.objects.order_by("number")
    batch = prepare(kinds.get("acknowledgement"), chosen, by, key=page_key(seen))
    perform(batch, "start", by=by)
    return str(batch.pk)


def the_next_worker() -> list[int]:
    """What a worker that starts an hour later does, twice."""
    with office_clock.at(office_clock.now() + timedelta(hours=1)):
        return [tasks.pick_up_batches(), tasks.pick_up_batches()]


def what_there_is() -> tuple[Counter[tuple[str, str]], int, set[tuple[str, int, int]]]:
    """How many letters each subject of each batch has, how many histories tell of one, and how the batches stand."""
    items = BatchItem.objects.made().values_list("batch_id", "subject_id")
    letters = Counter((str(batch), str(subject)) for batch, subject in items)
    events = ComplaintEvent.objects.filter(name="letter_issued").count()
    return letters, events, set(Batch.objects.values_list("state", "made", "failed"))


def test_a_worker_killed_at_twenty_moments_of_a_batch_leaves_each_letter_once(
    by: User, tmp_path: Path
) -> None:
    count = 1 + 5 * (len(MARKS) + 1)
    undisturbed, *batches = [started(by, str(number)) for number in range(count)]
    arena = Arena(tmp_path)

    moments = moments_of(arena, partial(tasks.run_batch, undisturbed), MARKS, between=5)
    for batch, moment in zip(batches, moments, strict=True):
        kill_during(arena, partial(tasks.run_batch, batch), moment)
    half_done = arena.look(BatchItem.objects.waiting().count)
    arena.look(the_next_worker)

    letters, events, batches_now = arena.look(what_there_is)
    assert len(batches) == 20
    assert 0 < half_done < 20 * LETTERS
    assert set(letters.values()) == {1}
    assert len(letters) == events == arena.look(IssuedDocument.objects.count) == count * LETTERS
    assert batches_now == {("done", LETTERS, 0)}


def test_workers_at_once_make_each_letter_of_a_batch_once(by: User, tmp_path: Path) -> None:
    batch, arena = started(by, "one"), Arena(tmp_path)

    def work(_number: int, wait: Callable[[], Any]) -> None:
        wait()
        tasks.run_batch(batch)

    arena.run(4, work)

    letters, events, batches_now = arena.look(what_there_is)
    assert (len(letters), events, batches_now) == (LETTERS, LETTERS, {("done", LETTERS, 0)})


def test_a_worker_that_was_thought_dead_stores_nothing_beside_its_successor(by: User, tmp_path: Path) -> None:
    batch, arena = started(by, "one"), Arena(tmp_path)

    def work(number: int, wait: Callable[[], Any]) -> None:
        if number:
            wait()
            with office_clock.at(office_clock.now() + timedelta(hours=1)):
                run_batch.run_batch(batch, seconds=0)
            wait()
        else:
            _pausing_before_it_stores(wait)
            tasks.run_batch(batch)

    arena.run(2, work)
    half_done = arena.look(BatchItem.objects.made().count)
    arena.look(the_next_worker)

    letters, events, batches_now = arena.look(what_there_is)
    # What was begun before comes last, so the successor made the others and the first one nothing.
    assert half_done == LETTERS - HANDFUL
    assert (len(letters), events, batches_now) == (LETTERS, LETTERS, {("done", LETTERS, 0)})


def _pausing_before_it_stores(wait: Callable[[], Any]) -> None:
    """In this process the first handful is composed; then the other worker makes a handful."""
    compose = run_batch.try_all

    def slow(*arguments: Any) -> Any:
        composed = compose(*arguments)
        run_batch.try_all = compose
        wait()
        wait()
        return composed

    run_batch.try_all = slow  # type: ignore[assignment]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the limit is SQLite's own")
def test_a_batch_on_a_full_disk_keeps_whole_handfuls_and_goes_on_when_there_is_room(
    by: User, tmp_path: Path
) -> None:
    batch, arena = started(by, "one"), Arena(tmp_path)

    def on_a_full_disk() -> tuple[int, int]:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + ROOM_FOR_SOME}")
        with pytest.raises(Exception, match="full"):
            tasks.run_batch(batch)
        return IssuedDocument.objects.count(), BatchItem.objects.made().count()

    letters, made = arena.look(on_a_full_disk)
    arena.look(the_next_worker)

    assert letters == made < LETTERS
    assert arena.look(what_there_is)[2] == {("done", LETTERS, 0)}
    assert arena.look(IssuedDocument.objects.count) == LETTERS
