"""PDFs one after the other as one."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from documents.rendering.problems import PdfFailed


def joined(parts: Iterable[bytes], *, double_sided: bool = False) -> bytes:
    """One PDF with the pages of all, in their order. Raises PdfFailed when a page was lost or came in on the way.

    Double-sided: after a part with an odd number of pages comes a blank one, so that each begins on a new sheet.
    """
    result, expected = io.BytesIO(), 0
    with PdfWriter() as writer:
        for number, part in enumerate(parts, start=1):
            expected += _appended(writer, part, number)
            if double_sided and expected % 2:
                writer.add_blank_page()
                expected += 1
        writer.write(result)
    if len(PdfReader(result).pages) != expected:
        raise PdfFailed(_("The file for the printer does not have the pages of the letters. It is not kept."))
    return result.getvalue()


def _appended(writer: PdfWriter, part: bytes, number: int) -> int:
    """How many pages the part has."""
    try:
        pages = PdfReader(io.BytesIO(part))
        writer.append(pages, import_outline=False)
        return len(pages.pages)
    except PyPdfError as error:
        why = _("The PDF of this letter cannot be read. Open the Word file to see why.")
        raise PdfFailed(why, letter=number) from error
