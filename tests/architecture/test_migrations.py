"""The migrations say what the models say."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OURS = {"accounts", "audit", "billing", "casework", "documents", "kit"}


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_every_migration_of_ours_is_applied_to_the_test_database() -> None:
    executor = MigrationExecutor(connection)
    known = {key for key in executor.loader.graph.nodes if key[0] in OURS}

    assert known
    assert known <= set(executor.loader.applied_migrations)
