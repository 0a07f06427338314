"""The fields of a kind of document as a tree: which names exist, which repeat, what they look like."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

INVENTED = "voorbeeld"


@dataclass
class Shape:
    """One name: its sub-names, whether it repeats, and a sample value when one is known."""

    children: dict[str, "Shape"] = field(default_factory=dict)
    is_list: bool = False
    has_sample: bool = False
    sample: Any = None

    def child(self, name: str) -> "Shape":
        """The sub-name, made when it is not there yet."""
        return self.children.setdefault(name, Shape())

    @property
    def is_open(self) -> bool:
        """Nothing is known about what lies below, so nothing below can be called wrong."""
        return not self.children and not self.has_sample

    def learn(self, sample: Any) -> None:
        """Takes names and repetition from a sample value."""
        self.has_sample, self.sample = True, sample
        if isinstance(sample, Mapping):
            for name, value in sample.items():
                self.child(name).learn(value)
        elif isinstance(sample, list):
            self.is_list = True
            for item in sample:
                if isinstance(item, Mapping):
                    self._learn_item(item)

    def _learn_item(self, item: Mapping[str, Any]) -> None:
        for name, value in item.items():
            self.child(name).learn(value)

    def example(self) -> Any:
        """A full sample value; names without a sample get an invented one."""
        if self.has_sample and not self.children:
            return self.sample
        if self.has_sample and isinstance(self.sample, list) and self.sample:
            return self.sample
        if not self.children:
            return [INVENTED, INVENTED] if self.is_list else INVENTED
        one = {name: shape.example() for name, shape in self.children.items()}
        return [one, dict(one)] if self.is_list else one

    def is_fully_sampled(self) -> bool:
        """Whether every value of `example` was given by the writer of the fields."""
        if not self.children:
            return self.has_sample
        return all(shape.is_fully_sampled() for shape in self.children.values())


def shape_of(fields: Iterable[tuple[str, bool, Any]]) -> Shape:
    """The tree of (dotted name, has a sample, sample); `onderdelen[].tekst` is a name within a list."""
    root = Shape()
    for name, has_sample, sample in fields:
        shape = _at(root, name)
        if has_sample:
            shape.learn(sample)
    return root


def _at(root: Shape, name: str) -> Shape:
    shape = root
    for step in name.split("."):
        shape = shape.child(step.removesuffix("[]"))
        shape.is_list = shape.is_list or step.endswith("[]")
    return shape


def suggestion(name: str, known: Iterable[str]) -> str:
    """The known name that the writer most likely meant, or an empty text."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def names_in(shape: Shape, prefix: str = "") -> list[str]:
    """Every dotted name of the tree that holds a value of its own."""
    names: list[str] = []
    for name, child in shape.children.items():
        if child.children:
            names += names_in(child, f"{prefix}{name}.")
        if not child.children or child.is_list:
            names.append(prefix + name)
    return names
