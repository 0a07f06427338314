"""The screens of documents: upload and check, four eyes and downloads."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from documents.actions.issue import issue, order
from documents.actions.mail import queue_mail
from documents.kinds import DocumentKind
from documents.models import IssuedDocument, LetterOrder, OutgoingMail, TemplateVersion
from tests.factories.documents import PROOF, changed, make_member, make_template, texts_of, word_file

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


def send(client: Client, content: bytes, name: str = "bewijs.docx") -> Any:
    """The upload form, sent."""
    file = SimpleUploadedFile(name, content)
    answers = {"kind": PROOF, "language": "nl", "file": file, "note": "nieuw logo"}
    return client.post(reverse("admin:documents_templateversion_add"), answers, follow=True)


def test_an_upload_shows_at_once_what_must_be_mended(
    proof: DocumentKind, administrator: User, signed_in: As
) -> None:
    page = send(signed_in(administrator), word_file("Beste {{ lid.naamm }}"))

    template = TemplateVersion.objects.get()
    assert (template.state, template.uploaded_by, template.note) == ("draft", administrator, "nieuw logo")
    assert "bedoelt u lid.naam?" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (word_file("{{ cycler.__init__.__globals__ }}"), "mag niet"),
        (b"%PDF-1.7", "geen Word-bestand"),
        (changed(word_file("x"), lambda members: members.update({"../x.xml": b"<a/>"})), "onveilige naam"),
    ],
)
def test_an_upload_that_attacks_is_refused_and_not_kept(
    proof: DocumentKind, administrator: User, signed_in: As, content: bytes, words: str
) -> None:
    page = send(signed_in(administrator), content)

    assert words in page.content.decode()
    assert not TemplateVersion.objects.exists()


def test_preview_fields_and_file_can_be_looked_at(
    proof: DocumentKind, administrator: User, signed_in: As
) -> None:
    template, client = make_template("Lid {{ lid.naam }}", by=administrator), signed_in(administrator)

    def page(name: str) -> Any:
        return client.get(reverse(f"admin:documents_templateversion_{name}", args=[template.pk]))

    assert page("preview").status_code == 200
    assert texts_of(page("download").content) == ["Lid {{ lid.naam }}"]
    assert "{{ lid.naam }}" in page("fields").content.decode()


def test_a_second_administrator_approves_with_the_button_and_the_uploader_cannot(
    proof: DocumentKind, administrator: User, second_administrator: User, signed_in: As
) -> None:
    template = make_template(by=administrator)
    step = reverse("admin:documents_templateversion_step", args=[template.pk, "approve"])

    refused = signed_in(administrator).post(step, {"version": 0})
    template.refresh_from_db()
    assert template.state == "draft"
    assert "zelf geüpload" in refused.content.decode()

    signed_in(second_administrator).post(step, {"version": 0})
    template.refresh_from_db()
    assert template.state == "active"


def test_a_letter_is_downloaded_by_who_may_and_the_log_says_so(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    letter = issue(PROOF, make_member(city="Enschede", number="L1001"), coordinator)
    address = reverse("admin:documents_issueddocument_download", args=[letter.pk])

    answer = signed_in(coordinator).get(address)

    assert answer.content == letter.content
    assert answer["Content-Disposition"] == 'attachment; filename="L1001-bewijs-van-aansluiting.docx"'
    line = AuditEvent.objects.filter(action="download").get()
    assert (line.by, line.object_id) == (coordinator, str(letter.pk))


@pytest.mark.parametrize("role", ["committee_member", "confidant", "administrator"])
@pytest.mark.parametrize("page", ["download", "change"])
def test_a_letter_that_is_not_yours_does_not_exist(
    proof_in_use: DocumentKind, coordinator: User, user_with: Any, signed_in: As, role: str, page: str
) -> None:
    letter = issue(PROOF, make_member(city="Enschede"), coordinator)

    answer = signed_in(user_with(role)).get(
        reverse(f"admin:documents_issueddocument_{page}", args=[letter.pk])
    )

    assert answer.status_code == 404


def test_letters_have_a_list_and_a_page_and_no_way_to_change_them(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    letter, client = issue(PROOF, make_member(city="Enschede"), coordinator), signed_in(coordinator)
    change = reverse("admin:documents_issueddocument_change", args=[letter.pk])

    listed = client.get(
        reverse("admin:documents_issueddocument_changelist"), {"kind": PROOF}
    ).content.decode()
    assert "Bewijs van aansluiting" in listed
    assert client.get(change).status_code == 200
    assert client.post(change, {"title": "x"}).status_code in (403, 404)
    assert IssuedDocument.objects.get().title == letter.title


def test_a_pdf_without_libreoffice_is_explained_and_the_word_file_stays(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = issue(PROOF, make_member(city="Enschede"), coordinator)
    monkeypatch.setenv("PATH", "/nowhere")

    address = reverse("admin:documents_issueddocument_download", args=[letter.pk])
    page = signed_in(coordinator).get(address, {"as": "pdf"}, follow=True)

    assert "LibreOffice is hier niet geïnstalleerd" in page.content.decode()


def test_a_letter_that_waits_is_listed_with_the_reason_and_tried_again(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    waiting = order(PROOF, make_member(), event_key="x", by=coordinator)
    LetterOrder.objects.update(
        last_error="Ontbreekt: plaats van het lid.", next_attempt_at="2099-01-01T00:00Z"
    )
    client, address = signed_in(coordinator), reverse("admin:documents_letterorder_changelist")

    assert "Ontbreekt: plaats van het lid." in client.get(address).content.decode()

    client.post(address, {"action": "try_now", "_selected_action": [str(waiting.pk)]})
    waiting.refresh_from_db()
    assert waiting.next_attempt_at.year < 2099


def test_lists_ask_the_database_no_more_for_many_rows_than_for_one(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As, django_assert_max_num_queries: Any
) -> None:
    for _ in range(8):
        issue(PROOF, make_member(city="Enschede"), coordinator)
    client = signed_in(coordinator)

    with django_assert_max_num_queries(14):
        client.get(reverse("admin:documents_issueddocument_changelist"))


@pytest.mark.soffice
def test_a_letter_can_be_looked_at_in_the_browser_and_the_log_says_so(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    member, client = make_member(city="Enschede", number="L1001"), signed_in(coordinator)
    letter = issue(PROOF, member, coordinator)
    address = reverse("admin:documents_issueddocument_download", args=[letter.pk])

    answer = client.get(address, {"inline": "1", "as": "pdf"})

    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'inline; filename="L1001-bewijs-van-aansluiting.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert AuditEvent.objects.filter(action="download", object_id=str(letter.pk)).count() == 1
    page = client.get(reverse("admin:documents_issueddocument_change", args=[letter.pk])).content.decode()
    assert f"{address}?as=pdf&amp;inline=1" in page


def test_a_word_file_is_never_shown_in_the_browser(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    letter = issue(PROOF, make_member(city="Enschede"), coordinator)
    address = reverse("admin:documents_issueddocument_download", args=[letter.pk])

    answer = signed_in(coordinator).get(address, {"inline": "1"})

    assert answer["Content-Disposition"].startswith("attachment")


def test_coordinators_hear_of_a_reminder_that_was_not_sent(
    coordinator: User, officer: User, signed_in: As
) -> None:
    context = {"naam": "S. de Boer", "dag": "24 maart 2026", "regels": "K2026-00001"}
    queue_mail("deadline_reminders", to="weg@example.org", context=context, key="reminders:1")
    OutgoingMail.objects.update(state="failed")
    client = signed_in(coordinator)

    start = client.get(reverse("admin:index")).content.decode()
    listed = client.get(reverse("admin:documents_outgoingmail_changelist")).content.decode()

    assert "mail die mislukt of onzeker is" in start
    assert "w…@example.org" in listed
    assert not OutgoingMail.objects.visible_to(officer).exists()
