"""Keeps the groups equal to the policy tables after every migrate."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate

from backoffice.accounts.groups import sync_roles


def sync_after_migrate(using: str, **_kwargs: Any) -> None:
    """Once per migrate: after the last app, when the permissions of all apps are there."""
    sync_roles(using=using)


LAST_APP = [config for config in apps.get_app_configs() if config.models_module][-1]
post_migrate.connect(sync_after_migrate, sender=LAST_APP, dispatch_uid="accounts.sync_roles")
