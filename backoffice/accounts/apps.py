"""The app, and the sync of roles that follows every migrate."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "backoffice.accounts"
    label = "accounts"
    verbose_name = _("Users")

    def ready(self) -> None:
        """Keep the groups equal to the policy tables after each migrate."""
        post_migrate.connect(_sync_roles, dispatch_uid="accounts.sync_roles")


def _sync_roles(**_kwargs: Any) -> None:
    """Placeholder until the sync is there."""
