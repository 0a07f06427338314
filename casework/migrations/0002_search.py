"""The index behind the search in complaints."""

from django.db import migrations

from backoffice.kit.search_operations import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [SearchIndex("complaint", "search_text")]
