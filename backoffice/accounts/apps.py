"""The app of the people who sign in."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "backoffice.accounts"
    label = "accounts"
    verbose_name = _("Users")

    def ready(self) -> None:
        """Follow every migrate, and check the settings of the sign-in."""
        import_module("backoffice.accounts.receivers")
        import_module("backoffice.accounts.checks")
