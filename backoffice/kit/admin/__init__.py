"""The admin that every app builds on: it shows what a user may see, and steps as buttons."""

from backoffice.kit.admin.bulk import step_action
from backoffice.kit.admin.office import OfficeAdmin
from backoffice.kit.admin.steps import StepAdmin
from backoffice.kit.admin.visible import OfficeStackedInline, OfficeTabularInline, VisibleRows

__all__ = [
    "OfficeAdmin",
    "OfficeStackedInline",
    "OfficeTabularInline",
    "StepAdmin",
    "VisibleRows",
    "step_action",
]
