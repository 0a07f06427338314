"""Takes the text out of a PDF in a process of its own, bounded in time and memory: a hostile file takes nobody down.

Run as a script: the PDF on standard input, the limits as arguments, its text on standard output. Imports nothing of
the project. What cannot be read gives no text.
"""

import logging
import resource
import sys
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError


def main(most_pages: int, cpu_seconds: int, most_memory: int) -> None:
    """Write the text page by page, so that what was read before a limit is not lost."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    logging.disable()
    for page in PdfReader(BytesIO(sys.stdin.buffer.read())).pages[:most_pages]:
        sys.stdout.buffer.write(page.extract_text().encode("utf-8", errors="replace") + b"\n")
        sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(*map(int, sys.argv[1:4]))
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError):
        sys.exit(1)
