"""Kills a process (SIGKILL: no clean-up of any kind) at a chosen moment of its work.

A moment is a number: so many calls and returns of our own functions, of transactions and of queries. How many a piece
of work has, and which lie where, a first run says that is left alive; between those marks the points are drawn with a
seed, so that a failure can be repeated.
"""

import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest

from tests.processes import Arena

SEED = 20260324
WATCHED = (
    "/documents/",
    "/casework/",
    "/backoffice/kit/",
    "/django/db/transaction.py",
    "/django/db/models/query.py",
    "/smtplib.py",
)
Work = Callable[[], Any]


@dataclass
class Footsteps:
    """Counts the steps of this process from now on, and ends it at one of them."""

    last: int | None = None
    taken: int = 0
    first_at: dict[str, int] = field(default_factory=dict)

    def __call__(self, frame: Any, event: str, _argument: Any) -> None:
        """One event of the interpreter."""
        code = frame.f_code
        if event not in ("call", "return") or not any(part in code.co_filename for part in WATCHED):
            return
        self.taken += 1
        self.first_at.setdefault(f"{event} {code.co_qualname}", self.taken)
        if self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def moments_of(arena: Arena, work: Work, marks: Sequence[str], *, between: int) -> list[int]:
    """Does the work undisturbed; so many seeded moments before, between and after each of the marks ("call store")."""

    def watched() -> list[int]:
        steps = Footsteps()
        _watch(work, steps)
        return [0, *(steps.first_at[mark] for mark in marks), steps.taken]

    bounds = arena.look(watched)
    drawn = random.Random(SEED)
    return [drawn.randint(low + 1, high) for low, high in pairwise(bounds) for _ in range(between)]


def kill_during(arena: Arena, work: Work, moment: int) -> None:
    """Does the work in a process of its own that does not live beyond the moment. Fails when it did."""
    with pytest.raises(RuntimeError, match="a process died"):
        arena.look(lambda: _watch(work, Footsteps(moment)))


def _watch(work: Work, steps: Footsteps) -> None:
    sys.setprofile(steps)
    try:
        work()
    finally:
        sys.setprofile(None)
