"""The screens of documents: templates, issued letters, letters and mail that wait."""

from documents.admin.batch import BatchAdmin
from documents.admin.edited_letter import EditedLetterAdmin
from documents.admin.issued_document import IssuedDocumentAdmin
from documents.admin.letter_order import LetterOrderAdmin
from documents.admin.mail_text import MailTextAdmin
from documents.admin.outgoing_mail import OutgoingMailAdmin
from documents.admin.template_version import TemplateVersionAdmin

__all__ = [
    "BatchAdmin",
    "EditedLetterAdmin",
    "IssuedDocumentAdmin",
    "LetterOrderAdmin",
    "MailTextAdmin",
    "OutgoingMailAdmin",
    "TemplateVersionAdmin",
]
