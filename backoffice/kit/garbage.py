"""Python's cycle collector, out of the way of work that makes many rows and no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycles_here() -> Iterator[None]:
    """Within the block nothing looks for cycles; what is no longer used is freed all the same.

    Comparing a list of 20,000 rows keeps the whole list alive while making a few objects per row. The collector would
    walk that list again and again: 40 % of the time. The block is for one thread's bounded work, not for a request.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
