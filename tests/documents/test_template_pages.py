"""A template from upload to use: mended, looked at, offered, approved by another, with every version kept."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from backoffice.kit.transitions import Refused, perform, step_options
from casework.models import Complaint
from documents.kinds import DocumentKind
from documents.models import TemplateVersion
from documents.panels import templates_to_approve
from documents.rendering.package import MAX_FILE_BYTES
from tests.factories.casework import load_casework_reference, make_registered
from tests.factories.documents import PROOF, changed, make_member, make_template, texts_of, word_file
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db
MACROS = changed(word_file("x"), lambda members: members.update({"word/vbaProject.bin": b"x"}))


def page(template: TemplateVersion, name: str = "change") -> str:
    """The address of a page of a template."""
    return reverse(f"admin:documents_templateversion_{name}", args=[template.pk])


def replaced(client: Any, template: TemplateVersion, content: bytes, name: str = "beter.docx") -> Any:
    """A mended file, sent."""
    answers = {"file": SimpleUploadedFile(name, content), "note": "veld verbeterd"}
    return client.post(page(template, "replace"), answers, follow=True)


def test_a_broken_draft_is_replaced_by_a_mended_file_and_kept(
    proof: DocumentKind, administrator: User, signed_in: Any
) -> None:
    broken, client = make_template("{{ lid.naamm }}", by=administrator), signed_in(administrator)

    seen = client.get(page(broken, "replace")).content.decode()
    answer = replaced(client, broken, word_file("{{ lid.naam }}"))

    newer, former = TemplateVersion.objects.of_kind(PROOF)
    assert "alinea 1" in seen
    assert (newer.number, newer.state, newer.problems, newer.note) == (2, "draft", [], "veld verbeterd")
    assert (former.pk, former.state) == (broken.pk, "retired")
    assert former.content == broken.content
    assert answer.redirect_chain[-1][0] == page(newer)


def test_a_file_in_place_of_the_active_template_leaves_that_in_use(
    proof_in_use: DocumentKind, administrator: User, signed_in: Any
) -> None:
    active = TemplateVersion.objects.of_kind(PROOF).active().get()

    replaced(signed_in(administrator), active, word_file("Anders: {{ lid.naam }}"))

    states = list(TemplateVersion.objects.of_kind(PROOF).values_list("number", "state"))
    assert states == [(2, "draft"), (1, "active")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "geen Word-bestand"),
        (b"", "leeg"),
        (MACROS, "macro"),
        (b"PK" + b"x" * MAX_FILE_BYTES, "groter dan 10 MB"),
        (word_file("Lid {{ lid.naam }}"), "staat hier al"),
    ],
    ids=["a renamed PDF", "empty", "a renamed docm", "too large", "the same"],
)
def test_a_bad_file_in_place_of_a_template_is_refused_and_not_kept(
    proof: DocumentKind, administrator: User, signed_in: Any, content: bytes, words: str
) -> None:
    template = make_template("Lid {{ lid.naam }}", by=administrator)
    same = bytes(template.content) if words == "staat hier al" else content

    answer = replaced(signed_in(administrator), template, same)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert TemplateVersion.objects.count() == 1


def test_a_draft_is_offered_and_stands_on_the_start_page_of_the_other(
    proof: DocumentKind, administrator: User, second_administrator: User, signed_in: Any
) -> None:
    template = make_template(by=administrator)
    before = templates_to_approve(second_administrator, None).count  # type: ignore[arg-type]

    signed_in(administrator).post(
        reverse("admin:documents_templateversion_step", args=[template.pk, "offer"]), {"version": 0}
    )
    after = templates_to_approve(second_administrator, None)  # type: ignore[arg-type]
    own = templates_to_approve(administrator, None)  # type: ignore[arg-type]

    template.refresh_from_db()
    assert (template.state, before, after.count) == ("offered", 0, 1)
    assert after.items[0].action == "Bekijken en goedkeuren"
    assert own.items[0].action == ""


def test_what_was_offered_is_approved_by_another_and_never_by_the_uploader(
    proof_in_use: DocumentKind, administrator: User, second_administrator: User, signed_in: Any
) -> None:
    template = make_template(by=administrator)
    perform(template, "offer", by=administrator)
    step = reverse("admin:documents_templateversion_step", args=[template.pk, "approve"])

    signed_in(administrator).post(step, {"version": 1})
    template.refresh_from_db()
    assert template.state == "offered"

    for _time in range(2):
        signed_in(second_administrator).post(step, {"version": 1})
    states = list(TemplateVersion.objects.of_kind(PROOF).values_list("number", "state"))
    assert states == [(2, "active"), (1, "retired")]


def test_a_draft_with_problems_is_not_offered(proof: DocumentKind, administrator: User) -> None:
    template = make_template("{{ onbekend }}", by=administrator)

    offer = next(one for one in step_options(template, administrator) if one.name == "offer")

    assert not offer.is_usable
    with pytest.raises(Refused, match="controle vond problemen"):
        perform(template, "offer", by=administrator)


def test_a_preview_shows_the_sample_or_a_subject_that_may_be_seen(
    proof: DocumentKind, administrator: User, signed_in: Any
) -> None:
    template, member = make_template("Lid {{ lid.naam }}", by=administrator), make_member(city="Enschede")
    client = signed_in(administrator)

    def preview(**query: str) -> Any:
        return client.get(page(template, "sample"), {"as": "word", **query})

    assert texts_of(preview().content) == ["Lid De Brug"]
    assert texts_of(preview(number=member.number).content) == ["Lid Jansen & Zn <b>"]
    assert preview(marked="1").content != preview().content
    assert '"bewijs-van-aansluiting-v1-voorbeeld.docx"' in preview()["Content-Disposition"]
    assert (
        f'"{member.number}-bewijs-van-aansluiting-v1-voorbeeld.docx"'
        in (preview(number=member.number)["Content-Disposition"])
    )
    downloaded = client.get(page(template, "download"))
    assert downloaded["Content-Disposition"] == 'attachment; filename="bewijs-van-aansluiting-v1.docx"'
    assert AuditEvent.objects.filter(action="download", object_id=str(member.pk)).count() == 2
    assert (
        f"number={member.number}"
        in client.get(page(template, "preview"), {"number": member.number}).content.decode()
    )


def test_a_case_that_an_administrator_may_not_see_is_as_unknown_as_one_that_does_not_exist(
    coordinator: User, administrator: User, signed_in: Any
) -> None:
    load_casework_reference()
    templates_in_use()
    complaint: Complaint = make_registered(coordinator)
    template = TemplateVersion.objects.of_kind("acknowledgement").active().get()
    client = signed_in(administrator)

    looks = client.get(page(template, "preview")).content.decode()
    answers = [
        client.get(page(template, "sample"), {"as": "word", "number": number})
        for number in (complaint.number or "", "K1999-99999")
    ]

    assert "mag u niet zien" in looks
    assert [answer.status_code for answer in answers] == [409, 409]
    texts = [answer.content.decode().replace(complaint.number or "", "K1999-99999") for answer in answers]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("role", ["coordinator", "finance", "confidant"])
def test_the_pages_of_a_template_do_not_exist_for_others(
    proof: DocumentKind, administrator: User, user_with: Any, signed_in: Any, role: str
) -> None:
    template, client = make_template(by=administrator), signed_in(user_with(role))

    for name in ("change", "preview", "sample", "fields", "download", "replace"):
        assert client.get(page(template, name)).status_code == 404
    assert client.post(page(template, "replace")).status_code == 404


def test_the_page_shows_all_versions_beside_each_other(
    proof_in_use: DocumentKind, administrator: User, signed_in: Any
) -> None:
    first = TemplateVersion.objects.of_kind(PROOF).active().get()
    second = make_template("Nieuw {{ lid.naam }}", by=administrator)

    seen = signed_in(administrator).get(page(second)).content.decode()

    assert first.sha256 in seen
    assert second.sha256 in seen
    assert "zelf geüpload" in seen


def test_fields_have_ready_pieces_for_what_repeats_and_what_depends(
    administrator: User, signed_in: Any
) -> None:
    load_casework_reference()
    templates_in_use()
    template = TemplateVersion.objects.of_kind("acknowledgement").active().get()

    seen = signed_in(administrator).get(page(template, "fields")).content.decode()

    assert "{%tr for regel in onderdelen %}" in seen
    assert "{{ regel.tekst }}" in seen
    assert "{%p if procedure.heeft_commissie %}" in seen
    assert "In deze zaak" not in seen
