"""Indexes for what is asked of the complaints list: by procedure, and by an officer of the own complaints."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0003_check_of_a_list"),
        ("casework", "0003_clock_rule_moves_when_closed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                fields=["officer", "state", "-received_on", "-id"], name="complaint_by_officer_state"
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("next_due_on__isnull", False)),
                fields=["officer", "next_due_on", "id", "state", "waits_for"],
                name="complaint_by_officer_date",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["procedure", "-received_on", "-id", "state"], name="complaint_by_procedure"),
        ),
    ]
