"""The screens of casework: one ModelAdmin per file."""

from casework.admin.category import CategoryAdmin
from casework.admin.clock_rule import ClockRuleAdmin
from casework.admin.complaint import ComplaintAdmin
from casework.admin.deadline import DeadlineAdmin
from casework.admin.office_closure import OfficeClosureAdmin
from casework.admin.procedure import ProcedureAdmin

__all__ = [
    "CategoryAdmin",
    "ClockRuleAdmin",
    "ComplaintAdmin",
    "DeadlineAdmin",
    "OfficeClosureAdmin",
    "ProcedureAdmin",
]
