"""Templates: four eyes, one active version, shipped ones loaded once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused, perform, step_options
from documents.actions.shipped import load_shipped_templates
from documents.actions.templates import problems_of, upload
from documents.kinds import DocumentKind, Field, kinds
from documents.models import TemplateVersion
from tests.factories.documents import PROOF, make_template, word_file
from tests.processes import Arena

pytestmark = pytest.mark.django_db


def test_an_upload_is_a_draft_with_what_the_check_found(proof: DocumentKind, administrator: User) -> None:
    template = make_template("{{ lid.naamm }}", by=administrator)

    assert (template.state, template.number) == ("draft", 1)
    assert template.problems == [
        {
            "where": "alinea 1, “{{ lid.naamm }}”",
            "message": "onbekend veld lid.naamm; bedoelt u lid.naam?",
        }
    ]


def test_the_uploader_cannot_approve(proof: DocumentKind, administrator: User) -> None:
    template = make_template(by=administrator)

    with pytest.raises(Refused, match="zelf geüpload"):
        perform(template, "approve", by=administrator)

    template.refresh_from_db()
    assert (template.state, template.approved_by) == ("draft", None)


def test_approval_by_another_puts_the_template_in_use_and_retires_the_former(
    proof_in_use: DocumentKind, administrator: User, second_administrator: User
) -> None:
    former = TemplateVersion.objects.of_kind(PROOF).active().get()
    template = make_template(by=administrator)

    perform(template, "approve", by=second_administrator)

    former.refresh_from_db()
    template.refresh_from_db()
    assert (former.state, template.state) == ("retired", "active")
    assert template.approved_by == second_administrator
    assert [event.name for event in template.events.order_by("recorded_at")] == ["approve", "activate"]


def test_a_template_with_problems_cannot_be_approved(
    proof: DocumentKind, administrator: User, second_administrator: User
) -> None:
    template = make_template("{{ onbekend }}", by=administrator)

    [approve] = [one for one in step_options(template, second_administrator) if one.name == "approve"]

    assert "controle vond problemen" in approve.reasons[0]
    with pytest.raises(Refused, match="controle vond problemen"):
        perform(template, "approve", by=second_administrator)


@pytest.mark.parametrize("role", ["coordinator", "officer", "secretary", "finance", "confidant"])
def test_no_other_role_approves_or_even_sees_templates(
    proof: DocumentKind, user_with: Any, role: str
) -> None:
    template = make_template(by=user_with("administrator"))
    stranger = user_with(role)

    with pytest.raises(Refused):
        perform(template, "approve", by=stranger)

    assert step_options(template, stranger) == []
    assert not TemplateVersion.objects.visible_to(stranger).exists()


def test_no_job_approves_what_a_person_uploaded(proof: DocumentKind, administrator: User) -> None:
    with pytest.raises(Refused, match="Alleen een mens"):
        perform(make_template(by=administrator), "approve", by=None)


def test_the_database_itself_keeps_four_eyes_and_one_active_version(
    proof_in_use: DocumentKind, administrator: User
) -> None:
    template = make_template(by=administrator)

    with pytest.raises(IntegrityError), transaction.atomic():
        TemplateVersion.objects.filter(pk=template.pk).update(approved_by=administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        TemplateVersion.objects.filter(pk=template.pk).update(state="active")


def test_shipped_templates_are_active_from_the_start_and_loaded_once(proof: DocumentKind) -> None:
    first = load_shipped_templates()
    second = load_shipped_templates()

    assert first == {"loaded": len(kinds), "unchanged": 0}
    assert second == {"loaded": 0, "unchanged": len(kinds)}
    assert TemplateVersion.objects.of_kind(PROOF).active().get().number == 1


def test_a_changed_shipped_file_becomes_the_next_version(proof_in_use: DocumentKind) -> None:
    proof_in_use.template.write_bytes(word_file("Nieuw: {{ lid.naam }}"))

    load_shipped_templates()

    states = list(TemplateVersion.objects.of_kind(PROOF).values_list("number", "state"))
    assert states == [(2, "active"), (1, "retired")]


def test_a_shipped_file_never_pushes_the_offices_own_template_aside(
    proof_in_use: DocumentKind, administrator: User, second_administrator: User
) -> None:
    own = make_template(by=administrator)
    perform(own, "approve", by=second_administrator)
    proof_in_use.template.write_bytes(word_file("Nieuw: {{ lid.naam }}"))

    load_shipped_templates()

    assert TemplateVersion.objects.of_kind(PROOF).active().get() == own
    assert TemplateVersion.objects.of_kind(PROOF).first().state == "offered"


def test_a_shipped_file_that_fails_its_check_is_loud_and_leaves_nothing(proof: DocumentKind) -> None:
    proof.template.write_bytes(word_file("{{ onbekend }}"))

    with pytest.raises(Refused, match=r"proof\.docx, alinea 1, “\{\{ onbekend \}\}”: onbekend veld onbekend"):
        load_shipped_templates()

    assert not TemplateVersion.objects.of_kind(PROOF).exists()


@pytest.mark.django_db(transaction=True)
def test_templates_uploaded_at_the_same_moment_get_a_number_each(
    proof: DocumentKind, administrator: User, tmp_path: Path
) -> None:
    content = word_file("{{ lid.naam }}")

    def work(_number: int, wait: Callable[[], Any]) -> int:
        wait()
        return upload(PROOF, content, file_name="x.docx", by=User.objects.get(pk=administrator.pk)).number

    numbers = Arena(tmp_path).run(4, work)

    assert sorted(numbers) == [1, 2, 3, 4]


def test_a_file_that_was_fit_is_checked_anew_for_other_fields(proof: DocumentKind) -> None:
    content = word_file("{{ lid.naam }}")
    without_name = replace(
        proof, fields=(Field("lid.nummer", "nummer", "L1"),), sample={"lid": {"nummer": "L1"}}
    )

    assert problems_of(content, proof) == problems_of(content, proof) == []
    assert [one.where for one in problems_of(content, without_name)] == ["alinea 1"]
