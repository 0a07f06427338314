"""Search for pieces of text in a column of a million rows, the way each database does it best.

A model keeps one column of folded text (`folded`) and its migration has a `search_operations.SearchIndex`. On SQLite
that is a trigram index beside the table, on PostgreSQL a trigram index on the column. A piece that is found in only
a few rows is looked up in the index; a piece that is found everywhere is cheaper to meet while walking the list, so
SQLite is asked first how many rows there are (up to `FEW`, about a millisecond). PostgreSQL weighs that itself.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

R = TypeVar("R", bound=models.QuerySet[Any])

FEW = 10_000
PIECE = 3  # characters: the index knows pieces of three


@dataclass(frozen=True, slots=True)
class SearchTables:
    """The names of what SQLite keeps beside a table: the index, and which row of it belongs to which key."""

    base: str
    index: str
    keys: str

    @classmethod
    def of(cls, model: type[models.Model]) -> "SearchTables":
        """The names for a model."""
        base = model._meta.db_table
        return cls(base=base, index=f"{base}_search", keys=f"{base}_search_key")


def folded(text: str) -> str:
    """Text as it is searched: lower case, without accents, with single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def folded_together(texts: Iterable[str | None]) -> str:
    """Several texts as one searched text, each of them once."""
    return " ".join(dict.fromkeys(folded(text) for text in texts if text))


def matching(rows: R, text: str, column: str = "search_text") -> R:
    """The rows whose column holds every word of the text, somewhere. On SQLite this asks the index at once."""
    words = folded(text).split()
    connection = connections[rows.db]
    if connection.vendor == "sqlite":
        return _matching_sqlite(rows, words, column, connection)
    return _holding(rows, words, column)


def _matching_sqlite(rows: R, words: list[str], column: str, connection: BaseDatabaseWrapper) -> R:
    asked = " AND ".join(_quoted(word) for word in words if len(word) >= PIECE)
    if not asked or not _are_few(connection, SearchTables.of(rows.model), asked):
        return _holding(rows, words, column)
    short = [word for word in words if len(word) < PIECE]
    return _holding(rows.filter(pk__in=_keys(SearchTables.of(rows.model), asked)), short, column)


def _holding(rows: R, words: list[str], column: str) -> R:
    for word in words:
        rows = rows.filter(**{f"{column}__contains": word})
    return rows


def _quoted(word: str) -> str:
    """A word as the index's language takes it: literally."""
    return '"' + word.replace('"', '""') + '"'


def _are_few(connection: BaseDatabaseWrapper, tables: SearchTables, asked: str) -> bool:
    counted = (
        f"SELECT COUNT(*) FROM (SELECT 1 FROM {tables.index} WHERE {tables.index} MATCH %s LIMIT {FEW + 1})"  # noqa: S608 names are ours
    )
    with connection.cursor() as cursor:
        cursor.execute(counted, [asked])
        return int(cursor.fetchone()[0]) <= FEW


def _keys(tables: SearchTables, asked: str) -> RawSQL:
    found = (
        f"SELECT k.key FROM {tables.index} s JOIN {tables.keys} k ON k.row = s.rowid "  # noqa: S608 names are ours
        f"WHERE s.{tables.index} MATCH %s"
    )
    return RawSQL(found, [asked])  # noqa: S611 the words are a parameter
