"""Word to PDF with the real LibreOffice: in order, in one run, without asking the network anything."""

import io
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents.rendering import PdfFailed, PdfUnavailable, print_run, to_pdf
from tests.factories.documents import R, W, with_relation, word_file

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
LINKED_PICTURE = (
    f'<w:p xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:r><w:drawing>'
    '<wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic>'
    f'<a:graphicData uri="{DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:link="rId99"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
PAGE_BREAK = f'<w:p xmlns:w="{W}"><w:r><w:br w:type="page"/></w:r></w:p>'
SLOW = "#!/bin/sh\necho $$ > {folder}/pid\n(sleep 60; echo late > {folder}/late) &\nsleep 60\n"
COUNTING = """#!/bin/sh
{each_call}
echo "$@" | tr ' ' '\\n' | grep -c docx$ >> {folder}/calls
made=0
for one in "$@"; do case "$one" in *.docx)
  [ $made = {most} ] && exit 0
  printf '%%PDF-1.7 %%%%EOF' > "${{one%.docx}}.pdf"
  made=$((made + 1)) ;;
esac; done
"""


@pytest.mark.soffice
def test_letters_become_pdfs_in_their_order_in_one_run() -> None:
    first, second = to_pdf([word_file("eerste brief"), word_file("tweede brief")])

    assert "eerste brief" in _text(first)
    assert "tweede brief" in _text(second)


@pytest.mark.soffice
def test_a_letter_that_points_outside_fetches_nothing(requests_seen: tuple[str, list[str]]) -> None:
    address, seen = requests_seen
    included = (
        f'<w:p xmlns:w="{W}"><w:fldSimple w:instr=\'INCLUDETEXT "{address}/text.docx"\'>'
        "<w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"
    )
    letter = word_file("brief", raw=(LINKED_PICTURE, included))
    letter = with_relation(letter, kind="image", target=f"{address}/p.png", external=True)
    letter = with_relation(
        letter, kind="attachedTemplate", target=f"{address}/t", external=True, part="settings"
    )

    [pdf] = to_pdf([letter])

    assert "brief" in _text(pdf)
    assert seen == []


@pytest.mark.soffice
def test_a_print_run_keeps_each_letters_own_header_and_pages() -> None:
    letters = [word_file(f"brief {n}", header=f"Zaak {n}") for n in (1, 2, 3)]

    pages = PdfReader(io.BytesIO(print_run(letters))).pages

    assert len(pages) == 3
    assert [f"Zaak {n}" in page.extract_text() for n, page in enumerate(pages, 1)] == [True] * 3


@pytest.mark.soffice
def test_double_sided_each_letter_begins_on_a_new_sheet() -> None:
    one, two = word_file("kort"), word_file("lang", raw=(PAGE_BREAK,))

    pages = PdfReader(io.BytesIO(print_run([one, two, one], double_sided=True))).pages

    assert [page.extract_text().strip() for page in pages] == ["kort", "", "", "lang", "kort", ""]


def test_without_libreoffice_the_message_says_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(PdfUnavailable, match="LibreOffice is hier niet geïnstalleerd"):
        to_pdf([word_file("x")])


def test_a_libreoffice_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fake_soffice(tmp_path, SLOW.format(folder=tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    with pytest.raises(PdfFailed, match="duurde langer"):
        to_pdf([word_file("x")], seconds=1)

    group = int((tmp_path / "pid").read_text())
    deadline = time.monotonic() + 5
    while running_in(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running_in(group) == []


def test_a_libreoffice_that_delivers_nothing_is_a_clear_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fake_soffice(tmp_path, "#!/bin/sh\nexit 0\n")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    with pytest.raises(PdfFailed, match="geen PDF van deze brief") as failure:
        to_pdf([word_file("x")])

    assert failure.value.letter == 1


def test_what_libreoffice_leaves_out_when_it_breaks_goes_into_the_next_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _counting_soffice(tmp_path, monkeypatch, makes_at_most=3)

    pdfs = to_pdf([word_file("x")] * 8)

    assert len(pdfs) == 8
    assert calls() == [8, 5, 2]


def test_no_call_gets_more_letters_than_libreoffice_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _counting_soffice(tmp_path, monkeypatch, makes_at_most=243)

    pdfs = to_pdf([word_file("x")] * 250)

    assert len(pdfs) == 250
    assert calls() == [100, 100, 50]


def test_the_time_limit_holds_for_all_calls_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _counting_soffice(tmp_path, monkeypatch, makes_at_most=1, each_call="sleep 0.5")
    started = time.monotonic()

    with pytest.raises(PdfFailed, match="duurde langer"):
        to_pdf([word_file("x")] * 50, seconds=2)

    assert time.monotonic() - started < 10


def test_nothing_to_convert_starts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_soffice(tmp_path, "#!/bin/sh\nexit 1\n")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert to_pdf([]) == []


def _counting_soffice(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, makes_at_most: int, each_call: str = ":"
) -> Callable[[], list[int]]:
    """A LibreOffice that stops without a word after so many PDFs; gives how many letters each call got."""
    _fake_soffice(folder, COUNTING.format(folder=folder, most=makes_at_most, each_call=each_call))
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return lambda: [int(line) for line in (folder / "calls").read_text().split()]


def _fake_soffice(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(script)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def running_in(group: int) -> list[str]:
    """The processes of a group that still do something; ended ones may wait to be collected."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(facts[2]) == group and facts[0] != "Z":
            found.append(path.parent.name)
    return found


def _text(pdf: bytes) -> str:
    return PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
