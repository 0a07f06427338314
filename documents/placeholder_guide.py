"""What a writer of templates may put between the braces: every field with its meaning, and ready pieces that repeat."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from documents.kinds import DocumentKind, Field
from documents.rendering.formats import shown

# The name of one item of a list, and of an item of a list within it.
ITEM_NAMES = ("regel", "onderregel", "detail")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field as the page shows it; ``value`` is what it holds in the case that the page was opened from."""

    name: str
    meaning: str
    sample: str
    value: str = ""
    repeats: bool = False

    @property
    def placeholder(self) -> str:
        """What stands in the letter; a field of a list stands inside its loop."""
        return f"{{{{ {_item_name(self.name) if self.repeats else self.name} }}}}"

    @property
    def list_name(self) -> str:
        """The list in whose loop it stands."""
        return self.name.rpartition("[]")[0].replace("[]", "")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A ready piece of a template."""

    about: str
    text: str


@dataclass(slots=True)
class ListShape:
    """A list of the letter: the fields of its items, and the lists within them."""

    names: list[str] = field(default_factory=list)
    inner: dict[str, "ListShape"] = field(default_factory=dict)


def field_lines(kind: DocumentKind, context: Mapping[str, Any] | None = None) -> list[FieldLine]:
    """The fields in the order of the kind, with the values of a case when they are given."""
    return [
        FieldLine(
            one.name,
            str(one.meaning),
            one.sample_in_words,
            in_words(value_of(one.name, context)) if context is not None else "",
            repeats="[]" in one.name,
        )
        for one in kind.fields
    ]


def loops(kind: DocumentKind) -> list[Snippet]:
    """For each list: as paragraphs, and where its items have fields also as the rows of a table."""
    found: list[Snippet] = []
    for path, shape in _lists(kind.fields).items():
        found.append(Snippet(path, "\n".join(_loop(path, shape, "p"))))
        if shape.names:
            found.append(Snippet(path, "\n".join(_loop(path, shape, "tr"))))
    return found


def conditions(kind: DocumentKind) -> list[Snippet]:
    """For each yes or no: what stands in the letter only then."""
    return [
        Snippet(one.name, f"{{%p if {one.name} %}}\n…\n{{%p else %}}\n…\n{{%p endif %}}")
        for one in kind.fields
        if isinstance(one.sample, bool) and "[]" not in one.name
    ]


def value_of(name: str, values: Any) -> Any:
    """What a dotted name means in these values; of a list, the value in each of its items."""
    first, _dot, rest = name.partition(".")
    is_list, found = first.endswith("[]"), values.get(first.removesuffix("[]"), "")
    if not rest:
        return found
    if is_list:
        return [value_of(rest, item) for item in found or [] if isinstance(item, Mapping)]
    return value_of(rest, found) if isinstance(found, Mapping) else ""


def in_words(value: Any) -> str:
    """A value as a letter shows it; the items of a list after each other."""
    if isinstance(value, list | tuple):
        return " · ".join(in_words(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(in_words(one) for one in value.values())
    return str(shown(value))


def _item_name(name: str) -> str:
    depth, last = name.count("[]"), name.rpartition("[].")[2]
    return f"{ITEM_NAMES[min(depth, len(ITEM_NAMES)) - 1]}.{last}"


def _lists(fields: tuple[Field, ...]) -> dict[str, ListShape]:
    found: dict[str, ListShape] = {}
    for one in fields:
        if "[]" in one.name:
            _place(one.name, found)
        elif isinstance(one.sample, list):
            found.setdefault(one.name, ListShape())
    return found


def _place(name: str, lists: dict[str, ListShape]) -> None:
    path, _mark, rest = name.partition("[]")
    shape, inner = lists.setdefault(path, ListShape()), rest.removeprefix(".")
    if "[]" in inner:
        _place(inner, shape.inner)
    elif inner:
        shape.names.append(inner)


def _loop(path: str, shape: ListShape, tag: str, depth: int = 0) -> Iterator[str]:
    item = ITEM_NAMES[min(depth, len(ITEM_NAMES) - 1)]
    yield f"{{%{tag} for {item} in {path} %}}"
    yield "  ".join(f"{{{{ {item}.{name} }}}}" for name in shape.names) or f"{{{{ {item} }}}}"
    for inner, its_shape in shape.inner.items():
        yield from _loop(f"{item}.{inner}", its_shape, "p", depth + 1)
    yield f"{{%{tag} endfor %}}"
