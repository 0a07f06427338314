"""Many letters as one file for the printer, each with its own header, footer and page numbers."""

import io
from collections.abc import Sequence

from pypdf import PdfWriter

from documents.rendering.pdf import to_pdf


def print_run(letters: Sequence[bytes]) -> bytes:
    """One PDF of all letters in their order; raises what `to_pdf` raises, ValueError without letters."""
    if not letters:
        raise ValueError("a print run needs at least one letter")
    result = io.BytesIO()
    with PdfWriter() as writer:
        for pdf in to_pdf(letters):
            writer.append(io.BytesIO(pdf))
        writer.write(result)
    return result.getvalue()
