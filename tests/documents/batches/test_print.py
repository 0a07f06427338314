"""The file for the printer of a batch: every letter in its order, made in the background, for who may see them."""

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from backoffice.kit import clock as office_clock
from backoffice.kit.refusals import Refused
from backoffice.kit.transitions import perform
from casework.actions.consent import withdraw_consent
from casework.models import Complaint
from documents import tasks
from documents.actions import print_batch
from documents.actions.prepare_batch import page_key, prepare
from documents.actions.print_batch import ask_for_print
from documents.kinds import kinds
from documents.models import Batch, IssuedDocument, PrintPart, PrintRun
from documents.rendering import PdfFailed, pdf
from tests.documents.batches.conftest import Prepare, members
from tests.factories.casework import make_informal, make_registered
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db
needs_soffice = pytest.mark.soffice
Made = tuple[Batch, list[str]]


@pytest.fixture
def made(started: Prepare) -> Made:
    """A batch of three letters, and the numbers of its members."""
    numbers = [member.number for member in members(3)]
    batch = started()
    tasks.run_batch(str(batch.pk))
    return batch, numbers


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two letters go in one part."""
    monkeypatch.setattr(print_batch, "LETTERS_PER_PART", 2)


def pages_of(run: PrintRun) -> list[str]:
    """The text of each page of the file."""
    content = PrintRun.objects.get(pk=run.pk).content or b""
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def file_page(batch: Batch, sides: str = "single") -> str:
    """Where the file is downloaded."""
    return reverse("admin:documents_batch_print-file", args=[batch.pk]) + f"?sides={sides}"


@needs_soffice
def test_every_letter_stands_in_the_file_in_its_order(made: Made, coordinator: User, in_parts: None) -> None:
    batch, numbers = made
    run = ask_for_print(batch, coordinator, is_double_sided=False)

    tasks.make_print(str(run.pk))

    pages = pages_of(run)
    assert len(pages) == 3
    assert all(number in page for number, page in zip(numbers, pages, strict=True))
    assert not PrintPart.objects.exists()


@needs_soffice
def test_double_sided_each_letter_begins_on_a_new_sheet(
    made: Made, coordinator: User, in_parts: None
) -> None:
    batch, numbers = made
    run = ask_for_print(batch, coordinator, is_double_sided=True)

    tasks.make_print(str(run.pk))

    pages = pages_of(run)
    assert len(pages) == 6
    assert [bool(page.strip()) for page in pages] == [True, False] * 3
    assert numbers[2] in pages[4]


@needs_soffice
def test_a_worker_that_stopped_halfway_loses_one_part_at_most(
    made: Made, coordinator: User, in_parts: None
) -> None:
    run = ask_for_print(made[0], coordinator, is_double_sided=False)
    print_batch.make_print(run.pk, seconds=0)
    PrintRun.objects.filter(pk=run.pk).update(claim=run.pk)  # a worker that is gone

    tasks.pick_up_prints()
    too_soon = PrintRun.objects.get(pk=run.pk)
    with office_clock.at(office_clock.now() + timedelta(minutes=6)):
        tasks.pick_up_prints()

    assert (too_soon.done, too_soon.ready_at) == (2, None)
    assert len(pages_of(run)) == 3


@needs_soffice
def test_the_file_is_taken_through_a_view_that_tells_the_log(
    made: Made, coordinator: User, signed_in: Any
) -> None:
    batch, _numbers = made
    run = ask_for_print(batch, coordinator, is_double_sided=False)
    tasks.make_print(str(run.pk))

    answer = signed_in(coordinator).get(file_page(batch))

    assert answer.content == PrintRun.objects.get(pk=run.pk).content
    assert answer["Content-Type"] == "application/pdf"
    assert re.search(r'"bewijs-van-aansluiting-[\d-]{15}\.pdf"$', answer["Content-Disposition"])
    taken = AuditEvent.objects.filter(action="download").values_list("object_id", flat=True)
    assert sorted(taken) == sorted(run.letters)


def test_asked_twice_while_it_is_made_is_one_file(made: Made, coordinator: User) -> None:
    first = ask_for_print(made[0], coordinator, is_double_sided=False)

    assert ask_for_print(made[0], coordinator, is_double_sided=False) == first
    assert ask_for_print(made[0], coordinator, is_double_sided=True) != first


def test_a_file_that_could_not_be_made_says_why_and_can_be_asked_for_again(
    made: Made, coordinator: User, monkeypatch: pytest.MonkeyPatch, signed_in: Any
) -> None:
    def fail(*_arguments: Any, **_options: Any) -> bytes:
        raise PdfFailed("LibreOffice hield ermee op.")

    monkeypatch.setattr(print_batch, "print_run", fail)
    run = ask_for_print(made[0], coordinator, is_double_sided=False)

    tasks.make_print(str(run.pk))

    page = signed_in(coordinator).get(f"/admin/documents/batch/{made[0].pk}/change/").content.decode()
    assert "LibreOffice hield ermee op." in page
    assert ask_for_print(made[0], coordinator, is_double_sided=False) != run


def test_without_libreoffice_it_is_told_at_once(
    made: Made, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_soffice", lambda: None)

    with pytest.raises(Refused, match="LibreOffice"):
        ask_for_print(made[0], coordinator, is_double_sided=False)

    assert not PrintRun.objects.exists()


def test_a_batch_without_letters_has_nothing_to_print(started: Prepare, coordinator: User) -> None:
    members(1)

    with pytest.raises(Refused, match="nog geen brief om af te drukken"):
        ask_for_print(started(), coordinator, is_double_sided=False)


def test_another_who_may_look_at_the_batch_gets_no_file_of_ours_and_makes_none(
    made: Made, coordinator: User, signed_in: Any
) -> None:
    batch, other = made[0], make_user("coordinator")
    _ready(ask_for_print(batch, coordinator, is_double_sided=False))
    client = signed_in(other)

    taken = client.get(file_page(batch))
    asked = client.post(reverse("admin:documents_batch_print", args=[batch.pk]), {"sides": "single"})

    assert (taken.status_code, asked.status_code) == (302, 403)
    assert PrintRun.objects.count() == 1


def test_a_file_with_a_letter_that_is_no_longer_ones_own_is_not_given(
    officer: User, coordinator: User, signed_in: Any, clock: Any
) -> None:
    batch = _about_complaints_of(officer, coordinator)
    _ready(ask_for_print(batch, officer, is_double_sided=False))
    client: Client = signed_in(officer)
    before = client.get(file_page(batch))
    Complaint.objects.filter(pk=batch.items.all()[0].subject_id).update(officer=None)

    after = client.get(file_page(batch))

    assert (before.status_code, after.status_code) == (200, 302)
    assert "Laat de afdruk opnieuw maken" in client.get(after["Location"]).content.decode()


def test_what_is_not_encrypted_is_not_in_the_table_and_old_files_go(made: Made, coordinator: User) -> None:
    run = _ready(ask_for_print(made[0], coordinator, is_double_sided=False))
    stored = PrintRun.objects.values_list("content", flat=True).get()

    with office_clock.at(office_clock.now() + timedelta(days=3)):
        tasks.pick_up_prints()

    assert b"%PDF" not in stored.data
    assert not PrintRun.objects.filter(pk=run.pk).exists()


def _ready(run: PrintRun) -> PrintRun:
    """As if the worker had made it."""
    run.content, run.ready_at = b"%PDF-1.7", office_clock.now()
    run.save()
    return run


def _about_complaints_of(officer: User, coordinator: User) -> Batch:
    templates_in_use()
    for _ in range(2):
        make_registered(coordinator)
    Complaint.objects.update(officer=officer)
    batch = prepare(kinds.get("acknowledgement"), Complaint.objects.all(), officer, key=page_key("x"))
    perform(batch, "start", by=officer)
    tasks.run_batch(str(batch.pk))
    return batch


@pytest.fixture
def two_notices(coordinator: User, clock: Any) -> tuple[Batch, list[Complaint]]:
    """A batch of two letters to a care provider, made with every consent."""
    templates_in_use()
    complaints = [make_informal(coordinator) for _ in range(2)]
    chosen = Complaint.objects.order_by("number")
    batch = prepare(kinds.get("provider_notice"), chosen, coordinator, key=page_key("x"))
    perform(batch, "start", by=coordinator)
    tasks.run_batch(str(batch.pk))
    return batch, complaints


def test_a_letter_to_the_provider_is_not_printed_after_consent_was_withdrawn(
    two_notices: tuple[Batch, list[Complaint]], coordinator: User, signed_in: Any
) -> None:
    batch, (withdrawn, kept) = two_notices
    withdraw_consent(withdrawn, "name_complainant", coordinator)

    answer = signed_in(coordinator).post(
        reverse("admin:documents_batch_print", args=[batch.pk]), {"sides": "single"}, follow=True
    )

    letters = IssuedDocument.objects.filter(pk__in=PrintRun.objects.get().letters)
    assert [letter.subject_id for letter in letters] == [kept.pk]
    assert f"De brief over {withdrawn} blijft hier." in answer.content.decode()
    assert f"De brief over {kept} blijft" not in answer.content.decode()


def test_nor_does_it_stand_in_the_zip(
    two_notices: tuple[Batch, list[Complaint]], coordinator: User, signed_in: Any
) -> None:
    batch, (withdrawn, kept) = two_notices
    withdraw_consent(withdrawn, "share_with_provider", coordinator)
    client = signed_in(coordinator)
    address = reverse("admin:documents_batch_zip", args=[batch.pk])

    names = zipfile.ZipFile(io.BytesIO(b"".join(client.get(address).streaming_content))).namelist()
    withdraw_consent(kept, "share_with_provider", coordinator)
    nothing_left = client.get(address, follow=True)

    assert [str(kept) in name for name in names] == [True]
    taken = AuditEvent.objects.filter(action="download", object_type="documents.issueddocument")
    assert [line.object_id for line in taken] == [str(IssuedDocument.objects.get(subject_id=kept.pk).pk)]
    assert f"De brief over {kept} blijft hier." in nothing_left.content.decode()


def test_a_print_made_before_consent_was_withdrawn_is_not_given(
    two_notices: tuple[Batch, list[Complaint]], coordinator: User, signed_in: Any
) -> None:
    batch, complaints = two_notices
    _ready(ask_for_print(batch, coordinator, is_double_sided=False))
    client = signed_in(coordinator)
    before = client.get(file_page(batch))
    withdraw_consent(complaints[0], "share_with_provider", coordinator)

    after = client.get(file_page(batch))

    assert (before.status_code, after.status_code) == (200, 302)


def test_when_no_letter_may_go_out_nothing_is_printed(
    two_notices: tuple[Batch, list[Complaint]], coordinator: User
) -> None:
    batch, complaints = two_notices
    for complaint in complaints:
        withdraw_consent(complaint, "share_with_provider", coordinator)

    with pytest.raises(Refused, match="mag nog weg"):
        ask_for_print(batch, coordinator, is_double_sided=False)

    assert not PrintRun.objects.exists()
