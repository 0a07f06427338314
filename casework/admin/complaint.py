"""The complaints: the list, the intake and the page of one case."""

from django.contrib import admin

from backoffice.kit.admin import StepAdmin
from casework.admin.complaint_list import ComplaintColumns
from casework.models import Complaint


@admin.register(Complaint)
class ComplaintAdmin(ComplaintColumns, StepAdmin):
    """Complaints are taken in, and then moved by steps; what was written down is corrected on a page of its own."""
