"""Files in a complaint: what they really are, where they lie, and that nothing half is ever kept."""

import io
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from backoffice.accounts.models import User
from backoffice.kit.refusals import Refused
from casework import file_types
from casework.actions.attachments import attach
from casework.file_store import FileLost, content_of
from casework.models import Attachment, Complaint
from tests.factories.casework import complainant_party, make_closed, make_in_state, make_registered

pytestmark = pytest.mark.usefixtures("clock", "db")

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200
CONTENT_TYPES = "[Content_Types].xml"
OFFICE_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)


def zipped(**parts: str) -> bytes:
    """A zip of named parts; ``word_document_xml`` becomes ``word/document.xml``."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CONTENT_TYPES, OFFICE_TYPES)
        for name, text in parts.items():
            archive.writestr(NAMES.get(name, name), text)
    return made.getvalue()


NAMES = {"document": "word/document.xml", "macros": "word/vbaProject.bin", "outside": "../../etc/passwd"}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it, which may say any type."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def kept_files(media_root: str) -> list[Path]:
    """Every file under MEDIA_ROOT."""
    return [path for path in Path(media_root).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("brief.pdf", PDF, "application/pdf"),
        ("FOTO.PNG", PNG, "image/png"),
        ("verslag.txt", b"Geachte mevrouw,\n", "text/plain"),
        (
            "brief.docx",
            zipped(document="<w:p>Hallo</w:p>"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_a_file_comes_back_as_it_was_added(
    name: str, content: bytes, content_type: str, coordinator: User
) -> None:
    complaint = make_registered(coordinator)

    attachment = attach(complaint, upload(name, content), coordinator)

    stored = Attachment.objects.get(pk=attachment.pk)
    assert (stored.name, stored.content_type, stored.size) == (name, content_type, len(content))
    assert content_of(stored) == content
    assert complaint.events.all()[0].name == "attachment_added"


def test_what_lies_on_the_disk_is_encrypted_under_a_name_that_says_nothing(
    coordinator: User, settings: Any
) -> None:
    complaint = make_registered(coordinator)

    attach(complaint, upload("jansen-tegen-de-brug.txt", b"De kanarie zingt hier."), coordinator)

    [path] = kept_files(settings.MEDIA_ROOT)
    assert b"kanarie" not in path.read_bytes()
    assert "jansen" not in str(path)
    assert path.stat().st_mode & 0o077 == 0


def test_files_swapped_on_the_disk_are_noticed(coordinator: User, settings: Any) -> None:
    complaint = make_registered(coordinator)
    first = attach(complaint, upload("a.txt", b"van a"), coordinator)
    second = attach(complaint, upload("b.txt", b"van b"), coordinator)
    place = Path(settings.MEDIA_ROOT)
    (place / second.stored_as).write_bytes((place / first.stored_as).read_bytes())

    with pytest.raises(FileLost):
        content_of(second)


def test_a_lost_file_says_so(coordinator: User, settings: Any) -> None:
    attachment = attach(make_registered(coordinator), upload("a.txt", b"van a"), coordinator)
    (Path(settings.MEDIA_ROOT) / attachment.stored_as).unlink()

    with pytest.raises(FileLost):
        content_of(attachment)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("virus.exe", EXE, "soort"),
        ("brief.pdf.exe", EXE, "soort"),
        ("brief.docm", zipped(document="x", macros="x"), "soort"),
        ("zonder", PDF, "soort"),
        ("brief.pdf", EXE, "echt"),
        ("brief.pdf", zipped(document="x"), "echt"),
        ("foto.png", b"<script>alert(1)</script>", "echt"),
        ("brief.docx", PDF, "echt"),
        ("brief.docx", zipped(document="x", macros="x"), "macro"),
        ("brief.docx", zipped(document="x", outside="x"), "buiten"),
        ("brief.docx", zipped(other="x"), "inhoud"),
        ("leeg.txt", b"", "leeg"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_leaves_no_trace(
    name: str, content: bytes, word: str, coordinator: User, settings: Any
) -> None:
    complaint = make_registered(coordinator)
    before = complaint.events.count()

    with pytest.raises(Refused, match=word):
        attach(complaint, upload(name, content), coordinator)

    assert not Attachment.objects.exists()
    assert complaint.events.count() == before
    assert kept_files(settings.MEDIA_ROOT) == []


def test_a_zip_bomb_is_not_unpacked(coordinator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_types, "MOST_BYTES_UNPACKED", 1_000_000)
    bomb = zipped(document="0" * 2_000_000)

    with pytest.raises(Refused, match="te groot"):
        attach(make_registered(coordinator), upload("brief.docx", bomb), coordinator)


def test_a_damaged_zip_is_refused(coordinator: User) -> None:
    whole = zipped(document="<w:p>" + "tekst " * 500 + "</w:p>")
    damaged = whole[:120] + bytes(byte ^ 0xFF for byte in whole[120:200]) + whole[200:]

    with pytest.raises(Refused):
        attach(make_registered(coordinator), upload("brief.docx", damaged), coordinator)


def test_a_file_that_is_too_large_is_refused_whatever_it_says_itself(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.actions.attachments.MOST_BYTES", 10)
    big = upload("verslag.txt", b"elf letters")
    big.size = 1

    with pytest.raises(Refused, match="groter"):
        attach(make_registered(coordinator), big, coordinator)


def test_a_full_disk_keeps_nothing_and_says_so(coordinator: User, settings: Any) -> None:
    complaint = make_registered(coordinator)
    before = complaint.events.count()
    content = b"tekst " * 3_000_000  # the limit leaves room for the file of the database

    with full_disk(12_000_000), pytest.raises(Refused, match="ruimte"):
        attach(complaint, upload("verslag.txt", content), coordinator)

    assert not Attachment.objects.exists()
    assert complaint.events.count() == before
    assert kept_files(settings.MEDIA_ROOT) == []


class full_disk:  # noqa: N801 a context manager reads as a word
    """No file grows beyond so many bytes: the operating system refuses, as it does on a full disk."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __enter__(self) -> None:
        self.before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.most, self.before[1]))

    def __exit__(self, *_error: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self.before)


