"""The closing letter, edited in Word: a colleague who sees the case approves it, though it is not in their hands."""

import io
from typing import Any

import pytest
from docx import Document

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused, perform
from casework.actions.consent import withdraw_consent
from casework.models import Complaint
from documents.actions.dispatch import dispatch
from documents.actions.hand_work import put_back
from documents.actions.issue import issue
from documents.actions.mail import send_letter
from documents.actions.mail_offer import offer_of
from documents.kinds import kinds
from documents.models import EditedLetter, IssuedDocument
from documents.queries.subjects import subject_of
from documents.rendering import RenderingFailed
from tests.factories.casework import load_casework_reference, make_closed, make_with_consent
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(coordinator: User, clock: Any) -> Any:
    """The edited closing letter of a case that only its coordinator handles."""
    load_casework_reference()
    templates_in_use()
    complaint = Complaint.objects.for_detail().get(pk=make_closed(coordinator).pk)
    letter = issue("closing", complaint, coordinator)
    return written_in(letter, "Wij wensen u sterkte.", coordinator)


def written_in(letter: IssuedDocument, words: str, by: User) -> EditedLetter:
    """The letter with a paragraph more, put back."""
    document, saved = Document(io.BytesIO(bytes(letter.content))), io.BytesIO()
    document.add_paragraph(words)
    document.save(saved)
    return put_back(letter, saved.getvalue(), file_name="brief.docx", by=by, note="slotzin")


def closed(by: User, refused: tuple[str, ...] = ()) -> Complaint:
    """A closed complaint of Janneke Jansen, with consent for all but what was refused."""
    load_casework_reference()
    templates_in_use()
    complaint = make_with_consent(by, refused=refused)
    perform(complaint, "handle_informally", by=by)
    outcomes = {f"part_{part.number}": "resolved" for part in complaint.parts.all()}
    told = {"result": "Opgelost.", "provider_position": "Het spijt ons."}
    perform(complaint, "close", by=by, **told, **outcomes)
    return Complaint.objects.for_detail().get(pk=complaint.pk)


def test_without_consent_b_nobody_is_named_by_hand_to_the_provider(coordinator: User, clock: Any) -> None:
    letter = issue("closing_provider", closed(coordinator, ("name_complainant",)), coordinator)

    with pytest.raises(Refused, match=r"toestemming \(b\) ontbreekt. Er is niets bewaard"):
        written_in(letter, "Mevrouw Jansen is nu tevreden.", coordinator)

    assert written_in(letter, "De klager is nu tevreden.", coordinator).state == "offered"


@pytest.mark.parametrize(
    "words",
    [
        "MEVROUW JANSEN is nu tevreden.",
        "Mevrouw\nJansen is nu tevreden.",
        "Klager\tJansen",
        "De familie Jansen\u2011Arts",
    ],
)
def test_a_name_is_found_however_it_is_set(coordinator: User, clock: Any, words: str) -> None:
    letter = issue("closing_provider", closed(coordinator, ("name_complainant",)), coordinator)

    with pytest.raises(Refused, match=r"toestemming \(b\)"):
        written_in(letter, words, coordinator)


@pytest.mark.parametrize("words", ["Janneke Jansen is nu tevreden.", "Mevrouw Jansen is nu tevreden."])
def test_a_handler_of_the_same_name_is_no_excuse(user_with: Any, clock: Any, words: str) -> None:
    namesake = user_with("coordinator", name="Karin Jansen")
    letter = issue("closing_provider", closed(namesake, ("name_complainant",)), namesake)

    with pytest.raises(Refused, match=r"toestemming \(b\)"):
        written_in(letter, words, namesake)

    assert written_in(letter, "De klager is nu tevreden.", namesake).state == "offered"


def named_by_hand(by: User) -> EditedLetter:
    """A letter in which the program named nobody; the name was written in it when consent (b) had come after all."""
    complaint = closed(by, ("name_complainant",))
    letter = issue("closing_provider", complaint, by)
    complaint.consents.filter(purpose="name_complainant").update(answer=True)
    return written_in(letter, "Mevrouw Jansen is nu tevreden.", by)


def approved(edited: EditedLetter, by: User) -> IssuedDocument:
    """The letter that an edited version became."""
    perform(edited, "approve", by=by)
    assert edited.final is not None
    return edited.final


