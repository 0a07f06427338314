"""The read log as an app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Audit."""

    name = "backoffice.audit"
    label = "audit"
    verbose_name = _("Log")

    def ready(self) -> None:
        """Listen to the sign-in."""
        import_module("backoffice.audit.receivers")
