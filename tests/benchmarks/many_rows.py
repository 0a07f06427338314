"""Makes a million rows in one statement, from one row that Django made."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, models


def multiply(
    pattern: models.Model, count: int, columns: Mapping[str, str], *, after: int = 0, where: str = ""
) -> None:
    """Insert copies of a row, numbered ``after + 1`` up to ``count``.

    ``columns`` gives the SQL of the columns that differ, in which ``n`` is the number; ``where`` limits the numbers.
    """
    if count <= after:
        return
    table, key = pattern._meta.db_table, pattern._meta.pk.column
    names = [
        str(field.column)
        for field in pattern._meta.concrete_fields
        if not isinstance(field, models.AutoField)
    ]
    chosen = ", ".join(columns.get(name, f"pattern.{name}") for name in names)
    numbers = f"SELECT CAST({after + 1} AS bigint) UNION ALL SELECT n + 1 FROM counted WHERE n < {count}"  # noqa: S608
    statement = (
        f"WITH RECURSIVE counted(n) AS ({numbers}) INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608
        f"SELECT {chosen} FROM counted, {table} pattern WHERE {where or '1 = 1'} AND pattern.{key} = "
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("%", "%%") + "%s", [_stored_key(pattern)])


def key_of(kind: str, number: str) -> str:
    """The SQL of a UUID that looks random, the same for the same kind and number."""
    salt = sum(kind.encode())
    if connection.vendor == "postgresql":
        return f"md5('{salt}-' || ({number}))::uuid"
    words = [(2654435761, salt), (2246822519, salt * 3), (3266489917, salt * 5), (668265263, salt * 7)]
    parts = ", ".join(f"(({number}) * {factor} + {shift}) % 4294967296" for factor, shift in words)
    return f"printf('%08x%08x%08x%08x', {parts})"


def padded(number: str, width: int) -> str:
    """The SQL of a number with leading zeros."""
    if connection.vendor == "postgresql":
        return f"lpad(({number})::text, {width}, '0')"
    return f"printf('%0{width}d', {number})"


def day_before(day: str, days: str) -> str:
    """The SQL of the day so many days before a day."""
    if connection.vendor == "postgresql":
        return f"(DATE '{day}' - ({days})::int)"
    return f"date('{day}', '-' || ({days}) || ' days')"


def one_of(words: list[str], number: str) -> str:
    """The SQL of one word out of a list, chosen by a number."""
    cases = " ".join(f"WHEN {place} THEN '{word}'" for place, word in enumerate(words))
    return f"CASE ({number}) % {len(words)} {cases} END"


def analyse() -> None:
    """What PostgreSQL does by itself within a minute; SQLite does not do it, and is measured without."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def _stored_key(pattern: models.Model) -> Any:
    return pattern._meta.pk.get_db_prep_value(pattern.pk, connection)
