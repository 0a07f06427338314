"""Starts the house: finds what the apps register and sets the admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

REGISTERED_BY_APPS = (
    "policy",
    "effects",
    "document_kinds",
    "mail_kinds",
    "panels",
    "search",
    "related_links",
    "schedules",
    "procedure_catalogue",
)


class OfficeAdminConfig(AdminConfig):
    """Django's admin, with our own site as its default."""

    default_site = "backoffice.office.OfficeSite"


class BackofficeConfig(AppConfig):
    """The composition root."""

    name = "backoffice"
    verbose_name = _("Back office")

    def ready(self) -> None:
        """Import every module in which an app registers something."""
        autodiscover_modules(*REGISTERED_BY_APPS)
