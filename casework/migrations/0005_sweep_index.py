"""The index of the daily round begins with the clock: a round reads no entries of clocks with another plan."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_list_indexes"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="deadline", name="deadline_sweep"),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(("state", "running")),
                fields=["rule", "reminders_given", "due_on"],
                name="deadline_sweep",
            ),
        ),
    ]
