"""The read log as an app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Audit."""

    name = "backoffice.audit"
    label = "audit"
    verbose_name = _("Audit")
