"""The rows of casework: one file per model."""

from casework.models.attachment import Attachment
from casework.models.category import Category
from casework.models.complaint import Channel, Complaint
from casework.models.complaint_event import ComplaintEvent
from casework.models.consent import Consent
from casework.models.part import Part
from casework.models.party import Capacity, Party, PartyRole
from casework.models.procedure import Procedure

__all__ = [
    "Attachment",
    "Capacity",
    "Category",
    "Channel",
    "Complaint",
    "ComplaintEvent",
    "Consent",
    "Part",
    "Party",
    "PartyRole",
    "Procedure",
]
