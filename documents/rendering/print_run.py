"""Many letters as one file for the printer, each with its own header, footer and page numbers."""

from collections.abc import Sequence

from documents.rendering.joined_pdf import joined
from documents.rendering.pdf import to_pdf


def print_run(letters: Sequence[bytes], *, double_sided: bool = False) -> bytes:
    """One PDF of all letters in their order, which has exactly the pages of their own PDFs.

    Double-sided: each begins on a new sheet. Raises what `to_pdf` and `joined` raise, ValueError without letters.
    """
    if not letters:
        raise ValueError("a print run needs at least one letter")
    return joined(to_pdf(letters), double_sided=double_sided)