def test_a_name_written_by_hand_does_not_become_final_when_consent_b_was_withdrawn(
    coordinator: User, user_with: Any, clock: Any
) -> None:
    edited = named_by_hand(coordinator)
    withdraw_consent(subject_of(edited.original), "name_complainant", coordinator)

    with pytest.raises(Refused, match=r"toestemming \(b\) ontbreekt"):
        perform(edited, "approve", by=user_with("coordinator"))

    edited.refresh_from_db()
    assert (edited.state, edited.final) == ("offered", None)


def test_a_name_written_by_hand_does_not_leave_when_consent_b_was_withdrawn(
    coordinator: User, user_with: Any, clock: Any
) -> None:
    edited = named_by_hand(coordinator)
    final = approved(edited, user_with("coordinator"))
    mail = send_letter(final, by=coordinator, attach=True)
    withdraw_consent(subject_of(edited.original), "name_complainant", coordinator)

    dispatch(mail.pk)

    mail.refresh_from_db()
    assert mail.state == "failed"
    assert "toestemming (b)" in mail.last_error
    with pytest.raises(Refused, match=r"toestemming \(b\)"):
        send_letter(final, by=coordinator, attach=False)


def test_a_letter_that_cannot_be_read_now_waits_and_becomes_nothing_meanwhile(
    coordinator: User, user_with: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written_in(issue("closing", closed(coordinator), coordinator), "Sterkte.", coordinator)
    edited = named_by_hand(coordinator)
    final = approved(edited, user_with("coordinator"))
    mail = send_letter(final, by=coordinator, attach=True)
    monkeypatch.setattr("documents.hand_words.examine", refusing)

    dispatch(mail.pk)
    offered = offer_of(final, coordinator)
    with pytest.raises(Refused, match="kon nu niet worden gelezen"):
        perform(first, "approve", by=user_with("coordinator"))

    mail.refresh_from_db()
    first.refresh_from_db()
    assert (mail.state, first.state) == ("queued", "offered")
    assert "kon nu niet worden gelezen" in mail.last_error
    assert "kon nu niet worden gelezen" in offered.reasons[0]


def refusing(_content: bytes) -> Any:
    """As the child that reads letters, when it has no time."""
    raise RenderingFailed([])


def test_what_was_written_by_hand_without_a_name_leaves_without_consent_b(
    coordinator: User, user_with: Any, clock: Any
) -> None:
    letter = issue("closing_provider", closed(coordinator, ("name_complainant",)), coordinator)
    edited = written_in(letter, "De klager is nu tevreden.", coordinator)

    mail = send_letter(approved(edited, user_with("coordinator")), by=coordinator, attach=True)
    dispatch(mail.pk)

    mail.refresh_from_db()
    assert mail.state == "sent"


def test_with_consent_b_the_complainant_may_be_named_by_hand(coordinator: User, clock: Any) -> None:
    letter = issue("closing_provider", closed(coordinator), coordinator)

    assert written_in(letter, "Mevrouw Jansen is nu tevreden.", coordinator).state == "offered"


def test_to_the_complainant_everybody_may_be_named(coordinator: User, clock: Any) -> None:
    letter = issue("closing", closed(coordinator, ("name_complainant",)), coordinator)

    assert written_in(letter, "Mevrouw Jansen, het ga u goed.", coordinator).state == "offered"


def test_a_colleague_approves_and_the_case_tells_of_the_letter(
    version: Any, coordinator: User, user_with: Any
) -> None:
    complaint = Complaint.objects.get(pk=version.original.subject_id)
    before = complaint.events.filter(name="letter_issued").count()

    with pytest.raises(Refused):
        perform(version, "approve", by=coordinator)
    perform(version, "approve", by=user_with("coordinator"))

    assert version.final.supersedes == version.original
    assert complaint.events.filter(name="letter_issued").count() == before + 1


@pytest.mark.parametrize("role", ["officer", "secretary", "finance", "administrator", "committee_member"])
def test_who_does_not_see_the_case_does_not_approve(version: Any, user_with: Any, role: str) -> None:
    with pytest.raises(Refused):
        perform(version, "approve", by=user_with(role))


def test_only_closing_letters_of_a_complaint_are_edited_by_hand() -> None:
    by_hand = {key for key, kind in kinds.items() if kind.may_be_edited}

    assert by_hand - {"judgement"} == {"closing", "closing_provider"}
