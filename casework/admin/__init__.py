"""The screens of casework: one ModelAdmin per file."""

from casework.admin.category import CategoryAdmin
from casework.admin.complaint import ComplaintAdmin
from casework.admin.procedure import ProcedureAdmin

__all__ = ["CategoryAdmin", "ComplaintAdmin", "ProcedureAdmin"]
