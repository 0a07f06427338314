"""A letter edited in Word: safe, changed and the same letter, approved by a colleague, with both hashes kept."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from docx import Document
from docx.oxml import parse_xml

from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from backoffice.kit.transitions import Refused, perform
from billing.models import Member
from documents.actions.hand_work import put_back
from documents.actions.issue import issue
from documents.kinds import DocumentKind, kinds
from documents.models import EditedLetter, IssuedDocument
from documents.panels import edited_letters
from documents.rendering import examine
from documents.rendering.package import MAX_FILE_BYTES
from tests.factories.documents import (
    PROOF,
    W,
    changed,
    make_member,
    proof_kind,
    texts_of,
    with_relation,
    word_file,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(proof_in_use: DocumentKind, coordinator: User) -> IssuedDocument:
    """A letter of a kind that may be edited by hand."""
    kinds._things[PROOF] = proof_kind(proof_in_use.template.parent, may_be_edited=True)
    return issue(PROOF, make_member(city="Enschede"), coordinator)


def edited(content: bytes, words: str = "Met een zin erbij.") -> bytes:
    """The file with a paragraph more, as an editor of Word files saves it."""
    document = Document(io.BytesIO(content))
    document.add_paragraph(words)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def back(letter: IssuedDocument, content: bytes, by: User, name: str = "brief.docx") -> EditedLetter:
    """The file, put back."""
    return put_back(letter, content, file_name=name, by=by, note="zin erbij")


def test_a_letter_that_may_be_edited_carries_its_mark_and_others_do_not(
    letter: IssuedDocument, proof_in_use: DocumentKind, coordinator: User
) -> None:
    kinds._things[PROOF] = proof_kind(proof_in_use.template.parent)
    other = issue(PROOF, make_member(city="Enschede"), coordinator)

    assert examine(bytes(letter.content)).mark == str(letter.pk)
    assert examine(bytes(other.content)).mark == ""
    assert letter.sha256 == hashlib.sha256(bytes(letter.content)).hexdigest()


def test_an_edited_version_waits_and_becomes_the_letter_when_a_colleague_approves(
    letter: IssuedDocument, coordinator: User, finance: User
) -> None:
    content = edited(bytes(letter.content))

    version = back(letter, content, coordinator)
    assert (version.state, version.compared, letter.successor) == ("offered", "mark", None)

    perform(version, "approve", by=finance)

    final = letter.successor
    assert final is not None
    assert (version.state, version.final, version.approved_by) == ("final", final, finance)
    assert (version.original_sha256, version.sha256) == (letter.sha256, final.sha256)
    assert final.sha256 == hashlib.sha256(content).hexdigest() != letter.sha256
    assert texts_of(IssuedDocument.objects.get(pk=final.pk).content)[-1] == "Met een zin erbij."
    assert final.data == letter.data
    assert texts_of(IssuedDocument.objects.get(pk=letter.pk).content)[-1] != "Met een zin erbij."


def test_who_put_it_back_cannot_approve_it_and_neither_can_a_job(
    letter: IssuedDocument, coordinator: User
) -> None:
    version = back(letter, edited(bytes(letter.content)), coordinator)

    for by in (coordinator, None):
        with pytest.raises(Refused):
            perform(version, "approve", by=by)

    with pytest.raises(IntegrityError), transaction.atomic():
        EditedLetter.objects.filter(pk=version.pk).update(approved_by=coordinator)
    assert letter.successor is None


@pytest.mark.parametrize("role", ["officer", "secretary", "administrator", "committee_member", "confidant"])
def test_who_may_not_make_the_letter_neither_edits_nor_approves_it(
    letter: IssuedDocument, coordinator: User, user_with: Any, role: str
) -> None:
    version, stranger = back(letter, edited(bytes(letter.content)), coordinator), user_with(role)

    with pytest.raises(Refused, match="mag deze brief niet bewerken"):
        back(letter, edited(bytes(letter.content), "x"), stranger)
    with pytest.raises(Refused):
        perform(version, "approve", by=stranger)
    assert letter.successor is None


def test_a_version_that_is_sent_back_leaves_the_letter_and_makes_room_for_another(
    letter: IssuedDocument, coordinator: User, finance: User
) -> None:
    first = back(letter, edited(bytes(letter.content)), coordinator)

    perform(first, "refuse", by=finance, reason="De aanhef klopt niet.")
    second = back(letter, edited(bytes(letter.content), "Beter."), coordinator)
    perform(second, "approve", by=finance)

    assert (first.state, second.state) == ("refused", "final")
    assert letter.successor == second.final


def test_the_same_file_twice_is_kept_once_and_another_has_to_wait(
    letter: IssuedDocument, coordinator: User, finance: User
) -> None:
    content = edited(bytes(letter.content))

    assert back(letter, content, coordinator) == back(letter, content, coordinator)
    with pytest.raises(Refused, match="wacht al op goedkeuring"):
        back(letter, edited(bytes(letter.content), "Anders."), finance)
    assert EditedLetter.objects.count() == 1


def test_a_final_version_can_be_edited_again(
    letter: IssuedDocument, coordinator: User, finance: User
) -> None:
    first = back(letter, edited(bytes(letter.content)), coordinator)
    perform(first, "approve", by=finance)
    assert first.final is not None

    second = back(first.final, edited(bytes(first.final.content), "Nog een zin."), finance)
    perform(second, "approve", by=coordinator)

    assert first.final.successor == second.final


def test_a_version_of_a_letter_that_was_replaced_meanwhile_is_not_approved(
    letter: IssuedDocument, coordinator: User, finance: User
) -> None:
    version = back(letter, edited(bytes(letter.content)), coordinator)
    issue(PROOF, Member.objects.get(pk=letter.subject_id), coordinator, supersedes=letter)

    with pytest.raises(Refused, match="nieuwere versie"):
        perform(version, "approve", by=finance)
    with pytest.raises(Refused, match="nieuwere versie"):
        back(letter, edited(bytes(letter.content), "x"), coordinator)


Bad = Callable[[IssuedDocument], bytes]
TRACKED = f'<w:p xmlns:w="{W}"><w:ins w:id="1" w:author="x"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
COMMENT = f'<w:p xmlns:w="{W}"><w:r><w:commentReference w:id="0"/></w:r></w:p>'
BAD: dict[str, tuple[Bad, str, str]] = {
    "a renamed PDF": (lambda _letter: b"%PDF-1.7", "brief.docx", "geen Word-bestand"),
    "empty": (lambda _letter: b"", "brief.docx", "leeg"),
    "too large": (lambda _letter: b"x" * (MAX_FILE_BYTES + 1), "brief.docx", "groter dan 10 MB"),
    "another extension": (lambda letter: edited(bytes(letter.content)), "brief.doc", "Word-document"),
    "unchanged": (lambda letter: bytes(letter.content), "brief.docx", "niets bewerkt"),
    "macros": (
        lambda letter: changed(
            edited(bytes(letter.content)), lambda members: members.update({"word/vbaProject.bin": b"x"})
        ),
        "brief.docx",
        "macro",
    ),
    "a link to outside": (
        lambda letter: with_relation(
            edited(bytes(letter.content)), kind="attachedTemplate", target="http://x.example/a", external=True
        ),
        "brief.docx",
        "verwijst naar iets daarbuiten",
    ),
    "another letter of nobody": (
        lambda _letter: word_file("Iets heel anders"),
        "brief.docx",
        "Niets in dit bestand zegt",
    ),
    "tracked changes": (
        lambda letter: _with(bytes(letter.content), TRACKED),
        "brief.docx",
        "bijgehouden wijzigingen",
    ),
    "comments": (lambda letter: _with(bytes(letter.content), COMMENT), "brief.docx", "opmerkingen"),
}


ENDNOTES = (
    f'<w:endnotes xmlns:w="{W}"><w:endnote w:id="2"><w:p><w:r><w:t>Mevrouw</w:t><w:br/><w:t>Jan</w:t><w:softHyphen/>'
    "<w:t>sen</w:t><w:noBreakHyphen/><w:t>Arts</w:t><w:tab/><w:t>belde</w:t></w:r>"
    '<w:ins w:id="1" w:author="x"><w:r><w:t>.</w:t></w:r></w:ins></w:p></w:endnote></w:endnotes>'
)


def test_endnotes_and_properties_are_read_too_as_a_reader_sees_them() -> None:
    def add(members: dict[str, bytes]) -> None:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
        declared = f'<Override PartName="/word/endnotes.xml" ContentType="{kind}"/></Types>'.encode()
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"</Types>", declared)
        members["word/endnotes.xml"] = ENDNOTES.encode()

    found = examine(changed(word_file("De brief.", title="Over Demir"), add))

    assert "Mevrouw\nJansen-Arts\tbelde." in found.text
    assert "Over Demir" in found.text
    assert found.has_tracked_changes


def _with(content: bytes, xml: str) -> bytes:
    document = Document(io.BytesIO(content))
    document.element.body.insert(0, parse_xml(xml))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_name_and_not_kept(
    letter: IssuedDocument, coordinator: User, name: str
) -> None:
    make, file_name, words = BAD[name]

    with pytest.raises(Refused, match=words):
        back(letter, make(letter), coordinator, file_name)

    assert not EditedLetter.objects.exists()


def test_the_file_of_another_letter_of_the_same_case_is_refused(
    letter: IssuedDocument, coordinator: User
) -> None:
    other = issue(PROOF, Member.objects.get(pk=letter.subject_id), coordinator)

    with pytest.raises(Refused, match="een andere brief"):
        back(letter, edited(bytes(other.content)), coordinator)


def test_without_the_mark_the_number_of_the_case_decides_and_that_is_told(
    letter: IssuedDocument, coordinator: User
) -> None:
    version = back(letter, word_file(f"Lid {letter.subject_name}, opnieuw opgeslagen"), coordinator)

    assert version.compared == "number"
    assert "niet bewaard" in version.get_compared_display()


def test_a_letter_that_is_not_edited_by_hand_is_refused_also_when_the_page_is_forged(
    letter: IssuedDocument, proof_in_use: DocumentKind, coordinator: User, signed_in: Any
) -> None:
    kinds._things[PROOF] = proof_kind(proof_in_use.template.parent)
    client, address = signed_in(coordinator), page(letter, "edited")

    answer = client.post(address, sent(edited(bytes(letter.content))), follow=True)

    assert "wordt niet met de hand bewerkt" in answer.content.decode()
    assert address not in client.get(page(letter)).content.decode()
    assert not EditedLetter.objects.exists()


# --- the pages ----------------------------------------------------------------------------------------------------


def page(letter: IssuedDocument, name: str = "change") -> str:
    """The address of a page of a letter."""
    return reverse(f"admin:documents_issueddocument_{name}", args=[letter.pk])


def sent(content: bytes) -> dict[str, Any]:
    """The form, filled in."""
    return {"file": SimpleUploadedFile("brief.docx", content), "note": "zin erbij"}


def test_from_the_page_of_the_letter_to_the_final_version(
    letter: IssuedDocument, coordinator: User, finance: User, signed_in: Any
) -> None:
    mine, theirs = signed_in(coordinator), signed_in(finance)
    assert page(letter, "edited") in mine.get(page(letter)).content.decode()

    answer = mine.post(page(letter, "edited"), sent(edited(bytes(letter.content))), follow=True)
    version = EditedLetter.objects.get()
    step = reverse("admin:documents_editedletter_step", args=[version.pk, "approve"])
    own = mine.post(step, {"version": 0}).content.decode()
    for _time in range(2):
        theirs.post(step, {"version": 0})

    shown = answer.content.decode()
    assert letter.sha256 in shown
    assert version.sha256 in shown
    assert "zelf teruggezet" in own
    assert IssuedDocument.objects.filter(supersedes=letter).count() == 1
    assert "Definitieve versie" in mine.get(page(letter)).content.decode()


def test_a_bad_file_is_told_on_the_page(letter: IssuedDocument, coordinator: User, signed_in: Any) -> None:
    answer = signed_in(coordinator).post(page(letter, "edited"), sent(b"%PDF-1.7"))

    assert answer.status_code == 422
    assert "geen Word-bestand" in answer.content.decode()


@pytest.mark.parametrize("role", ["confidant", "administrator", "committee_member"])
def test_an_edited_version_of_a_letter_that_is_not_yours_does_not_exist(
    letter: IssuedDocument, coordinator: User, user_with: Any, signed_in: Any, role: str
) -> None:
    version, client = back(letter, edited(bytes(letter.content)), coordinator), signed_in(user_with(role))
    names = ("change", "download")

    addresses = [reverse(f"admin:documents_editedletter_{name}", args=[version.pk]) for name in names]
    addresses += [reverse("admin:documents_editedletter_step", args=[version.pk, "approve"])]
    addresses += [page(letter, "edited")]

    assert {client.get(one).status_code for one in addresses} == {404}
    assert {client.post(one).status_code for one in addresses} == {404}


def test_a_colleague_sees_it_on_the_start_page_and_takes_the_file(
    letter: IssuedDocument, proof_in_use: DocumentKind, coordinator: User, user_with: Any, signed_in: Any
) -> None:
    colleague = user_with("coordinator")
    version = back(letter, edited(bytes(letter.content)), coordinator)
    file = reverse("admin:documents_editedletter_download", args=[version.pk])

    assert edited_letters(colleague, None).count == 1  # type: ignore[arg-type]
    assert edited_letters(coordinator, None).count == 0  # type: ignore[arg-type]
    answer = signed_in(colleague).get(file)
    assert answer.content == version.content
    assert answer["Content-Disposition"].endswith('-bewijs-van-aansluiting-bewerkt.docx"')
    assert AuditEvent.objects.filter(action="download", object_id=str(version.pk), by=colleague).exists()


def test_the_edited_file_is_not_readable_in_the_database(letter: IssuedDocument, coordinator: User) -> None:
    version = back(letter, edited(bytes(letter.content)), coordinator)

    stored = EditedLetter.objects.get(pk=version.pk).__dict__["content"]

    assert b"PK\x03\x04" not in stored.data
    assert version.content.startswith(b"PK\x03\x04")


def test_approving_is_the_next_step_of_a_version_that_waits(
    letter: IssuedDocument, coordinator: User, finance: User, signed_in: Any
) -> None:
    version = back(letter, edited(bytes(letter.content)), coordinator)

    page_of_colleague = signed_in(finance).get(
        reverse("admin:documents_editedletter_change", args=[version.pk])
    )

    assert page_of_colleague.context["step_bar"].primary.name == "approve"
