"""A long list is brought in and undone by the worker: the order stands, is carried out once, and all or nothing."""

import os
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django_q.models import OrmQ

from backoffice.accounts.models import User
from backoffice.kit import clock as kit_clock
from backoffice.kit.transitions import Refused
from billing import tasks
from billing.actions import import_ordering, import_writing
from billing.actions.import_ordering import order_confirm, order_undo
from billing.member_list.progress import Progress, forget_progress, progress_of
from billing.models import BatchState, ImportBatch, Member, MemberChange
from tests.billing.test_import_pages import LISTS, page
from tests.billing.test_member_pages import signed_in
from tests.factories.billing import checked, row
from tests.processes import Arena

pytestmark = pytest.mark.django_db(transaction=True)
LATER = timedelta(minutes=6)
ROWS = 5


@pytest.fixture(autouse=True)
def every_list_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit above which the worker does it, so low that a handful of rows is a long list."""
    monkeypatch.setattr(import_ordering, "AT_ONCE", 0)


def long_list(**cells: str) -> ImportBatch:
    return checked(*[row(lidnummer=f"L{number}", **cells) for number in range(ROWS)])


def ordered(by: User | None) -> ImportBatch:
    batch = long_list()
    order_confirm(batch, by=by)
    return batch


def fresh(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def test_the_order_waits_for_the_worker_and_the_page_follows(finance: User) -> None:
    batch = long_list()
    client = signed_in(finance)

    client.post(f"{LISTS}{batch.pk}/confirm/")
    waiting = page(client, batch)
    tasks.bring_in_list(str(batch.pk))
    finished = page(client, batch)

    assert OrmQ.objects.count() == 1
    assert 'http-equiv="refresh"' in waiting
    assert f"0 van {ROWS} leden" in waiting
    assert "confirm/" not in waiting
    assert "Verwerkt door" in finished
    assert Member.objects.count() == ROWS


def test_a_second_click_orders_nothing_twice_and_names_who_was_first(finance: User) -> None:
    batch = ordered(finance)
    client = signed_in(finance)

    again = client.post(f"{LISTS}{batch.pk}/confirm/", follow=True)

    assert finance.name in again.content.decode()
    assert "Er wordt niets dubbel gedaan" in again.content.decode()
    assert OrmQ.objects.count() == 1


def test_a_task_that_is_delivered_twice_does_it_once(finance: User) -> None:
    batch = ordered(finance)

    tasks.bring_in_list(str(batch.pk))
    tasks.bring_in_list(str(batch.pk))

    assert fresh(batch).state == BatchState.DONE
    assert (fresh(batch).done_by, fresh(batch).done_at is not None) == (finance, True)
    assert MemberChange.objects.count() == ROWS


def test_what_stands_in_the_way_is_kept_with_the_list_that_is_then_as_before(finance: User) -> None:
    batch = ordered(finance)
    Member.objects.create(number="L3", name="Ondertussen toegevoegd")

    tasks.bring_in_list(str(batch.pk))

    shown = page(signed_in(finance), batch)
    assert fresh(batch).state == BatchState.READY
    assert fresh(batch).done_by is None
    assert "De lijst is niet verwerkt." in shown
    assert "L3" in shown
    assert Member.objects.count() == 1


def test_who_may_no_longer_bring_in_lists_by_then_brings_in_nothing(finance: User) -> None:
    batch = ordered(finance)
    User.objects.filter(pk=finance.pk).update(is_active=False)

    tasks.bring_in_list(str(batch.pk))

    assert fresh(batch).state == BatchState.READY
    assert not Member.objects.exists()


def test_a_long_list_is_undone_by_the_worker_once(finance: User) -> None:
    batch = ordered(finance)
    tasks.bring_in_list(str(batch.pk))

    order_undo(fresh(batch), by=finance)
    with pytest.raises(Refused, match="wordt al ongedaan gemaakt"):
        order_undo(fresh(batch), by=finance)
    members_meanwhile = Member.objects.count()
    tasks.undo_list(str(batch.pk))

    assert members_meanwhile == ROWS
    assert not Member.objects.exists()
    assert (fresh(batch).state, fresh(batch).undone_by) == (BatchState.UNDONE, finance)


def test_an_undo_that_is_refused_leaves_the_list_done_and_says_why(finance: User) -> None:
    batch = ordered(finance)
    tasks.bring_in_list(str(batch.pk))
    order_undo(fresh(batch), by=finance)
    Member.objects.filter(number="L2").update(version=7)

    tasks.undo_list(str(batch.pk))

    assert fresh(batch).state == BatchState.DONE
    assert "De lijst is niet ongedaan gemaakt." in page(signed_in(finance), batch)
    assert Member.objects.count() == ROWS


def die_halfway(key: Any) -> None:
    """What a worker does that is killed after the members are written and before the log is."""
    import_writing.log = lambda *_arguments: os.kill(os.getpid(), signal.SIGKILL)  # only in this process
    tasks.bring_in_list(str(key))


def test_a_killed_worker_leaves_nothing_and_the_list_can_be_confirmed_again(tmp_path: Path) -> None:
    batch = ordered(None)
    arena = Arena(tmp_path)

    code = arena.exit_code(lambda: die_halfway(batch.pk))
    left = arena.look(lambda: (Member.objects.count(), MemberChange.objects.count(), fresh(batch).state))
    arena.look(lambda: again_after_a_while(batch))

    assert code == -signal.SIGKILL
    assert left == (0, 0, "bringing_in")
    assert arena.look(Member.objects.count) == ROWS
    assert arena.look(lambda: fresh(batch).state) == "done"


def again_after_a_while(batch: ImportBatch) -> None:
    with kit_clock.at(kit_clock.now() + LATER):
        order_confirm(fresh(batch))
        tasks.bring_in_list(str(batch.pk))


def test_many_workers_with_the_same_order_do_it_once(tmp_path: Path) -> None:
    batch = ordered(None)
    arena = Arena(tmp_path)

    def work(_number: int, wait: Any) -> None:
        wait()
        tasks.bring_in_list(str(batch.pk))

    arena.run(4, work)

    assert arena.look(MemberChange.objects.count) == ROWS
    assert arena.look(lambda: (fresh(batch).state, fresh(batch).reasons)) == ("done", [])


def test_an_order_that_hangs_offers_to_try_again(finance: User) -> None:
    batch = ordered(finance)

    with kit_clock.at(kit_clock.now() + LATER):
        client = signed_in(finance)
        shown = page(client, batch)
        client.post(f"{LISTS}{batch.pk}/confirm/")

    assert "Opnieuw proberen" in shown
    assert OrmQ.objects.count() == 2


def test_the_count_of_a_list_on_its_way_can_be_read_meanwhile(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "member-lists").mkdir()
    batch = long_list()

    seen = [progress_of(batch.pk) for _row in Progress(batch.pk).over(range(1201))]
    forget_progress(batch.pk)

    assert (seen[0], seen[600], seen[1200]) == (0, 500, 1000)
    assert progress_of(batch.pk) == 0
    assert not list((tmp_path / "member-lists").glob("*.count"))


def test_a_short_list_is_brought_in_at_once(finance: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_ordering, "AT_ONCE", ROWS)
    batch = long_list()

    order_confirm(batch, by=finance)

    assert fresh(batch).state == BatchState.DONE
    assert not OrmQ.objects.exists()
