"""LibreOffice and letters that point outside: it asks no address and reads no file, as it would without our profile."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents.rendering import pdf, to_pdf
from tests.documents.test_rendering_pdf import LINKED_PICTURE
from tests.factories.documents import R, W, changed, with_relation, word_file

pytestmark = pytest.mark.soffice
Seen = tuple[str, list[str]]
VML, OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"


def field(instruction: str) -> str:
    """A field as Word writes it, its instruction in two runs."""
    half = len(instruction) // 2
    runs = "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (instruction[:half], instruction[half:])
    )
    ends = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    return f'<w:p xmlns:w="{W}">{ends["begin"]}{runs}{ends["separate"]}<w:r><w:t>brief</w:t></w:r>{ends["end"]}</w:p>'


def linked(kind: str, address: str, element: str, part: str = "document") -> bytes:
    """A letter with a relationship to outside, and the element that uses it."""
    letter = word_file("brief", raw=(element,) if element else ())
    return with_relation(letter, kind=kind, target=address, external=True, part=part)


def letters_to(address: str) -> list[bytes]:
    """Letters that each point to a place in their own way."""
    picture = f'<w:p xmlns:w="{W}"><w:r><w:pict><v:shape xmlns:v="{VML}" style="width:90pt;height:90pt">'
    ole = f'<w:p xmlns:w="{W}" xmlns:r="{R}"><w:r><w:object><o:OLEObject xmlns:o="{OFFICE}" '
    return [
        linked("image", f"{address}/linked.png", LINKED_PICTURE),
        linked("attachedTemplate", f"{address}/template.dotx", "", part="settings"),
        linked(
            "oleObject",
            f"{address}/ole.xlsx",
            ole + 'Type="Link" ProgID="Excel.Sheet.12" r:id="rId99"/></w:object></w:r></w:p>',
        ),
        linked("aFChunk", f"{address}/chunk.html", f'<w:altChunk xmlns:w="{W}" xmlns:r="{R}" r:id="rId99"/>'),
        linked("subDocument", f"{address}/sub.docx", f'<w:subDoc xmlns:w="{W}" xmlns:r="{R}" r:id="rId99"/>'),
        linked(
            "hyperlink",
            f"{address}/link",
            f'<w:p xmlns:w="{W}" xmlns:r="{R}"><w:hyperlink r:id="rId99"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>',
        ),
        word_file(
            "brief", raw=(f'{picture}<v:imagedata src="{address}/vml.png"/></v:shape></w:pict></w:r></w:p>',)
        ),
        *(
            word_file("brief", raw=(field(instruction),))
            for instruction in (
                f'INCLUDEPICTURE "{address}/field.png" \\d',
                f'INCLUDETEXT "{address}/field.docx"',
                f'LINK Excel.Sheet.12 "{address}/link.xlsx" "A1" \\a \\t',
                f'DDEAUTO soffice "{address}/dde" "A1"',
            )
        ),
        changed(word_file("brief"), lambda members: members.update(_html(address))),
    ]


def _html(address: str) -> dict[str, bytes]:
    """Not a Word file at all: a page under the name of one."""
    return {"word/document.xml": f'<html><img src="{address}/page.png"/>brief</html>'.encode()}


def test_no_way_of_pointing_outside_makes_libreoffice_ask_anything(requests_seen: Seen) -> None:
    address, seen = requests_seen

    made = to_pdf(letters_to(address))

    assert ["brief" in text_of(one) for one in made] == [True] * 11 + [False]
    assert seen == []


def test_without_our_profile_the_same_letters_do_ask(
    requests_seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, seen = requests_seen
    monkeypatch.setattr(pdf, "LOCKED_SETTINGS", ())

    to_pdf(letters_to(address)[:2])

    assert seen != [], "else the test above could not fail"


def test_a_letter_that_points_at_a_file_of_this_machine_does_not_show_it(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("kanarie")
    (tmp_path / "secret.docx").write_bytes(word_file("kanarie"))
    places = [(tmp_path / name).as_uri() for name in ("secret.txt", "secret.docx")]

    made = to_pdf([word_file("brief", raw=(field(f'INCLUDETEXT "{place}"'),)) for place in places])

    assert ["kanarie" in text_of(one) for one in made] == [False, False]


def text_of(content: bytes) -> str:
    """The words on the pages."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
