"""A Word file as the zip it is: opened within bounds, refused when it is anything else."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from documents.rendering.findings import Code, fault

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_MEMBERS = 300
MAX_UNPACKED_BYTES = 40 * 1024 * 1024
# Deflate cannot honestly pack a letter's XML tighter than this; small members may, and do no harm.
MAX_RATIO = 200
RATIO_MATTERS_FROM_BYTES = 256 * 1024
ENCRYPTED_FLAG = 0x1
SAFE_NAME = re.compile(r"(?!/)[^\\:\x00-\x1f]+\Z")
# A fixed date makes the same content the same bytes.
FIXED_DATE = (1980, 1, 1, 0, 0, 0)

Members = dict[str, bytes]


def read_package(data: bytes) -> Members:
    """Every member of the zip by name, in the zip's order; raises TemplateFault for an unsafe one."""
    if len(data) > MAX_FILE_BYTES:
        raise fault(Code.TOO_LARGE, limit=str(MAX_FILE_BYTES // 1024 // 1024))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_unsafe_directory(archive.infolist())
            return _unpack(archive)
    except zipfile.BadZipFile as error:
        raise fault(Code.NOT_A_ZIP) from error
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise fault(Code.DAMAGED) from error


def write_package(members: Mapping[str, bytes]) -> bytes:
    """The zip with these members, in this order; the same members give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return target.getvalue()


def _refuse_unsafe_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_MEMBERS:
        raise fault(Code.TOO_MANY_MEMBERS, limit=str(MAX_MEMBERS))
    seen: set[str] = set()
    for entry in entries:
        _refuse_unsafe_entry(entry)
        # Names of parts are the same when only their case differs (ECMA-376 part 2, 6.2.2.3).
        if entry.filename.lower() in seen:
            raise fault(Code.DUPLICATE, name=entry.filename)
        seen.add(entry.filename.lower())
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise fault(Code.UNPACKS_TOO_LARGE)


def _refuse_unsafe_entry(entry: zipfile.ZipInfo) -> None:
    # zipfile cuts a name at a NUL; the name as stored is what other readers see.
    for name in (entry.filename, entry.orig_filename):
        if not SAFE_NAME.match(name) or ".." in name.split("/"):
            raise fault(Code.BAD_NAME, name=repr(name)[1:-1])
    if entry.flag_bits & ENCRYPTED_FLAG:
        raise fault(Code.ENCRYPTED)
    packed = max(entry.compress_size, 1)
    if entry.file_size > RATIO_MATTERS_FROM_BYTES and entry.file_size / packed > MAX_RATIO:
        raise fault(Code.UNPACKS_TOO_LARGE)


def _unpack(archive: zipfile.ZipFile) -> Members:
    """Reads no further than the directory promised, so a lying directory gains nothing."""
    members: Members = {}
    for entry in archive.infolist():
        if not entry.is_dir():
            with archive.open(entry) as stream:
                members[entry.filename] = stream.read(entry.file_size + 1)
    if sum(len(content) for content in members.values()) > MAX_UNPACKED_BYTES:
        raise fault(Code.UNPACKS_TOO_LARGE)
    return members
