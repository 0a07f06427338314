"""Registries: in order, each key once, and an unknown key names the known ones."""

import pytest

from backoffice.kit.registry import AlreadyRegistered, Registry, UnknownKey


@pytest.fixture
def colours() -> Registry[str]:
    """Two colours."""
    registry: Registry[str] = Registry("colours")
    registry.register("red", "#f00")
    registry.register("blue", "#00f")
    return registry


def test_things_come_in_the_order_of_registration(colours: Registry[str]) -> None:
    assert list(colours) == ["#f00", "#00f"]
    assert colours.items() == [("red", "#f00"), ("blue", "#00f")]
    assert list(colours.keys()) == ["red", "blue"]
    assert (len(colours), "red" in colours, "green" in colours) == (2, True, False)


def test_a_key_is_registered_once(colours: Registry[str]) -> None:
    with pytest.raises(AlreadyRegistered, match="'red'"):
        colours.register("red", "#e00")

    assert colours.get("red") == "#f00"


def test_an_unknown_key_names_the_known_ones(colours: Registry[str]) -> None:
    with pytest.raises(UnknownKey, match="known are blue, red"):
        colours.get("green")


def test_an_empty_registry_says_so() -> None:
    with pytest.raises(UnknownKey, match="nothing"):
        Registry("empty").get("x")
