"""Files as answers: never guessed at, never kept by a proxy, and opened by the browser only as PDF when asked."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from documents.file_names import PDF, WORD, with_ending
from documents.rendering import to_pdf

# A PDF brings nothing along and may stand only in a page of this house.
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def file_response(
    content: bytes, name: str, content_type: str, *, disposition: str = "attachment"
) -> HttpResponse:
    """The file as a download, or to be shown in the browser (``inline``), also within a page of our own.

    ``name`` is without an ending; what is served has its own.
    """
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'{disposition}; filename="{with_ending(name, content_type)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if disposition == "inline":
        response["X-Frame-Options"] = "SAMEORIGIN"
        response["Content-Security-Policy"] = PDF_POLICY
    return response


def letter_response(content: bytes, name: str, *, as_pdf: bool, is_shown: bool = False) -> HttpResponse:
    """The letter as a Word file, or as the PDF that LibreOffice makes of it. Raises PdfFailed.

    Only a PDF can be shown in the browser; a Word file is always a download.
    """
    if as_pdf:
        return pdf_response(to_pdf([content])[0], name, is_shown=is_shown)
    return file_response(content, name, WORD)


def pdf_response(pdf: bytes, name: str, *, is_shown: bool) -> HttpResponse:
    """A PDF, to be shown in the browser or as a download."""
    disposition = "inline" if is_shown else "attachment"
    return file_response(pdf, name, PDF, disposition=disposition)


def no_preview(request: HttpRequest, reasons: Sequence[object]) -> HttpResponse:
    """Why there is nothing to look at, in the frame where the letter would have stood."""
    page = "admin/documents/letter/no_preview.html"
    response = TemplateResponse(request, page, {"reasons": reasons}, status=409)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
