"""Making letters: what is kept, what is refused, and one letter however often it is asked for."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from documents import tasks
from documents.actions.issue import issue, issue_ordered, issue_waiting, order
from documents.kinds import DocumentKind, kinds
from documents.models import IssuedDocument, LetterOrder, TemplateVersion
from documents.models.issued_document import DocumentIsFixed
from tests.factories.documents import PROOF, make_member, proof_kind, texts_of

pytestmark = pytest.mark.django_db


def test_a_letter_is_kept_with_its_hash_its_template_and_its_values(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    member = make_member(city="Enschede")

    letter = IssuedDocument.objects.get(pk=issue(PROOF, member, coordinator).pk)

    assert texts_of(letter.content) == [f"Lid Jansen & Zn <b> met nummer {member.number}"]
    assert letter.sha256 == hashlib.sha256(letter.content).hexdigest()
    assert letter.data == {"lid": {"naam": "Jansen & Zn <b>", "nummer": member.number}}
    assert letter.template_version == TemplateVersion.objects.of_kind(PROOF).active().get()
    assert letter.issued_by == coordinator
    assert list(IssuedDocument.objects.of(member)) == [letter]


def test_file_and_values_are_not_readable_in_the_database(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    letter = issue(PROOF, make_member(name="Kanarie in de brief", city="Enschede"), coordinator)

    with connection.cursor() as cursor:
        cursor.execute("SELECT content, data FROM documents_issueddocument")
        stored = b"".join(bytes(value) for row in cursor.fetchall() for value in row)

    assert b"Kanarie" not in stored
    assert b"PK\x03\x04" not in stored
    assert letter.content.startswith(b"PK\x03\x04")


def test_an_issued_letter_is_never_changed_or_removed(proof_in_use: DocumentKind, coordinator: User) -> None:
    letter = issue(PROOF, make_member(city="Enschede"), coordinator)
    changes: list[Callable[[], Any]] = [
        letter.save,
        letter.delete,
        lambda: IssuedDocument.objects.update(title="x"),
        lambda: IssuedDocument.objects.all().delete(),
        lambda: IssuedDocument.objects.bulk_update([letter], ["title"]),
    ]

    for change in changes:
        with pytest.raises(DocumentIsFixed):
            change()


def test_a_letter_that_lacks_something_is_refused_by_name(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    with pytest.raises(Refused, match="Ontbreekt: plaats van het lid"):
        issue(PROOF, make_member(), coordinator)

    assert not IssuedDocument.objects.exists()


def test_who_may_not_make_a_letter_is_refused(proof_in_use: DocumentKind, officer: User) -> None:
    with pytest.raises(Refused, match="U mag deze brief hier niet maken"):
        issue(PROOF, make_member(city="Enschede"), officer)


def test_without_a_template_in_use_the_refusal_says_whom_to_ask(
    proof: DocumentKind, coordinator: User
) -> None:
    with pytest.raises(Refused, match="beheerder"):
        issue(PROOF, make_member(city="Enschede"), coordinator)


def test_the_same_key_gives_the_letter_of_the_first_time(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    member = make_member(city="Enschede")

    first = issue(PROOF, member, coordinator, key="form:1")
    second = issue(PROOF, member, coordinator, key="form:1")

    assert first == second
    assert IssuedDocument.objects.count() == 1


def test_an_order_becomes_one_letter_however_often_it_is_asked_and_run(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    member = make_member(city="Enschede")
    with transaction.atomic():
        first = order(PROOF, member, event_key="register:1", by=coordinator)
        assert order(PROOF, member, event_key="register:1", by=coordinator) == first

    tasks.issue_ordered(str(first.pk))
    tasks.issue_ordered(str(first.pk))
    issue_waiting()

    first.refresh_from_db()
    assert IssuedDocument.objects.get() == first.document


def test_an_order_of_a_step_that_is_undone_is_undone_with_it(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    @transaction.atomic
    def step() -> None:
        order(PROOF, make_member(city="Enschede"), event_key="register:1", by=coordinator)
        raise Refused("the step")

    with pytest.raises(Refused, match="the step"):
        step()

    assert not LetterOrder.objects.exists()


def test_an_order_that_must_wait_says_why_and_is_made_when_it_can(
    proof_in_use: DocumentKind, coordinator: User, clock: Any
) -> None:
    member = make_member()
    waiting = order(PROOF, member, event_key="register:1", by=coordinator)

    assert issue_ordered(waiting.pk) is None
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.last_error) == (1, "Ontbreekt: plaats van het lid.")
    assert not LetterOrder.objects.due(waiting.ordered_at).exists()

    type(member).objects.filter(pk=member.pk).update(city="Enschede")
    assert issue_ordered(waiting.pk) is not None
    waiting.refresh_from_db()
    assert waiting.last_error == ""


def test_a_run_that_died_between_letter_and_order_finds_its_letter_again(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    waiting = order(PROOF, make_member(city="Enschede"), event_key="register:1", by=coordinator)
    letter = issue_ordered(waiting.pk)
    LetterOrder.objects.update(document=None)

    assert issue_ordered(waiting.pk) == letter
    assert IssuedDocument.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_parallel_runs_of_one_order_make_one_letter(proof_in_use: DocumentKind, coordinator: User) -> None:
    written: list[Any] = []
    kinds._things[PROOF] = proof_kind(
        proof_in_use.template.parent, on_issued=lambda _subject, document, _by: written.append(document.pk)
    )
    waiting = order(PROOF, make_member(city="Enschede"), event_key="register:1", by=coordinator)

    def run(_number: int) -> Any:
        try:
            made = issue_ordered(waiting.pk)
            return made.pk if made else None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        made = set(threads.map(run, range(4)))

    assert made == {IssuedDocument.objects.get().pk}


def test_who_sees_the_subject_sees_its_letters_and_nobody_else(
    proof_in_use: DocumentKind, coordinator: User, committee_member: User
) -> None:
    letter = issue(PROOF, make_member(city="Enschede"), coordinator)

    assert list(IssuedDocument.objects.visible_to(coordinator)) == [letter]
    assert list(IssuedDocument.objects.visible_to(committee_member)) == []


def test_a_key_of_another_letter_or_subject_is_refused(proof_in_use: DocumentKind, coordinator: User) -> None:
    issue(PROOF, make_member(city="Enschede"), coordinator, key="form:1")

    with pytest.raises(Refused, match="hoort bij een andere brief"):
        issue(PROOF, make_member(city="Hengelo"), coordinator, key="form:1")

    assert IssuedDocument.objects.count() == 1


def test_a_key_that_no_database_column_holds_is_an_error_on_every_database(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    with pytest.raises(ValueError, match="200"):
        issue(PROOF, make_member(city="Enschede"), coordinator, key="x" * 201)


def test_a_letter_that_a_step_ordered_is_in_the_name_of_who_took_it_whatever_their_role_is_later(
    proof_in_use: DocumentKind, coordinator: User
) -> None:
    waiting = order(PROOF, make_member(city="Enschede"), event_key="register:1", by=coordinator)
    coordinator.groups.clear()

    letter = issue_ordered(waiting.pk)

    assert letter is not None
    assert letter.issued_by == coordinator
