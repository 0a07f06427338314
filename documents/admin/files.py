"""Files as answers: never opened by the browser, never guessed at, never kept by a proxy."""

from django.http import HttpResponse

from documents.rendering import to_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def file_response(content: bytes, name: str, content_type: str) -> HttpResponse:
    """The file as a download."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def letter_response(content: bytes, name: str, *, as_pdf: bool) -> HttpResponse:
    """The letter as a Word file, or as the PDF that LibreOffice makes of it. Raises PdfFailed."""
    if as_pdf:
        return file_response(to_pdf([content])[0], name.removesuffix(".docx") + ".pdf", PDF)
    return file_response(content, name, WORD)
