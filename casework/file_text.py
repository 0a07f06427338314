"""The text inside a file that was added, as far as it can be read quickly: to look for what must not be kept.

Not read: photos and scans, what stands in pictures, and the pages and bytes beyond the limits.
"""

import email
import io
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from django.utils.translation import gettext as _

from backoffice.kit.refusals import Refused
from casework import pdf_child

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE  # of text, unpacked
PDF_PAGES = 100
PDF_SECONDS = 5
PDF_MEMORY = 1024 * MEGABYTE
TAG = re.compile(rb"<[^>]*>")
# A word may be cut up by tags; a paragraph, a cell or a line ends one.
END = re.compile(
    rb"<(?:/(?:w:p|text:p|text:h|si|v|c|p|div|td|tr|li)|w:tab|w:br|br|p|div)\b[^>]*>", re.IGNORECASE
)
# Where the words of an office file stand: the story, headers, footers and notes; the cells of a sheet; OpenDocument.
WORDS_IN = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
    r"|xl/(sharedStrings|comments\d*|worksheets/[^/]+)\.xml"
    r"|content\.xml|styles\.xml"
)


def text_of(content: bytes, content_type: str, *, is_zip: bool) -> str:
    """The words of a file, empty when it has none that can be read. Raises `Refused` for a damaged office file."""
    if is_zip:
        return _words_in_zip(content)
    if content_type == "application/pdf":
        return _words_in_pdf(content)
    if content_type == "message/rfc822":
        return _words_in_mail(content)
    return content.decode("utf-8", errors="replace") if content_type == "text/plain" else ""


def _words_in_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = list(_parts_with_words(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Refused([_("The file is damaged: it cannot be opened.")]) from error
    return "\n".join(parts)


def _parts_with_words(archive: zipfile.ZipFile) -> Iterator[str]:
    left = MOST_BYTES
    for name in archive.namelist():
        if WORDS_IN.fullmatch(name) and left > 0:
            with archive.open(name) as file:
                read = file.read(left)
            left -= len(read)
            yield _without_tags(read)


def _words_in_pdf(content: bytes) -> str:
    command = [sys.executable, "-I", str(Path(pdf_child.__file__))]
    limits = [str(limit) for limit in (PDF_PAGES, PDF_SECONDS, PDF_MEMORY)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, no shell
            [*command, *limits], input=content, capture_output=True, timeout=2 * PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        return (error.stdout or b"").decode("utf-8", errors="replace")
    return done.stdout[:MOST_BYTES].decode("utf-8", errors="replace")


def _words_in_mail(content: bytes) -> str:
    message = email.message_from_bytes(content)
    return "\n".join([str(message.get("subject", "")), *map(_body, message.walk())])


def _body(part: Message) -> str:
    raw = part.get_payload(decode=True) if part.get_content_maintype() == "text" else None
    return _without_tags(raw) if isinstance(raw, bytes) else ""


def _without_tags(markup: bytes) -> str:
    return TAG.sub(b"", END.sub(b"\n", markup)).decode("utf-8", errors="replace")
