"""Writes many rows at once: each changed row only in the columns that changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connections, models, router


def update_rows(
    model: type[models.Model], rows: Iterable[tuple[Any, Mapping[str, Any]]], *, counts: str = ""
) -> None:
    """Write (key, {field: value}) in the caller's transaction; ``counts`` is a column to add one to.

    Rows with the same fields share one statement. No signals, no ``save``: whoever calls logs what changes.
    """
    connection = connections[router.db_for_write(model)]
    grouped: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    key = model._meta.pk
    for pk, values in rows:
        prepared = (_prepared(model, name, value, connection) for name, value in values.items())
        grouped[tuple(values)].append((*prepared, key.get_db_prep_value(pk, connection)))
    with connection.cursor() as cursor:
        for names, written in grouped.items():
            cursor.executemany(_statement(model, names, counts, connection), written)


def _prepared(model: type[models.Model], name: str, value: Any, connection: Any) -> Any:
    field: Any = model._meta.get_field(name)
    return field.get_db_prep_save(value, connection)


def _statement(model: type[models.Model], names: tuple[str, ...], counts: str, connection: Any) -> str:
    quote = connection.ops.quote_name
    columns = [quote(model._meta.get_field(name).column) for name in names]  # type: ignore[union-attr]
    sets = [f"{column} = %s" for column in columns]
    if counts:
        sets.append(f"{quote(counts)} = {quote(counts)} + 1")
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    return f"UPDATE {table} SET {', '.join(sets)} WHERE {key} = %s"  # noqa: S608 names come from the model
