"""Words of libraries that have no Dutch, or poor Dutch; named here, so that our catalogue holds them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

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
# Django's admin, after saving: its Dutch puts "de" before every name, also before "lid" and "abonnement".
SAVED = (
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("You may edit it again below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    _("The %(name)s “%(obj)s” was deleted successfully."),
)
# Django's rule for passwords: its Dutch still translates how the sentence was written before.
TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
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
