"""A letter speaks the language of who gets it, where there is a template in that language."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from backoffice.accounts.models import User
from backoffice.kit.transitions import perform
from casework.letter_subjects import recipient
from documents.actions.issue import issue
from documents.actions.shipped import load_shipped_templates
from documents.actions.templates import upload
from documents.kinds import DocumentKind, Recipient, kinds
from documents.models import TemplateVersion
from tests.factories.casework import complainant_party, load_casework_reference, make_complaint
from tests.factories.documents import PROOF, make_member, proof_kind, texts_of, word_file

pytestmark = pytest.mark.django_db


def put_in_use(text: str, language: str, *, by: User, approver: User) -> TemplateVersion:
    """A template in a language, uploaded and approved."""
    template = upload(PROOF, word_file(text), file_name="x.docx", by=by, language=language)
    perform(template, "approve", by=approver)
    return template


@pytest.fixture
def to_reader_of(proof_in_use: DocumentKind) -> Callable[[str], None]:
    """Makes the receivers of the letter readers of a language; the letter says how that language calls itself."""

    def change(language: str) -> None:
        kinds._things[PROOF] = proof_kind(
            proof_in_use.template.parent,
            recipient=lambda member: Recipient(member.name, language=language),
            build_context=lambda member: {"lid": {"naam": gettext("language"), "nummer": member.number}},
        )

    return change


def test_a_letter_is_made_in_the_language_of_its_receiver(
    to_reader_of: Any, administrator: User, second_administrator: User, coordinator: User
) -> None:
    english = put_in_use("Member: {{ lid.naam }}", "en", by=administrator, approver=second_administrator)
    to_reader_of("en")

    letter = issue(PROOF, make_member(city="Enschede"), coordinator)

    assert letter.template_version == english
    assert texts_of(letter.content) == ["Member: language"]


def test_who_reads_dutch_gets_the_dutch_letter_beside_an_english_one(
    to_reader_of: Any, administrator: User, second_administrator: User, coordinator: User
) -> None:
    put_in_use("Member: {{ lid.naam }}", "en", by=administrator, approver=second_administrator)
    to_reader_of("nl")

    letter = issue(PROOF, make_member(city="Enschede"), coordinator)

    assert letter.template_version.language == "nl"
    assert texts_of(letter.content)[0].startswith("Lid taal")


def test_without_a_template_in_that_language_the_whole_letter_is_dutch(
    to_reader_of: Any, coordinator: User
) -> None:
    to_reader_of("en")

    letter = issue(PROOF, make_member(city="Enschede"), coordinator)

    assert texts_of(letter.content)[0].startswith("Lid taal")


def test_each_language_has_one_template_in_use(
    proof_in_use: DocumentKind, administrator: User, second_administrator: User
) -> None:
    first = put_in_use("One {{ lid.naam }}", "en", by=administrator, approver=second_administrator)
    second = put_in_use("Two {{ lid.naam }}", "en", by=administrator, approver=second_administrator)

    states = dict(TemplateVersion.objects.of_kind(PROOF).values_list("pk", "state"))
    assert (states[first.pk], states[second.pk]) == ("retired", "active")
    assert TemplateVersion.objects.of_kind(PROOF).active().filter(language="nl").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        TemplateVersion.objects.filter(pk=first.pk).update(state="active")


def test_an_office_template_in_english_does_not_keep_the_shipped_dutch_one_out(
    proof_in_use: DocumentKind, administrator: User, second_administrator: User
) -> None:
    put_in_use("One {{ lid.naam }}", "en", by=administrator, approver=second_administrator)
    proof_in_use.template.write_bytes(word_file("Nieuw: {{ lid.naam }}"))

    load_shipped_templates()

    active = TemplateVersion.objects.of_kind(PROOF).active()
    assert sorted(active.values_list("language", "number")) == [("en", 2), ("nl", 3)]


def test_a_letter_to_a_complainant_follows_the_language_of_the_complainant(coordinator: User) -> None:
    load_casework_reference()
    complaint = make_complaint(coordinator, parties=(complainant_party(language="en"),))

    assert recipient(complaint).language == "en"
