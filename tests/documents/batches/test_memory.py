"""A large batch takes no more memory than a small one."""

import tracemalloc
from collections.abc import Callable

import pytest

from documents import tasks
from documents.actions import run_batch
from documents.models import IssuedDocument
from tests.documents.batches.conftest import Prepare, members

pytestmark = pytest.mark.django_db
FILE_BYTES = 20_000


def peak_of(work: Callable[[], object]) -> int:
    """The most memory that the work held at one moment, in bytes, beside what was there before."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak - before


def test_three_times_as_many_letters_take_no_more_memory(
    started: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_batch, "HANDFUL", 10)
    members(30)
    warm, small = started(seen="warm"), started(seen="small")
    tasks.run_batch(str(warm.pk))

    of_thirty = peak_of(lambda: tasks.run_batch(str(small.pk)))
    members(60)
    large = started(seen="large")
    of_ninety = peak_of(lambda: tasks.run_batch(str(large.pk)))

    assert IssuedDocument.objects.count() == 150
    assert of_ninety < of_thirty + 10 * FILE_BYTES
