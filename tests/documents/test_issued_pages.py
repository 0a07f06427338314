"""The page of an issued letter: what was used, what came before and after it, and its PDF made once."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from documents.actions.issue import compose, issue, store
from documents.actions.pdf import pdf_of
from documents.kinds import DocumentKind, kinds
from documents.models import IssuedDocument, LetterPdf
from documents.rendering import PdfFailed
from tests.factories.documents import PROOF, make_member, proof_kind, texts_of

pytestmark = pytest.mark.django_db


def page(letter: IssuedDocument) -> str:
    """The address of the page of a letter."""
    return reverse("admin:documents_issueddocument_change", args=[letter.pk])


def test_the_page_tells_what_was_used_and_the_log_who_read_it(
    proof_in_use: DocumentKind, coordinator: User, signed_in: Any
) -> None:
    member = make_member(city="Enschede")
    letter = issue(PROOF, member, coordinator)

    seen = signed_in(coordinator).get(page(letter)).content.decode()

    for words in (
        letter.sha256,
        "Bewijs van aansluiting v1",
        str(coordinator),
        member.number,
        "Jansen &amp; Zn",
    ):
        assert words in seen
    assert AuditEvent.objects.filter(action="read", object_id=str(letter.pk), by=coordinator).count() == 1


def test_a_newer_version_starts_from_the_page_and_both_pages_name_the_other(
    proof_in_use: DocumentKind, coordinator: User, signed_in: Any
) -> None:
    member, client = make_member(city="Enschede"), signed_in(coordinator)
    first = issue(PROOF, member, coordinator)
    start = f"{reverse('admin:billing_member_letter', args=[member.pk, PROOF])}?supersedes={first.pk}"

    before = client.get(page(first)).content.decode()
    second = issue(PROOF, member, coordinator, supersedes=first)
    after, newest = client.get(page(first)).content.decode(), client.get(page(second)).content.decode()

    assert start in before
    assert start not in after
    assert page(second) in after
    assert page(first) in newest


def test_who_may_not_make_the_letter_is_not_led_to_a_newer_version(
    proof_in_use: DocumentKind, coordinator: User, officer: User, signed_in: Any
) -> None:
    letter = issue(PROOF, make_member(city="Enschede"), coordinator)

    assert "supersedes=" not in signed_in(officer).get(page(letter)).content.decode()


def test_the_database_itself_keeps_one_successor(proof_in_use: DocumentKind, coordinator: User) -> None:
    member = make_member(city="Enschede")
    first = issue(PROOF, member, coordinator)
    issue(PROOF, member, coordinator, supersedes=first)

    with pytest.raises(IntegrityError), transaction.atomic():
        store(compose(PROOF, member), coordinator, supersedes=first)


def test_a_letter_whose_kind_is_gone_still_has_its_page(
    proof_in_use: DocumentKind, coordinator: User, signed_in: Any
) -> None:
    letter, client = issue(PROOF, make_member(city="Enschede"), coordinator), signed_in(coordinator)
    kinds._things[PROOF] = proof_kind(proof_in_use.template.parent, fields=())

    assert client.get(page(letter)).status_code == 200


@pytest.mark.soffice
def test_a_pdf_is_made_once_kept_unreadable_and_made_again_for_another_file(
    proof_in_use: DocumentKind, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = issue(PROOF, make_member(city="Enschede"), coordinator)

    first = pdf_of(letter)
    monkeypatch.setenv("PATH", "/nowhere")  # no LibreOffice any more
    second = pdf_of(letter)

    assert first == second
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM documents_letterpdf")
        assert b"%PDF" not in bytes(cursor.fetchone()[0])
    LetterPdf.objects.update(of_sha256="0" * 64)
    with pytest.raises(PdfFailed):
        pdf_of(letter)


def test_no_pdf_is_made_of_a_file_that_is_not_the_letter(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    letter = issue(PROOF, make_member(city="Enschede"), coordinator)
    letter.sha256 = "0" * 64

    with pytest.raises(PdfFailed, match="niet de brief"):
        pdf_of(letter)
    assert texts_of(letter.content)
