"""The search index of members."""

from django.db import migrations

from backoffice.kit.search_operations import SearchIndex


class Migration(migrations.Migration):
    """On PostgreSQL a trigram index, on SQLite the same beside the table."""

    dependencies = [("billing", "0001_initial")]

    operations = [SearchIndex("member")]
