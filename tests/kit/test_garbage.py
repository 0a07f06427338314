"""The cycle collector rests during the block, and is as it was afterwards."""

import gc

import pytest

from backoffice.kit.garbage import no_cycles_here


def test_the_collector_rests_and_comes_back_whatever_happens() -> None:
    seen: list[bool] = []

    @no_cycles_here()
    def break_off() -> None:
        seen.append(gc.isenabled())
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        break_off()

    assert [*seen, gc.isenabled()] == [False, True]


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with no_cycles_here():
            pass
        is_on_after = gc.isenabled()
    finally:
        gc.enable()

    assert not is_on_after
