"""Files as people send them: good ones, and all the wrong ones."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheet(*rows: Sequence[Any]) -> bytes:
    """An XLSX of these rows, as openpyxl writes it: formulas without their outcome."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    """A zip of these members; ``__`` in a name stands for a slash, ``_`` before the end for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def zip_bomb() -> bytes:
    """A sheet of a few hundred kilobytes that unpacks to 400 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _piece in range(400):
                member.write(b" " * 1024 * 1024)
    return out.getvalue()


def far_cell() -> bytes:
    """A small sheet with one cell at the far end: 17 billion cells when somebody lays them all out."""
    book = Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "naam"
    page["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word_document() -> bytes:
    """A Word document, whatever its name says."""
    return zipped(word__document_xml=b"<w:document/>")


def locked_sheet() -> bytes:
    """A sheet with a password: an old kind of container with the encrypted one inside."""
    return OLE2 + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 512
