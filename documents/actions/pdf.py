"""The PDF of an issued letter: made by LibreOffice the first time, and kept."""

import hashlib

from django.utils.translation import gettext as _

from documents.models import IssuedDocument, LetterPdf
from documents.rendering import PdfFailed, to_pdf


def pdf_of(document: IssuedDocument) -> bytes:
    """The PDF of the letter as it was issued. Queries, and writes the first time.

    Raises PdfFailed, also when the file is not the one whose hash was kept: of that no PDF is made.
    """
    kept = LetterPdf.objects.filter(document=document, of_sha256=document.sha256).first()
    if kept is not None:
        return bytes(kept.content)
    content = bytes(document.content)
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise PdfFailed(_("The file is not the letter that was issued. Ask the administrator."))
    pdf = to_pdf([content])[0]
    made = LetterPdf(document=document, of_sha256=document.sha256, content=pdf)
    # Whoever made it in the same moment made the same.
    LetterPdf.objects.bulk_create([made], ignore_conflicts=True)
    return pdf
