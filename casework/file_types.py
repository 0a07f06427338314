"""Which files a complaint may hold, by what they are and not only by what they are called."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import magic
from django.utils.translation import gettext as _

from backoffice.kit.refusals import Refused
from casework.file_text import MEGABYTE, text_of
from casework.rules.citizen_number import holds_citizen_number, name_holds_citizen_number

MOST_BYTES = 20 * MEGABYTE
MOST_BYTES_UNPACKED = 200 * MEGABYTE
MOST_PARTS = 5_000
ENCRYPTED = 0x1  # flag bit of a zip's part
MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file: its content type, how its first bytes may read, and what a zip of this kind must hold."""

    content_type: str
    reads_as: frozenset[str]
    holds: str = ""


def _plain(content_type: str, *others: str) -> FileType:
    return FileType(content_type, frozenset({content_type, *others}))


def _zipped(content_type: str, holds: str) -> FileType:
    return FileType(content_type, frozenset({content_type, "application/zip"}), holds)


OOXML = "application/vnd.openxmlformats-officedocument"
TYPES: Mapping[str, FileType] = {
    "pdf": _plain("application/pdf"),
    "docx": _zipped(f"{OOXML}.wordprocessingml.document", "word/document.xml"),
    "xlsx": _zipped(f"{OOXML}.spreadsheetml.sheet", "xl/workbook.xml"),
    "odt": _zipped("application/vnd.oasis.opendocument.text", "content.xml"),
    "ods": _zipped("application/vnd.oasis.opendocument.spreadsheet", "content.xml"),
    "txt": _plain("text/plain"),
    "eml": _plain("message/rfc822", "text/plain", "text/html"),
    "jpg": _plain("image/jpeg"),
    "jpeg": _plain("image/jpeg"),
    "png": _plain("image/png"),
    "heic": _plain("image/heic", "image/heif"),
}


def type_of(name: str, content: bytes) -> FileType:
    """The type of a file by its name, when its content agrees. Raises `Refused` with what to do instead."""
    extension = PurePosixPath(name).suffix.lower().removeprefix(".")
    found = TYPES.get(extension)
    if found is None:
        allowed = ", ".join(TYPES)
        raise Refused([_("Files of this type are not kept. Use one of: %(allowed)s.") % {"allowed": allowed}])
    if magic.from_buffer(content, mime=True) not in found.reads_as:
        raise Refused(
            [_("The content is not what the name says: this is no real “%(ext)s”.") % {"ext": extension}]
        )
    if found.holds:
        _refuse_bad_zip(content, found)
    return found


def seems_to_hold_citizen_number(name: str, content: bytes, file_type: FileType) -> bool:
    """Whether the name or the text of the file holds what can be a BSN; a warning, and no proof that there is none."""
    text = text_of(content, file_type.content_type, is_zip=bool(file_type.holds))
    return name_holds_citizen_number(name) or holds_citizen_number(text)


def _refuse_bad_zip(content: bytes, file_type: FileType) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Refused([_("The file is damaged: it cannot be opened.")]) from error
    names = {part.filename for part in parts}
    if file_type.holds not in names:
        raise Refused([_("The content is not what the name says: it holds something else.")])
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Refused([_("The file has a password. Take it off and try again.")])
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
        raise Refused([_("The file unpacks to far too much and was not opened.")])
    if any(name.startswith("/") or ".." in PurePosixPath(name).parts for name in names):
        raise Refused([_("The file holds names that point outside it and was not opened.")])
    if any(PurePosixPath(name).name.lower() == MACROS for name in names):
        raise Refused([_("The file holds macros. Save it without them and try again.")])
