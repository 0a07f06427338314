"""Before a letter is made: what is missing and where to fill it in, how it will look, and one letter per page."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from billing.models import Member
from documents.actions.issue import issue
from documents.kinds import DocumentKind, Missing, kinds
from documents.models import IssuedDocument, TemplateVersion
from tests.factories.documents import PROOF, make_member, proof_kind, texts_of
from tests.letter_boxes import line_in_box

pytestmark = pytest.mark.django_db


def url(member: Member, page: str = "letter", kind: str = PROOF) -> str:
    """The address of a page of the letter of a member."""
    return reverse(f"admin:billing_member_{page}", args=[member.pk, kind])


def key_on(client: Client, member: Member, **query: Any) -> str:
    """What the page of the letter sends along."""
    found = re.search(r'name="key" value="([^"]+)"', client.get(url(member), query).content.decode())
    assert found
    return found[1]


def test_the_page_names_letter_receiver_and_template(
    proof_in_use: DocumentKind, finance: User, signed_in: Any
) -> None:
    member = make_member(city="Enschede", email="lid@example.org")

    page = signed_in(finance).get(url(member)).content.decode()

    assert "bewijs van aansluiting" in page
    assert "Jansen &amp; Zn" in page
    assert "v1" in page
    assert "Definitief maken" in page


def test_what_is_missing_is_named_with_a_link_to_the_place_to_fill_it_in(
    proof_in_use: DocumentKind, finance: User, signed_in: Any
) -> None:
    kinds._things[PROOF] = proof_kind(
        proof_in_use.template.parent,
        missing=lambda _member: [Missing("plaats van het lid", "/daar/#id_city")],
    )

    page = signed_in(finance).get(url(make_member())).content.decode()

    assert "plaats van het lid" in page
    assert 'href="/daar/#id_city"' in page
    assert "Definitief maken" not in page


def test_without_a_template_in_use_the_page_says_whom_to_ask(
    proof: DocumentKind, finance: User, signed_in: Any
) -> None:
    page = signed_in(finance).get(url(make_member(city="Enschede"))).content.decode()

    assert "Vraag de functioneel beheerder" in page
    assert "Definitief maken" not in page


def test_a_letter_is_made_once_however_often_the_button_is_pressed(
    proof_in_use: DocumentKind, finance: User, signed_in: Any
) -> None:
    member, client = make_member(city="Enschede"), signed_in(finance)
    sent = {"key": key_on(client, member)}

    for _time in range(2):
        answer = client.post(url(member), sent)
        assert answer["Location"] == reverse("admin:billing_member_change", args=[member.pk])
    assert IssuedDocument.objects.of(member).count() == 1

    client.post(url(member), {"key": key_on(client, member)})
    assert IssuedDocument.objects.of(member).count() == 2


@pytest.mark.parametrize("sent", [{}, {"key": "1:0:"}, {"key": "x" * 3000}])
def test_a_forged_page_makes_no_letter(
    proof_in_use: DocumentKind, finance: User, signed_in: Any, sent: dict[str, str]
) -> None:
    member = make_member(city="Enschede")

    page = signed_in(finance).post(url(member), sent, follow=True)

    assert "niet meer geldig" in page.content.decode()
    assert not IssuedDocument.objects.exists()


@pytest.mark.parametrize("role", ["officer", "secretary", "administrator", "committee_member", "confidant"])
def test_a_letter_that_one_may_not_make_does_not_exist(
    proof_in_use: DocumentKind, user_with: Any, signed_in: Any, role: str
) -> None:
    member, client = make_member(city="Enschede"), signed_in(user_with(role))

    for page in ("letter", "letter_preview", "letter_fields"):
        assert client.get(url(member, page)).status_code == 404
        assert client.post(url(member, page)).status_code == 404
    assert not IssuedDocument.objects.exists()


def test_a_letter_of_another_kind_of_subject_does_not_exist(
    proof_in_use: DocumentKind, finance: User, signed_in: Any
) -> None:
    client, member = signed_in(finance), make_member()

    for kind in ("acknowledgement", "ransom", "judgement"):
        assert client.get(url(member, kind=kind)).status_code == 404


def test_a_preview_as_word_keeps_nothing_and_marks_what_was_filled_in(
    proof_in_use: DocumentKind, finance: User, signed_in: Any
) -> None:
    member, client = make_member(city="Enschede"), signed_in(finance)

    plain = client.get(url(member, "letter_preview"), {"as": "word"})
    marked = client.get(url(member, "letter_preview"), {"as": "word", "marked": "1"})

    assert texts_of(plain.content) == texts_of(marked.content)
    assert plain.content != marked.content
    name = f"{member.number}-bewijs-van-aansluiting-voorbeeld.docx"
    assert plain["Content-Disposition"] == f'attachment; filename="{name}"'
    assert not IssuedDocument.objects.exists()
    assert AuditEvent.objects.filter(action="download", object_id=str(member.pk)).count() == 2


@pytest.mark.soffice
def test_a_preview_is_a_pdf_that_only_our_own_pages_may_frame(
    proof_in_use: DocumentKind, finance: User, signed_in: Any
) -> None:
    member = make_member(city="Enschede")

    answer = signed_in(finance).get(url(member, "letter_preview"), {"marked": "1"})

    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_without_libreoffice_the_page_offers_the_word_file_and_the_frame_says_why(
    proof_in_use: DocumentKind, finance: User, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    member, client = make_member(city="Enschede"), signed_in(finance)
    monkeypatch.setenv("PATH", "/nowhere")

    page = client.get(url(member), {"preview": "marked"}).content.decode()
    frame = client.get(url(member, "letter_preview"))

    assert "<iframe" not in page
    assert f"{url(member, 'letter_preview')}?as=word" in page
    assert frame.status_code == 409
    assert "LibreOffice is hier niet geïnstalleerd" in frame.content.decode()


def test_a_preview_of_a_letter_that_lacks_something_says_so(
    proof_in_use: DocumentKind, finance: User, signed_in: Any
) -> None:
    frame = signed_in(finance).get(url(make_member(), "letter_preview"))

    assert frame.status_code == 409
    assert "Ontbreekt: plaats van het lid" in frame.content.decode()


def test_the_fields_show_what_they_are_in_this_case(
    proof_in_use: DocumentKind, finance: User, signed_in: Any
) -> None:
    member = make_member(city="Enschede")

    page = signed_in(finance).get(url(member, "letter_fields")).content.decode()

    assert "{{ lid.nummer }}" in page
    assert member.number in page
    assert 'data-copies="field-1"' in page


def test_a_newer_version_supersedes_and_only_one_can(
    proof_in_use: DocumentKind, finance: User, coordinator: User, signed_in: Any
) -> None:
    member, client = make_member(city="Enschede"), signed_in(finance)
    first = issue(PROOF, member, coordinator)
    sent = {"key": key_on(client, member, supersedes=first.pk), "supersedes": str(first.pk)}
    late = {"key": key_on(client, member, supersedes=first.pk), "supersedes": str(first.pk)}

    client.post(url(member), sent)
    second = IssuedDocument.objects.of(member).get(supersedes=first)
    member.refresh_from_db()
    third = client.post(
        url(member), {**late, "key": key_on(client, member, supersedes=first.pk)}, follow=True
    ).content.decode()

    assert first.successor == second
    assert "Er is al eerder een nieuwere versie van deze brief gemaakt" in third
    assert IssuedDocument.objects.count() == 2


def test_a_letter_about_another_member_is_not_superseded_from_here(
    proof_in_use: DocumentKind, finance: User, coordinator: User, signed_in: Any
) -> None:
    member, client = make_member(city="Enschede"), signed_in(finance)
    other = issue(PROOF, make_member(city="Hengelo"), coordinator)

    assert client.get(url(member), {"supersedes": other.pk}).status_code == 404
    assert client.get(url(member), {"supersedes": "x"}).status_code == 404
    assert client.post(url(member), {"supersedes": other.pk}).status_code == 404


def test_the_page_of_a_member_lists_its_letters_and_those_that_can_be_made(
    proof_in_use: DocumentKind, finance: User, coordinator: User, signed_in: Any
) -> None:
    member = make_member(city="Enschede")
    letter = issue(PROOF, member, coordinator)
    page = reverse("admin:billing_member_change", args=[member.pk])

    seen = signed_in(finance).get(page).content.decode()
    by_reader = signed_in(User.objects.get(pk=coordinator.pk)).get(page).content.decode()

    assert url(member) in seen
    assert reverse("admin:documents_issueddocument_download", args=[letter.pk]) in seen
    assert url(member) in by_reader


def test_the_box_says_of_a_replaced_letter_that_there_is_a_newer_one(
    proof_in_use: DocumentKind, coordinator: User, signed_in: Any
) -> None:
    member = make_member(city="Enschede")
    first = issue(PROOF, member, coordinator)
    newer = issue(PROOF, member, coordinator, supersedes=first)

    box = signed_in(coordinator).get(reverse("admin:billing_member_change", args=[member.pk]))

    assert "vervangen door een nieuwere" in line_in_box(box, first)
    assert "vervangen door een nieuwere" not in line_in_box(box, newer)


def test_many_replaced_letters_in_the_box_take_no_more_queries_than_one(
    proof_in_use: DocumentKind, coordinator: User, signed_in: Any
) -> None:
    member, client = make_member(city="Enschede"), signed_in(coordinator)
    page = reverse("admin:billing_member_change", args=[member.pk])
    latest = issue(PROOF, member, coordinator, supersedes=issue(PROOF, member, coordinator))
    client.get(page)

    with CaptureQueriesContext(connection) as for_one:
        client.get(page)
    for _time in range(3):
        latest = issue(PROOF, member, coordinator, supersedes=latest)
    with CaptureQueriesContext(connection) as for_many:
        client.get(page)

    assert len(for_many) == len(for_one)


def test_every_kind_of_letter_has_its_pages_where_its_subject_is(db: None) -> None:
    without = [
        kind.key
        for kind in kinds
        if not kind.awaits
        and not reverse(f"admin:{kind.model_label.replace('.', '_')}_letter", args=["x", kind.key])
    ]

    assert without == []
    assert TemplateVersion._meta.get_field("language").default == "nl"
