"""The kit as a Django app, because two of its pieces need a table."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    """Kit."""

    name = "backoffice.kit"
    label = "kit"
    verbose_name = _("Kit")

    def ready(self) -> None:
        """Check what production must say itself."""
        import_module("backoffice.kit.checks")
