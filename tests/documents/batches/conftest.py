"""Members to write to, and a batch of letters in each stage."""

from collections.abc import Callable
from typing import Any

import pytest

from backoffice.accounts.models import User
from backoffice.kit.transitions import perform
from billing.models import Member
from documents.actions.prepare_batch import page_key, prepare
from documents.kinds import DocumentKind
from documents.models import Batch
from tests.factories.documents import make_member

Prepare = Callable[..., Batch]


def members(count: int, **fields: Any) -> list[Member]:
    """Members that a letter can be written to, in the order of their numbers."""
    start = Member.objects.count()
    return [
        make_member(number=f"B{start + number:05}", **{"city": "Enschede", **fields})
        for number in range(count)
    ]


@pytest.fixture
def prepared(proof_in_use: DocumentKind, coordinator: User) -> Prepare:
    """Puts a batch together of all members there are: ``prepared()``."""

    def make(by: User | None = None, *, seen: str = "once") -> Batch:
        chosen = Member.objects.order_by("number")
        return prepare(proof_in_use, chosen, by or coordinator, key=page_key(seen))

    return make


@pytest.fixture
def started(prepared: Prepare) -> Prepare:
    """The same, started; the worker has not come by yet."""

    def make(by: User | None = None, *, seen: str = "once", leave_out: bool = False) -> Batch:
        batch = prepared(by, seen=seen)
        perform(batch, "start", by=batch.created_by, leave_out=leave_out)
        return batch

    return make
