"""Typed registries: how an app on the left gives something to an app on the right without being imported by it."""

from collections.abc import Iterator, KeysView
from typing import Generic, TypeVar

T = TypeVar("T")


class UnknownKey(KeyError):
    """Nothing is registered under this key; the message lists what is."""

    def __str__(self) -> str:
        return str(self.args[0])


class AlreadyRegistered(ValueError):
    """Two things claim one key; the second registration is refused."""


class Registry(Generic[T]):
    """Things by key, in the order in which they were registered."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._things: dict[str, T] = {}

    def register(self, key: str, thing: T) -> T:
        """Add a thing and give it back. Raises `AlreadyRegistered` when the key is taken."""
        if key in self._things:
            raise AlreadyRegistered(f"{self.name}: {key!r} is registered twice.")
        self._things[key] = thing
        return thing

    def get(self, key: str) -> T:
        """The thing under a key. Raises `UnknownKey`."""
        try:
            return self._things[key]
        except KeyError:
            known = ", ".join(sorted(self._things)) or "nothing"
            raise UnknownKey(f"{self.name}: {key!r} is unknown; known are {known}.") from None

    def keys(self) -> KeysView[str]:
        """The keys, in order."""
        return self._things.keys()

    def items(self) -> list[tuple[str, T]]:
        """Keys and things, in order."""
        return list(self._things.items())

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def __contains__(self, key: object) -> bool:
        return key in self._things

    def __len__(self) -> int:
        return len(self._things)
