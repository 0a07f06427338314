"""The migration operation behind `search_index`: a trigram index on one column, for SQLite and for PostgreSQL."""

# ruff: noqa: S608 (the names in the SQL are tables and columns of ours)

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.utils import NotSupportedError, OperationalError, ProgrammingError

from backoffice.kit.search_index import SearchTables

Editor = BaseDatabaseSchemaEditor


class SearchIndex(Operation):
    """Index a column for `search_index.matching`.

    On SQLite triggers on the table keep the index. SQLite drops them when a later migration rebuilds the table (it
    does so for nearly every change), so such a migration ends with this operation again: it starts afresh.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, column: str = "search_text") -> None:
        self.model_name = model_name
        self.column = column

    def deconstruct(self) -> Any:
        """For a migration that is written out again."""
        return type(self).__name__, [self.model_name, self.column], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """No model changes."""

    def database_forwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the index and fill it."""
        model = to_state.apps.get_model(app_label, self.model_name)
        if schema_editor.connection.vendor == "sqlite":
            _remove_sqlite(schema_editor, model)
            create_sqlite(schema_editor, model, self.column)
        else:
            _create_postgresql(schema_editor, model, self.column)

    def database_backwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Remove the index."""
        model = from_state.apps.get_model(app_label, self.model_name)
        if schema_editor.connection.vendor == "sqlite":
            _remove_sqlite(schema_editor, model)
        else:
            schema_editor.execute(f"DROP INDEX IF EXISTS {SearchTables.of(model).index}")

    def describe(self) -> str:
        """For the output of migrate."""
        return f"Search index on {self.model_name}.{self.column}"


def create_sqlite(schema_editor: Editor, model: type[models.Model], column: str) -> None:
    """The index without a copy of the text, its keys, and the triggers that keep both."""
    for statement in (*_tables_sqlite(schema_editor, model), *_filling_sqlite(model, column)):
        schema_editor.execute(statement)
    for statement in _triggers_sqlite(model, column):
        schema_editor.execute(statement)


def trigger_names(model: type[models.Model]) -> tuple[str, ...]:
    """The triggers that SQLite must have for a model."""
    index = SearchTables.of(model).index
    return f"{index}_added", f"{index}_changed", f"{index}_removed"


def _tables_sqlite(schema_editor: Editor, model: type[models.Model]) -> tuple[str, ...]:
    tables = SearchTables.of(model)
    key_type = model._meta.pk.db_type(schema_editor.connection)
    return (
        f"CREATE TABLE {tables.keys} (row INTEGER PRIMARY KEY, key {key_type} NOT NULL UNIQUE)",
        f"CREATE VIRTUAL TABLE {tables.index} USING fts5(text, content='', tokenize='trigram')",
    )


def _filling_sqlite(model: type[models.Model], column: str) -> tuple[str, ...]:
    tables, key = SearchTables.of(model), model._meta.pk.column
    return (
        f"INSERT INTO {tables.keys}(key) SELECT {key} FROM {tables.base}",
        f"INSERT INTO {tables.index}(rowid, text) SELECT k.row, b.{column} "
        f"FROM {tables.keys} k JOIN {tables.base} b ON b.{key} = k.key",
    )


def _triggers_sqlite(model: type[models.Model], column: str) -> tuple[str, ...]:
    tables, key = SearchTables.of(model), model._meta.pk.column
    index, keys, base = tables.index, tables.keys, tables.base
    added, changed, removed = trigger_names(model)
    write = f"INSERT INTO {index}(rowid, text) SELECT row, new.{column} FROM {keys} WHERE key = new.{key};"
    take_out = (
        f"INSERT INTO {index}({index}, rowid, text) SELECT 'delete', row, old.{column} "
        f"FROM {keys} WHERE key = old.{key};"
    )
    return (
        f"CREATE TRIGGER {added} AFTER INSERT ON {base} BEGIN "
        f"INSERT INTO {keys}(key) VALUES (new.{key}); {write} END",
        f"CREATE TRIGGER {changed} AFTER UPDATE OF {column} ON {base} "
        f"WHEN old.{column} IS NOT new.{column} BEGIN {take_out} {write} END",
        f"CREATE TRIGGER {removed} AFTER DELETE ON {base} BEGIN "
        f"{take_out} DELETE FROM {keys} WHERE key = old.{key}; END",
    )


def _remove_sqlite(schema_editor: Editor, model: type[models.Model]) -> None:
    tables = SearchTables.of(model)
    for trigger in trigger_names(model):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    schema_editor.execute(f"DROP TABLE IF EXISTS {tables.index}")
    schema_editor.execute(f"DROP TABLE IF EXISTS {tables.keys}")


def _create_postgresql(schema_editor: Editor, model: type[models.Model], column: str) -> None:
    tables = SearchTables.of(model)
    _need_trigrams(schema_editor)
    schema_editor.execute(f"DROP INDEX IF EXISTS {tables.index}")
    schema_editor.execute(f"CREATE INDEX {tables.index} ON {tables.base} USING gin ({column} gin_trgm_ops)")


def _need_trigrams(schema_editor: Editor) -> None:
    """Raises `ImproperlyConfigured` when this user of the database may not add the extension."""
    try:
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except (NotSupportedError, OperationalError, ProgrammingError) as error:
        raise ImproperlyConfigured(
            "Searching needs the extension pg_trgm in this database. Nothing was changed. Let the database's "
            "administrator run: CREATE EXTENSION pg_trgm"
        ) from error
