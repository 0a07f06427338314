"""The kit as a Django app, because two of its pieces need a table."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    """Kit."""

    name = "backoffice.kit"
    label = "kit"
    verbose_name = _("Kit")
