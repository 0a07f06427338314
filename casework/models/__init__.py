"""The rows of casework: one file per model."""

from casework.models.attachment import Attachment
from casework.models.category import Category
from casework.models.clock_rule import ClockRule
from casework.models.complaint import Channel, Complaint
from casework.models.complaint_event import ComplaintEvent
from casework.models.consent import Consent
from casework.models.deadline import Deadline, DeadlineEvent
from casework.models.office_closure import OfficeClosure
from casework.models.part import Part
from casework.models.party import Capacity, Party, PartyRole
from casework.models.procedure import Procedure
from casework.models.reminder import Reminder

__all__ = [
    "Attachment",
    "Capacity",
    "Category",
    "Channel",
    "ClockRule",
    "Complaint",
    "ComplaintEvent",
    "Consent",
    "Deadline",
    "DeadlineEvent",
    "OfficeClosure",
    "Part",
    "Party",
    "PartyRole",
    "Procedure",
    "Reminder",
]