def test_a_failure_after_the_file_was_written_removes_the_file(
    coordinator: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = make_registered(coordinator)

    def written_and_then_broken(*_arguments: object) -> None:
        path = Path(settings.MEDIA_ROOT) / "attachments" / "ab"
        path.mkdir(parents=True)
        (path / "abcd").write_bytes(b"x")
        raise IntegrityError

    monkeypatch.setattr("casework.actions.attachments.new_name", lambda: "attachments/ab/abcd")
    monkeypatch.setattr("casework.actions.attachments.store", written_and_then_broken)

    with pytest.raises(IntegrityError):
        attach(complaint, upload("a.txt", b"tekst"), coordinator)

    assert kept_files(settings.MEDIA_ROOT) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Anna\\brief.txt", "brief.txt"),
        ("brief\r\nX-Evil: 1.txt", "brief X-Evil: 1.txt"),
        ("brief\u202etxt.exe.txt", "brief txt.exe.txt"),
        ("a" * 300 + ".txt", "a" * 196 + ".txt"),
    ],
)
def test_names_are_cleaned(given: str, kept: str, coordinator: User) -> None:
    file = upload("x.txt", b"tekst")
    file._name = given  # type: ignore[attr-defined]  # as a hand-made request sends it

    attachment = attach(make_registered(coordinator), file, coordinator)

    assert attachment.name == kept


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.txt", b"BSN 111222333"),
        ("brief.docx", zipped(document="<w:t>BSN</w:t><w:t>111222333</w:t>")),
        ("111222333.txt", b"Geachte mevrouw,"),
    ],
)
def test_a_citizen_service_number_in_a_file_is_marked(name: str, content: bytes, coordinator: User) -> None:
    attachment = attach(make_registered(coordinator), upload(name, content), coordinator)

    assert attachment.holds_citizen_number


@pytest.mark.parametrize(
    "role", ["coordinator", "officer", "secretary", "confidant", "finance", "administrator", "complainant"]
)
def test_nobody_adds_files_to_somebody_elses_complaint(role: str, user_with: Callable[..., User]) -> None:
    complaint = make_registered()

    with pytest.raises(Refused):
        attach(complaint, upload("a.txt", b"tekst"), user_with(role))


def test_complainants_add_files_to_their_own_complaint(complainant: User) -> None:
    complaint = make_registered(parties=(complainant_party(user=complainant),))

    assert attach(complaint, upload("a.txt", b"tekst"), complainant).uploaded_by == complainant


def test_a_finished_complaint_still_takes_files_an_anonymised_one_does_not(coordinator: User) -> None:
    closed = make_closed(coordinator)
    gone: Complaint = make_in_state("anonymised", by=coordinator)

    assert attach(closed, upload("a.txt", b"tekst"), coordinator).complaint == closed
    with pytest.raises(Refused, match="geanonimiseerd"):
        attach(gone, upload("a.txt", b"tekst"), coordinator)
