"""One letter that LibreOffice breaks on: the printing stops, the letter is named, and nothing is left running."""

import os
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from backoffice.accounts.models import User
from documents import tasks
from documents.actions import print_batch
from documents.actions.print_batch import LETTERS_PER_PART, ask_for_print
from documents.models import Batch, PrintRun
from documents.rendering import PdfFailed, pdf, print_run, to_pdf
from documents.rendering.joined_pdf import joined
from documents.rendering.pdf import SECONDS_PER_LETTER, START_SECONDS
from tests.documents.batches.conftest import Prepare, members
from tests.documents.test_rendering_pdf import PAGE_BREAK, running_in
from tests.factories.documents import word_file

# Makes every PDF but the last of its second call, where it does what the test says; also when that is asked again.
FAKE = """#!/bin/sh
echo "$@" | tr ' ' '\\n' | grep -c docx$ >> {folder}/calls
for one in "$@"; do case "$one" in *.docx)
  if [ "$(basename "$one")" = {breaks_on} ] && wc -l < {folder}/calls | grep -qx '[23]'; then
    {trouble}
  else
    cp {folder}/good.pdf "${{one%.docx}}.pdf"
  fi ;;
esac; done
"""
HANGS = "echo $$ > {folder}/group; (sleep 60; echo late > {folder}/late) & sleep 60"
LEAVES_OUT = ":"
STOPS_HALFWAY = 'head -c 300 {folder}/good.pdf > "${{one%.docx}}.pdf"'
ENDS = "exit 1"


@pytest.fixture
def run(started: Prepare, coordinator: User, monkeypatch: pytest.MonkeyPatch) -> PrintRun:
    """A print run of five letters that goes in parts of two."""
    monkeypatch.setattr(print_batch, "LETTERS_PER_PART", 2)
    members(5)
    batch: Batch = started()
    tasks.run_batch(str(batch.pk))
    return ask_for_print(batch, coordinator, is_double_sided=False)


@pytest.fixture
def libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Puts a program in the place of LibreOffice; the folder where it leaves its traces."""

    def put(trouble: str, breaks_on: str = "00002.docx") -> Path:
        (tmp_path / "good.pdf").write_bytes(pdf_of(1))
        program = tmp_path / "soffice"
        words = {"folder": tmp_path, "breaks_on": breaks_on}
        program.write_text(FAKE.format(trouble=trouble.format(**words), **words))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        return tmp_path

    return put


def pdf_of(pages: int) -> bytes:
    """A PDF with so many blank pages."""
    content = BytesIO()
    with PdfWriter() as writer:
        for _ in range(pages):
            writer.add_blank_page(595, 842)
        writer.write(content)
    return content.getvalue()


def pages_in(content: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", [LEAVES_OUT, STOPS_HALFWAY, ENDS])
def test_a_letter_without_a_whole_pdf_is_named_and_no_file_is_given(
    run: PrintRun, libreoffice: Callable[..., Path], trouble: str
) -> None:
    libreoffice(trouble)

    tasks.make_print(str(run.pk))
    tasks.pick_up_prints()

    run.refresh_from_db()
    assert "bij brief 4, over B00003" in run.reason
    assert "geen PDF van deze brief" in run.reason
    assert (run.ready_at, run.content, run.claim) == (None, None, None)


@pytest.mark.django_db
def test_a_letter_that_libreoffice_hangs_on_is_named_and_all_that_it_started_is_ended(
    run: PrintRun, libreoffice: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = libreoffice(HANGS)
    monkeypatch.setattr(pdf, "START_SECONDS", 2.0)
    monkeypatch.setattr(pdf, "SECONDS_PER_LETTER", 0.0)

    tasks.make_print(str(run.pk))

    run.refresh_from_db()
    assert "bij brief 4, over B00003" in run.reason
    assert "duurde langer dan 2 seconden" in run.reason
    assert_ended(int((folder / "group").read_text()))


@pytest.mark.django_db
def test_after_the_trouble_the_same_letters_are_printed(
    run: PrintRun, libreoffice: Callable[..., Path], coordinator: User
) -> None:
    libreoffice(LEAVES_OUT)
    tasks.make_print(str(run.pk))

    again = ask_for_print(run.batch, coordinator, is_double_sided=False)
    tasks.make_print(str(again.pk))

    again.refresh_from_db()
    assert len(pages_in(again.content or b"")) == 5


@pytest.mark.django_db
def test_five_hundred_letters_go_to_libreoffice_by_the_forty(
    run: PrintRun, libreoffice: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_batch, "LETTERS_PER_PART", LETTERS_PER_PART)
    folder = libreoffice(ENDS, breaks_on="none")
    PrintRun.objects.filter(pk=run.pk).update(letters=run.letters * 100)

    tasks.make_print(str(run.pk))

    run.refresh_from_db()
    calls = [int(line) for line in (folder / "calls").read_text().split()]
    assert calls == [40] * 12 + [20]
    assert len(pages_in(run.content or b"")) == 500
    assert START_SECONDS + SECONDS_PER_LETTER * max(calls) < 300, "a part ends before its worker is given up"


@pytest.mark.soffice
def test_the_file_for_the_printer_has_the_pages_of_each_letter_and_no_others() -> None:
    letters = [word_file(f"brief {n}", header=f"Zaak {n}", raw=(PAGE_BREAK,) * (n % 3)) for n in range(6)]
    own = [pages_in(content) for content in to_pdf(letters)]

    pages = pages_in(print_run(letters))
    sheets = pages_in(print_run(letters, double_sided=True))

    assert [len(one) for one in own] == [1, 2, 3, 1, 2, 3]
    assert pages == [page for one in own for page in one]
    assert sheets == [page for one in own for page in (*one, *([""] * (len(one) % 2)))]


@pytest.mark.soffice
def test_a_damaged_letter_between_others_is_told_by_its_number() -> None:
    good = word_file("goed")

    with pytest.raises(PdfFailed, match="geen PDF van deze brief") as failure:
        print_run([good, good[:2000], good])

    assert failure.value.letter == 2


def test_a_pdf_that_cannot_be_read_is_told_by_its_number() -> None:
    with pytest.raises(PdfFailed, match="niet te lezen") as failure:
        joined([pdf_of(1), b"%PDF-1.7\nnothing\n%%EOF"])

    assert failure.value.letter == 2


def assert_ended(group: int) -> None:
    """Within five seconds no process of the group does anything any more."""
    deadline = time.monotonic() + 5
    while running := running_in(group):
        assert time.monotonic() < deadline, running
        time.sleep(0.05)
