"""Citizen service numbers inside files: found where words stand, and never at the cost of the office's day."""

import base64
import io
import time
import zipfile

import pytest

from casework import file_text
from casework.file_types import TYPES, seems_to_hold_citizen_number

BSN = "111222333"


def pdf(text: str) -> bytes:
    """A page with one line of text."""
    page = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF"


def zipped(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(NAMES[name], text)
    return made.getvalue()


NAMES = {
    "document": "word/document.xml",
    "footer": "word/footer1.xml",
    "workbook": "xl/workbook.xml",
    "strings": "xl/sharedStrings.xml",
    "sheet": "xl/worksheets/sheet1.xml",
    "content": "content.xml",
}
CUT_UP = "<w:p><w:r><w:t>BSN 1112</w:t></w:r><w:r><w:t>22333</w:t></w:r></w:p>"
MAIL = b"Subject: x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
IN_BASE64 = MAIL + base64.b64encode(b"Mijn BSN is 111222333.")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.pdf", pdf(f"BSN {BSN}")),
        ("brief.docx", zipped(document=CUT_UP)),
        ("brief.docx", zipped(document="<w:p/>", footer=f"<w:t>{BSN}</w:t>")),
        ("lijst.xlsx", zipped(workbook="", strings=f"<si><t>{BSN}</t></si>")),
        ("lijst.xlsx", zipped(workbook="", sheet=f"<c><v>{BSN}</v></c>")),
        ("brief.odt", zipped(content=f"<text:p>{BSN}</text:p>")),
        ("bericht.eml", IN_BASE64),
        (f"scan {BSN}.pdf", pdf("Geachte mevrouw,")),
    ],
)
def test_a_number_is_found_where_the_words_of_a_file_stand(name: str, content: bytes) -> None:
    assert seems_to_hold_citizen_number(name, content, TYPES[name.rpartition(".")[2]])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.pdf", pdf("Bel 053-1234567 voor 24-03-2026.")),
        ("brief.pdf", b"%PDF-1.4 this is no PDF"),
        ("scan_20260324.pdf", pdf("Geachte mevrouw,")),
        ("lijst.xlsx", zipped(workbook="", sheet="<c><v>1112</v></c><c><v>22333</v></c>")),
        ("brief.docx", zipped(document="<w:p><w:t>1112</w:t></w:p><w:p><w:t>22333</w:t></w:p>")),
    ],
)
def test_what_is_no_number_is_left_alone(name: str, content: bytes) -> None:
    assert not seems_to_hold_citizen_number(name, content, TYPES[name.rpartition(".")[2]])


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_text, "PDF_SECONDS", 1)
    endless = pdf("x" * 20).replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 400_000 + b"]")
    began = time.monotonic()

    seems_to_hold_citizen_number("brief.pdf", endless, TYPES["pdf"])

    assert time.monotonic() - began < 10
