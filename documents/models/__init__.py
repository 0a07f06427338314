"""Templates, the letters made with them, and the mail that leaves the house."""

from documents.models.batch import Batch, BatchEvent
from documents.models.batch_item import BatchItem
from documents.models.edited_letter import EditedLetter, EditedLetterEvent
from documents.models.issued_document import IssuedDocument
from documents.models.letter_order import LetterOrder
from documents.models.letter_pdf import LetterPdf
from documents.models.mail_text import MailText, MailTextEvent
from documents.models.outgoing_mail import MailEvent, OutgoingMail
from documents.models.print_run import PrintPart, PrintRun
from documents.models.template_version import TemplateEvent, TemplateVersion

__all__ = [
    "Batch",
    "BatchEvent",
    "BatchItem",
    "EditedLetter",
    "EditedLetterEvent",
    "IssuedDocument",
    "LetterOrder",
    "LetterPdf",
    "MailEvent",
    "MailText",
    "MailTextEvent",
    "OutgoingMail",
    "PrintPart",
    "PrintRun",
    "TemplateEvent",
    "TemplateVersion",
]
