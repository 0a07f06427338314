"""One file for the printer: how its time grows with the number of letters."""

import io
from time import perf_counter

from pypdf import PdfReader

from documents.rendering import print_run
from tests.benchmarks.pdf import made
from tests.benchmarks.result import Result

# A fifth of the letters, times five, is what the whole may take; with room for what a busy machine adds.
SHARE = 5
TARGET = 0.8


def run(rows: int) -> list[Result]:
    """Seconds for a print run of this many letters, beside five runs of a fifth."""
    files = made(rows)
    part = files[: max(rows // SHARE, 1)]
    small = _seconds(part) * rows / len(part)
    return [Result("print run", _seconds(files), small, TARGET, f"{rows} letters, runs of {len(part)}")]


def _seconds(files: list[bytes]) -> float:
    start = perf_counter()
    content = print_run(files, double_sided=True)
    taken = perf_counter() - start
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert all(any(f"brief {number} " in page for page in pages) for number in (0, len(files) - 1))
    assert len(pages) % 2 == 0
    return taken
