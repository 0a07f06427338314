"""The PDF of an issued letter, kept so that LibreOffice makes it once; it says of which bytes it is the PDF."""

from uuid import uuid4

from django.db import models

from backoffice.kit import clock
from backoffice.kit.encryption import EncryptedBytesField
from documents.models.issued_document import IssuedDocument


class LetterPdf(models.Model):
    """A copy for convenience: it may be thrown away at any time and is then made again."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="kept_pdf")
    of_sha256 = models.CharField(max_length=64)
    content = EncryptedBytesField()
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.of_sha256
