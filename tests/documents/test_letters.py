"""The two letters of casework: what they must contain, in a real Word file about a real complaint."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from docx import Document
from pypdf import PdfReader

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.transitions import Refused, perform
from documents.actions.issue import issue, issue_waiting
from documents.kinds import kinds
from documents.models import IssuedDocument, LetterOrder
from documents.rendering import check, to_pdf
from tests.factories.casework import complainant_party, make_awaiting_consent, make_complaint, make_registered
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _templates(db: None, clock: Any) -> None:
    templates_in_use()


def text_of(letter: IssuedDocument) -> str:
    """Everything that is read in a letter: text, tables, headers and footers, in one line."""
    document = Document(io.BytesIO(letter.content))
    section = document.sections[0]
    parts: list[Any] = [
        document,
        section.first_page_header,
        section.header,
        section.first_page_footer,
        section.footer,
    ]
    found = [node.text or "" for part in parts for node in part._element.iter(f"{{{W}}}t")]
    return " ".join("".join(found).split())


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_shipped_files_are_what_their_sources_make() -> None:
    call_command("build_letters", "--check")


@pytest.mark.parametrize("key", ["acknowledgement", "consent_form"])
def test_a_shipped_template_passes_its_own_check_and_has_real_headings(key: str) -> None:
    kind = kinds.get(key)
    content = kind.template.read_bytes()

    document = Document(io.BytesIO(content))

    assert check(content, kind.fields) == []
    assert {"Heading 1", "Heading 2"} <= {paragraph.style.name for paragraph in document.paragraphs}
    assert 'w:val="nl-NL"' in document.styles.element.xml


def test_registering_makes_an_acknowledgement_with_all_that_it_must_contain(coordinator: User) -> None:
    complaint = make_registered(
        coordinator, parties=(complainant_party(name="Jansen & Zn <b>"),), narrative="geheim verhaal"
    )

    assert issue_waiting() == 1

    letter = text_of(IssuedDocument.objects.get())
    for needed in (
        complaint.number,
        "24 maart 2026",
        "Geachte Jansen & Zn <b>,",
        "Kerkstraat 1",
        "7511 AB Enschede",
        complaint.member.name,
        "Afspraken worden niet nagekomen.",
        coordinator.name,
        "klachtencoördinator",
        complaint.procedure.name,
        complaint.procedure.legal_basis,
        "dinsdag 31 maart 2026",
        "woensdag 6 mei 2026",
        "vrijdag 24 juli 2026",
        "Vertrouwelijk en gratis",
        "053 123 45 67",
    ):
        assert str(needed) in letter
    assert "geheim verhaal" not in letter


def test_a_consent_form_asks_each_purpose_apart_and_fills_nothing_in(coordinator: User) -> None:
    complaint = make_awaiting_consent(coordinator)
    issue_waiting()

    letter = text_of(IssuedDocument.objects.get(kind="consent_form"))

    for needed in (
        complaint.number,
        *(f"({one})" for one in "abcde"),
        "voor uzelf",
        "Hoe lang geldt uw toestemming?",
        "Kunt u uw toestemming intrekken?",
        "Handtekening",
        "dinsdag 7 april 2026",
        "(graag invullen)",
    ):
        assert str(needed) in letter
    assert letter.count("☐") == 10
    assert "☒" not in letter
    assert "namens de cliënt" not in letter


def test_only_the_purposes_that_are_asked_stand_on_the_form(coordinator: User) -> None:
    make_awaiting_consent(coordinator, purposes=("share_with_provider", "refer_to_committee"))
    issue_waiting()

    letter = text_of(IssuedDocument.objects.get(kind="consent_form"))

    assert letter.count("☐") == 4
    assert "medisch dossier gebruiken" not in letter


def test_who_complains_for_another_signs_and_so_does_the_client(coordinator: User) -> None:
    client = complainant_party(role="client", name="Oma Jansen", capacity="")
    relative = complainant_party(capacity="relative")

    letter = issue("consent_form", make_registered(coordinator, parties=(relative, client)), coordinator)

    assert "als naaste van de cliënt" in text_of(letter)
    assert "Oma Jansen" in text_of(letter)
    assert "Ondertekening door of namens de cliënt" in text_of(letter)


def test_a_complaint_that_is_not_registered_gets_no_letter_and_hears_why(coordinator: User) -> None:
    with pytest.raises(Refused, match="registreer eerst de klacht"):
        issue("acknowledgement", make_complaint(coordinator), coordinator)


def test_the_letter_stands_in_the_history_of_the_complaint(coordinator: User) -> None:
    complaint = make_registered(coordinator)
    issue_waiting()

    event = complaint.events.filter(category="letter").get()

    assert event.by == coordinator
    assert event.answers["document"] == str(IssuedDocument.objects.get().pk)


def test_only_who_sees_the_complaint_sees_its_letters(coordinator: User, user_with: Any) -> None:
    complaint = make_registered(coordinator)
    issue_waiting()
    assigned = user_with("officer")
    type(complaint).objects.filter(pk=complaint.pk).update(officer=assigned)

    seen = {
        user.name: IssuedDocument.objects.visible_to(user).count()
        for user in (
            coordinator,
            assigned,
            user_with("officer", name="vreemd"),
            user_with("administrator", name="b"),
        )
    }

    assert seen == {coordinator.name: 1, assigned.name: 1, "vreemd": 0, "b": 0}
    assert not LetterOrder.objects.visible_to(user_with("finance")).exists()


@pytest.mark.soffice
def test_page_numbers_count_in_the_pdf(coordinator: User) -> None:
    letter = issue("acknowledgement", make_registered(coordinator), coordinator)

    pages = PdfReader(io.BytesIO(to_pdf([letter.content])[0])).pages

    assert len(pages) == 2
    assert "Pagina 1 van 2" in pages[0].extract_text()
    assert "Pagina 2 van 2" in pages[1].extract_text()


def test_a_late_worker_still_asks_what_the_step_asked(coordinator: User) -> None:
    complaint = make_awaiting_consent(coordinator, purposes=("share_with_provider", "refer_to_committee"))
    perform(
        complaint,
        "record_consent",
        by=coordinator,
        answered_on=office_clock.today(),
        share_with_provider="yes",
        refer_to_committee="no",
    )

    with office_clock.at(office_clock.now() + timedelta(days=3)):
        issue_waiting()

    letter = text_of(IssuedDocument.objects.get(kind="consent_form"))
    assert letter.count("☐") == 4
    assert "medisch dossier gebruiken" not in letter
    assert "dinsdag 7 april 2026" in letter
