"""Words of libraries that have no Dutch, or poor Dutch; named here, so that our catalogue holds them."""

from django.utils.translation import gettext_lazy as _

# django-q2: the failed tasks.
FAILED_TASKS = (
    _("Failed task"),
    _("Failed tasks"),
    _("Function"),
    _("Started at"),
    _("Stopped at"),
    _("Attempt count"),
)
# Django's admin: what was changed by hand.
CHANGES = (_("log entry"), _("log entries"))
# django-auditlog: which field was changed, from what into what.
FIELD_CHANGES = (
    _("create"),
    _("update"),
    _("delete"),
    _("access"),
    _("content type"),
    _("object representation"),
    _("action"),
    _("actor"),
    _("remote address"),
    _("timestamp"),
)
# The pages of import and export in jazzmin's dress.
IMPORT_EXPORT = (
    _("Actions"),
    _("Errors"),
    _("Line number"),
    _("New"),
    _("Non field specific"),
    _("Preview"),
    _("Skipped"),
    _("Submit"),
    _("Update"),
)
