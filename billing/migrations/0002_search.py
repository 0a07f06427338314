"""The search index of members, where it pays."""

from django.db import migrations

from backoffice.kit.search_operations import SearchIndex


class PostgresSearchIndex(SearchIndex):
    """SQLite reads the search text of 50,000 members in about 10 ms, and keeping an index doubles an import there."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    """A trigram index on PostgreSQL."""

    dependencies = [("billing", "0001_initial")]

    operations = [PostgresSearchIndex("member")]
