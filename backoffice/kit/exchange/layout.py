"""The columns of a kind of list, and how the headers of somebody's file are matched with them."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from backoffice.kit.exchange.problems import UnreadableFile

IGNORED = ""  # what a stored mapping says of a column that is to be left out


@dataclass(frozen=True, slots=True)
class Column:
    """One column: values are kept as the text that our own lists write, so that a row compares and shows as it is.

    ``parse`` turns a cell into that text (raises `WrongCell`). ``repeats`` says that few different cells occur, so
    that parsing each once is enough.
    """

    key: str
    headers: tuple[str, ...]
    title: str | Promise
    parse: Callable[[Any], str]
    is_required: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """Which cell of a row belongs to which column; columns that the file does not have are not in it."""

    columns: tuple[Column, ...]
    positions: tuple[int, ...]
    ignored: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """All columns of a kind of list, in the order of our own exports."""

    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column with this key. Raises `KeyError`."""
        return next((c for c in self.columns if c.key == key), None) or _missing(key)

    def match(self, header: Sequence[str], mapping: Mapping[str, str] | None = None) -> Matched:
        """Find each header's column; raises `UnreadableFile` that names every header that has none or comes twice.

        ``mapping`` (header → column key, or `IGNORED`) goes before the usual names.
        """
        names = self._names() | {fold(name): key for name, key in (mapping or {}).items()}
        found = [names.get(fold(title)) if title else IGNORED for title in header]
        reasons = [*_unknown(header, found, names), *_twice(header, found)]
        if reasons:
            raise UnreadableFile(
                [*reasons, _("Nothing was read. The known headers are: %s.") % self._known()]
            )
        used = {key: position for position, key in enumerate(found) if key}
        ignored = tuple(position for position, title in enumerate(header) if not title)
        columns = tuple(column for column in self.columns if column.key in used)
        return Matched(columns, tuple(used[column.key] for column in columns), ignored)

    def _names(self) -> dict[str, str | None]:
        return {fold(name): column.key for column in self.columns for name in column.headers}

    def _known(self) -> str:
        return ", ".join(column.headers[0] for column in self.columns)


def fold(text: str) -> str:
    """A header without what people write differently: case, accents, spaces, dots, hyphens and underscores."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _missing(key: str) -> Column:
    raise KeyError(key)


def _unknown(
    header: Sequence[str], found: Sequence[str | None], names: Mapping[str, str | None]
) -> list[str]:
    return [_unknown_reason(title, names) for title, key in zip(header, found, strict=True) if key is None]


def _unknown_reason(title: str, names: Mapping[str, str | None]) -> str:
    near = get_close_matches(fold(title), names, n=1, cutoff=0.7)
    if not near:
        return _("Unknown header “%(title)s”.") % {"title": title}
    return _("Unknown header “%(title)s”; did you mean “%(near)s”?") % {"title": title, "near": near[0]}


def _twice(header: Sequence[str], found: Sequence[str | None]) -> list[str]:
    used = [key for key in found if key]
    return [
        _("The header “%s” comes more than once.") % title
        for position, (title, key) in enumerate(zip(header, found, strict=True))
        if key and used.count(key) > 1 and key in found[:position]
    ]
