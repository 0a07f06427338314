"""Tells what a file really is from its own bytes; its name proves nothing."""

import zipfile
from enum import StrEnum
from io import BytesIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backoffice.kit.exchange.limits import MAX_BYTES, MAX_UNPACKED_BYTES, MAX_ZIP_MEMBERS
from backoffice.kit.exchange.problems import UnreadableFile

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
SAVE_AS = _("Save it as CSV, XLSX or ODS and try again.")

# How files begin that are often taken for a list.
STRANGERS: tuple[tuple[bytes, Promise], ...] = (
    (b"%PDF", _("This is a PDF, not a list.")),
    (b"{\\rtf", _("This is a text document (RTF), not a list.")),
    (b"\x89PNG", _("This is a picture, not a list.")),
    (b"\xff\xd8\xff", _("This is a picture, not a list.")),
    (b"GIF8", _("This is a picture, not a list.")),
    (b"\x1f\x8b", _("This is a packed file (gzip), not a list. Unpack it first.")),
    (b"Rar!", _("This is a packed file (RAR), not a list. Unpack it first.")),
    (b"7z\xbc\xaf", _("This is a packed file (7z), not a list. Unpack it first.")),
    (b"<!doctype html", _("This is a web page, not a list.")),
    (b"<html", _("This is a web page, not a list.")),
    (b"<?xml", _("This is an XML file, not a list.")),
)


class FileKind(StrEnum):
    """The kinds of file that can be read."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"


def kind_of(content: bytes) -> FileKind:
    """What the file is. Raises `UnreadableFile` for anything that is no list, with what to do instead."""
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(_("The file is empty."))
    check_size(len(content))
    _refuse_strangers(content)
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    return FileKind.CSV


def check_size(size: int) -> None:
    """Raise `UnreadableFile` when a file of this many bytes is too big."""
    if size > MAX_BYTES:
        text = _("The file is too big: %(size)d MB, at most %(most)d MB is allowed. Split the list.")
        raise UnreadableFile(text % {"size": size // 1024**2 + 1, "most": MAX_BYTES // 1024**2})


def _refuse_strangers(content: bytes) -> None:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for signature, what in STRANGERS:
        if start.startswith(signature.lower()):
            raise UnreadableFile([what, SAVE_AS])
    if content.startswith(OLE2):
        raise UnreadableFile(_what_office_file(content))


def _what_office_file(content: bytes) -> list[Promise]:
    """A file of the old Office kind: a locked new one, an old sheet, or something else."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return [_("This file is locked with a password."), _("Save it without a password and try again.")]
    if "Workbook".encode("utf-16-le") in content:
        return [_("This is a sheet of the old kind (.xls)."), SAVE_AS]
    return [_("This is an old Office document, not a list."), SAVE_AS]


def _kind_of_zip(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_bomb(archive)
            return _kind_of_archive(archive)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnreadableFile(_("The file is damaged and cannot be opened. Save it again.")) from error


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(
            _("This file is locked with a password. Save it without a password and try again.")
        )
    if len(members) > MAX_ZIP_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED_BYTES:
        raise UnreadableFile(_("Unpacked, this file is far too big for a list. It was not opened."))


def _kind_of_archive(archive: zipfile.ZipFile) -> FileKind:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "mimetype" in names and archive.read("mimetype").strip() == ODS_TYPE:
        _refuse_locked_ods(archive, names)
        return FileKind.ODS
    if "word/document.xml" in names:
        raise UnreadableFile([_("This is a Word document, not a list."), SAVE_AS])
    if any(name.startswith("xl/") and name.endswith(".bin") for name in names):
        raise UnreadableFile([_("This is a sheet of the kind .xlsb."), SAVE_AS])
    raise UnreadableFile([_("This is a packed file (ZIP), not a list."), SAVE_AS])


def _refuse_locked_ods(archive: zipfile.ZipFile, names: set[str]) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.read(manifest):
        raise UnreadableFile(
            _("This file is locked with a password. Save it without a password and try again.")
        )
