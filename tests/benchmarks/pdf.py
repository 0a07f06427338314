"""Word files to PDF in one call of LibreOffice, beside one call per letter."""

import subprocess
import tempfile
from pathlib import Path
from time import perf_counter

from documents.rendering import render_many, to_pdf
from tests.benchmarks import letters
from tests.benchmarks.result import Result

TARGET = 8
# One call per letter takes seconds each; a few are enough to know.
MOST_PEER_CALLS = 5


def run(rows: int) -> list[Result]:
    """Seconds for the PDFs of this many letters."""
    files = made(rows)
    start = perf_counter()
    pdfs = to_pdf(files)
    ours = perf_counter() - start
    assert all(pdf.startswith(b"%PDF") for pdf in pdfs)
    peer = _one_call_each(files[:MOST_PEER_CALLS]) * rows / min(rows, MOST_PEER_CALLS)
    return [Result("pdf", ours, peer, TARGET, f"{rows} letters, one call each")]


def made(rows: int) -> list[bytes]:
    """Letters of the benchmark."""
    contexts = [letters.values(number) for number in range(rows)]
    return [one for one in render_many(letters.template(), contexts) if isinstance(one, bytes)]


def _one_call_each(files: list[bytes]) -> float:
    """As its manual says, with a profile that is there already after the first call."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "letter.docx"
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        source.write_bytes(files[0])
        subprocess.run(command, check=True, capture_output=True)
        start = perf_counter()
        for content in files:
            source.write_bytes(content)
            subprocess.run(command, check=True, capture_output=True)
        return perf_counter() - start
