"""`issue_document`: a file and a kept letter, or neither."""

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from documents.models import IssuedDocument
from tests.factories.casework import make_registered
from tests.factories.documents import texts_of
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db


@pytest.fixture
def number(db: None, clock: Any) -> str:
    """The number of a registered complaint."""
    templates_in_use()
    return str(make_registered().number)


def run(*arguments: str) -> list[str]:
    """The lines that the command prints."""
    out = StringIO()
    call_command("issue_document", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_letter_is_written_and_kept(number: str, tmp_path: Path) -> None:
    file = tmp_path / "brief.docx"

    lines = run("acknowledgement", number, "--out", str(file), "--json")

    told, letter = json.loads(lines[-1]), IssuedDocument.objects.get()
    assert "Wij hebben uw klacht ontvangen" in texts_of(file.read_bytes())
    assert told["issued"] is True
    assert told["sha256"] == letter.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert letter.issued_by is None
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.soffice
def test_a_pdf_is_written_when_asked(number: str, tmp_path: Path) -> None:
    run("consent_form", number, "--out", str(tmp_path / "brief.pdf"), "--pdf")

    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("kind", "case", "out", "code", "words"),
    [
        ("brief", "{number}", "x.docx", 2, "Er is geen brief “brief”. Wel: .*acknowledgement, consent_form"),
        ("acknowledgement", "K1999-00001", "x.docx", 1, "Er is geen klacht met nummer K1999-00001"),
        ("acknowledgement", "{number}", ".", 2, "is een map"),
        ("acknowledgement", "{number}", "weg/x.docx", 1, "kan niet worden geschreven"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_made(
    number: str, tmp_path: Path, kind: str, case: str, out: str, code: int, words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        run(kind, case.format(number=number), "--out", str(tmp_path / out))

    assert refused.value.returncode == code
    assert not IssuedDocument.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file_and_no_letter(
    number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "brief.docx"
    file.write_text("the old one")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CommandError, match="No space left"):
        run("acknowledgement", number, "--out", str(file))

    assert file.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [file]
    assert not IssuedDocument.objects.exists()


def test_a_missing_libreoffice_is_told(number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(CommandError, match="LibreOffice is hier niet geïnstalleerd"):
        run("acknowledgement", number, "--out", str(tmp_path / "x.pdf"), "--pdf")

    assert not IssuedDocument.objects.exists()


def test_a_refusal_ends_with_a_line_for_machines_too(number: str, tmp_path: Path) -> None:
    out = StringIO()

    with pytest.raises(CommandError):
        call_command(
            "issue_document", "acknowledgement", "K1", "--out", str(tmp_path / "x"), "--json", stdout=out
        )

    assert json.loads(out.getvalue().splitlines()[-1]) == {
        "issued": False,
        "reasons": ["Er is geen klacht met nummer K1."],
    }
