"""Turns the bytes of a text file into text, and refuses rather than guess when letters would come out wrong."""

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from backoffice.kit.exchange.problems import UnreadableFile

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SAMPLE = 4096

# A quote or dagger between two letters: text of another code page that was read as Windows-1252.
MISREAD_SIGNS = "‚ƒ„…†‡ˆ‰‹‘“”•–—˜™›¤¥§¨¬¯±¶¸¿×÷"
MISREAD = re.compile(rf"[{MISREAD_SIGNS}](?<=[^\W\d_].)(?=[a-zà-ÿ])")
# UTF-8 that was read as Windows-1252: Ã«, â€™ and the like.
BROKEN_UTF8 = re.compile(r"Ã[\u0080-¿ŠŒŽšœžŸƒˆ˜–-™]|â€[\u0080-¿™œ\x9d˜]")
SUSPECT = f"Ãâ{MISREAD_SIGNS}".encode("cp1252")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text and how it was written down."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """UTF-8 or UTF-16 (with or without mark) or Windows-1252 as text; raises `UnreadableFile` for anything else."""
    encoding = _marked(content) or _unmarked_utf16(content)
    decoded = _as(content, encoding) if encoding else _utf8_or_windows(content)
    odd = CONTROL.search(decoded.text)
    if odd:
        raise UnreadableFile(
            _("Line %(line)d holds signs that no list has. This is no text file, or it is damaged.")
            % {"line": _line(decoded.text, odd.start())}
        )
    return decoded


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)), None)


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark shows as a zero in nearly every second byte."""
    sample = content[:SAMPLE]
    if sample[1::2].count(0) > len(sample) * 0.35 and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > len(sample) * 0.35 and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _as(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            _("The file says that it is %(encoding)s, but it is damaged at byte %(at)d. Save it again.")
            % {"encoding": encoding.upper(), "at": error.start + 1}
        ) from error


def _utf8_or_windows(content: bytes) -> Decoded:
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _windows(content)


def _windows(content: bytes) -> Decoded:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(_wrong_letters(content, line)) from error
    # Looking for the single bytes is far quicker than the expressions, and most lists have none of them.
    is_suspect = len(content.translate(None, SUSPECT)) < len(content)
    misread = (BROKEN_UTF8.search(text) or MISREAD.search(text)) if is_suspect else None
    if misread:
        raise UnreadableFile(_wrong_letters(content, _line(text, misread.start())))
    return Decoded(text, "cp1252")


def _wrong_letters(content: bytes, line: int) -> list[str]:
    reasons = [
        _("Letters with an accent come out wrong at line %(line)d, so the list was not read.")
        % {"line": line},
        _("Save it in Excel as “CSV UTF-8” or as XLSX and try again."),
    ]
    guess = from_bytes(content[: 64 * 1024]).best()
    if guess:
        reasons.insert(1, _("The file looks like %(encoding)s.") % {"encoding": guess.encoding})
    return reasons


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
