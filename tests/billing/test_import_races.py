"""Several people at one list in the same moment: one wins, the others are told, and nothing is done twice."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backoffice.kit.transitions import Refused
from billing.actions import import_writing
from billing.actions.member_import import confirm, undo
from billing.models import ImportBatch, Member, MemberChange
from tests.factories.billing import brought_in, checked, row
from tests.processes import Arena

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


def told(action: Callable[[ImportBatch], None], keys: list[Any], wait: Callable[[], Any], number: int) -> str:
    """What somebody hears who does this to a list; nothing when it went well."""
    batch = ImportBatch.objects.get(pk=keys[number % len(keys)])
    wait()
    try:
        action(batch)
    except Refused as refused:
        return str(refused)
    return ""


def die_halfway(key: Any) -> None:
    """Confirm, and be killed after the members are written and before the log is."""
    import_writing.log = lambda *_arguments: os.kill(os.getpid(), signal.SIGKILL)  # only in this process
    confirm(ImportBatch.objects.get(pk=key))


def test_a_process_killed_halfway_leaves_none_of_the_rows(tmp_path: Path) -> None:
    batch = checked(*[row(lidnummer=f"L{number}") for number in range(50)])
    arena = Arena(tmp_path)

    code = arena.exit_code(lambda: die_halfway(batch.pk))

    assert code == -signal.SIGKILL
    assert arena.look(Member.objects.count) == 0
    assert arena.look(MemberChange.objects.count) == 0
    assert arena.look(lambda: ImportBatch.objects.get().state) == "ready"
    assert arena.run(1, lambda number, wait: told(confirm, [batch.pk], wait, number)) == [""]
    assert arena.look(Member.objects.count) == 50


def test_one_of_many_confirmations_wins(tmp_path: Path) -> None:
    batch = checked(*[row(lidnummer=f"L{number}") for number in range(50)])
    arena = Arena(tmp_path)

    words = arena.run(PEOPLE, lambda number, wait: told(confirm, [batch.pk], wait, number))

    assert words.count("") == 1
    assert all("al verwerkt" in word for word in words if word)
    assert arena.look(Member.objects.count) == 50
    assert arena.look(MemberChange.objects.count) == 50


def test_lists_with_the_same_new_member_do_not_both_win(tmp_path: Path) -> None:
    keys = [checked(row(naam=f"Lijst {number}")).pk for number in range(PEOPLE)]
    arena = Arena(tmp_path)

    words = arena.run(PEOPLE, lambda number, wait: told(confirm, keys, wait, number))

    assert words.count("") == 1
    assert arena.look(Member.objects.count) == 1
    assert arena.look(ImportBatch.objects.filter(state="ready").count) == PEOPLE - 1


def test_a_list_is_undone_once(tmp_path: Path) -> None:
    batch = brought_in(row())
    arena = Arena(tmp_path)

    words = arena.run(PEOPLE, lambda number, wait: told(undo, [batch.pk], wait, number))

    assert words.count("") == 1
    assert arena.look(Member.objects.count) == 0
