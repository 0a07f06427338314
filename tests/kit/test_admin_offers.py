"""Which step is the one that a page offers first."""

import pytest

from backoffice.kit.admin.offers import StepBar
from backoffice.kit.transitions import StepOption

WHY_NOT = ("Consent is missing.",)


def option(name: str, rank: int, reasons: tuple[str, ...] = (), *, is_shut: bool = False) -> StepOption:
    return StepOption(name=name, label=name, reasons=reasons, rank=rank, follows="", is_shut=is_shut)


@pytest.mark.parametrize(
    ("options", "primary"),
    [
        ([option("register", 10), option("decline", 80)], "register"),
        ([option("register", 10, WHY_NOT), option("decline", 80)], "register"),
        ([option("handle", 10, WHY_NOT), option("ask", 20), option("close", 30)], "ask"),
        ([option("handle", 10, WHY_NOT), option("close", 30)], "handle"),
        ([option("plan", 10, WHY_NOT, is_shut=True), option("close", 30)], "close"),
    ],
)
def test_the_first_step_is_a_likely_one_that_can_be_taken(options: list[StepOption], primary: str) -> None:
    bar = StepBar(None, tuple(options), "/page/")

    assert bar.primary is not None
    assert bar.primary.name == primary


def test_the_menu_has_every_other_step_those_that_can_be_taken_first() -> None:
    bar = StepBar(None, (option("a", 10), option("b", 20, WHY_NOT), option("c", 30)), "/page/")

    assert [one.name for one in bar.others] == ["c", "b"]


def test_a_step_that_nobody_can_take_yet_is_never_the_first() -> None:
    bar = StepBar(None, (option("reopen", 60, WHY_NOT, is_shut=True),), "/page/")

    assert bar.primary is None
    assert [one.name for one in bar.others] == ["reopen"]


def test_a_page_without_steps_offers_none() -> None:
    bar = StepBar(None, (), "/page/")

    assert bar.primary is None
    assert bar.others == ()
