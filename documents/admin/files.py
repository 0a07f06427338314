"""Files as answers: never guessed at, never kept by a proxy, and opened by the browser only as PDF when asked."""

from django.http import HttpResponse

from documents.rendering import to_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def file_response(
    content: bytes, name: str, content_type: str, *, disposition: str = "attachment"
) -> HttpResponse:
    """The file as a download, or to be shown in the browser (``inline``)."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def letter_response(content: bytes, name: str, *, as_pdf: bool, is_shown: bool = False) -> HttpResponse:
    """The letter as a Word file, or as the PDF that LibreOffice makes of it. Raises PdfFailed.

    Only a PDF can be shown in the browser; a Word file is always a download.
    """
    if as_pdf:
        pdf, disposition = to_pdf([content])[0], "inline" if is_shown else "attachment"
        return file_response(pdf, name.removesuffix(".docx") + ".pdf", PDF, disposition=disposition)
    return file_response(content, name, WORD)
