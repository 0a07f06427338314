"""PDFs one after the other as one."""

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter


def joined(parts: Iterable[bytes]) -> bytes:
    """One PDF with the pages of all, in their order."""
    result = io.BytesIO()
    with PdfWriter() as writer:
        for part in parts:
            writer.append(PdfReader(io.BytesIO(part)), import_outline=False)
        writer.write(result)
    return result.getvalue()
