"""Many letters as one file for the printer, each with its own header, footer and page numbers."""

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

from documents.rendering.pdf import to_pdf


def print_run(letters: Sequence[bytes], *, double_sided: bool = False) -> bytes:
    """One PDF of all letters in their order; raises what `to_pdf` raises, ValueError without letters.

    Double-sided: after a letter with an odd number of pages comes a blank one, so that each begins on a new sheet.
    """
    if not letters:
        raise ValueError("a print run needs at least one letter")
    result = io.BytesIO()
    with PdfWriter() as writer:
        for pdf in to_pdf(letters):
            pages = PdfReader(io.BytesIO(pdf))
            writer.append(pages, import_outline=False)
            if double_sided and len(pages.pages) % 2:
                writer.add_blank_page()
        writer.write(result)
    return result.getvalue()
