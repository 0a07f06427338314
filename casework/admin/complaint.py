"""The complaints: the list, the intake and the page of one case."""

from django.contrib import admin

from backoffice.kit.admin import StepAdmin
from casework.admin.case_acts import CaseActsMixin
from casework.admin.case_edit import CaseEditMixin
from casework.admin.case_files import CaseFilesMixin
from casework.admin.case_page import CasePageMixin
from casework.admin.complaint_list import ComplaintColumns
from casework.admin.intake import IntakeMixin
from casework.models import Complaint
from documents.admin.batch_action import LetterBatches


@admin.register(Complaint)
class ComplaintAdmin(
    IntakeMixin,
    CaseEditMixin,
    CaseFilesMixin,
    CaseActsMixin,
    CasePageMixin,
    LetterBatches,
    ComplaintColumns,
    StepAdmin,
):
    """Complaints are taken in, and then moved by steps; what was written down is corrected on a page of its own."""

    class Media:
        css = {"all": ["casework/case.css"]}
        js = ["casework/intake.js"]
