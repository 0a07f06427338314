"""The pages of a batch: chosen in a list, looked at, started, followed, and its files taken."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from backoffice.kit.transitions import perform
from billing.models import Member
from casework.models import Complaint
from documents import file_names, tasks
from documents.actions.prepare_batch import page_key, prepare
from documents.kinds import DocumentKind, kinds
from documents.models import Batch, IssuedDocument
from documents.rendering import pdf
from tests.documents.batches.conftest import Prepare, members
from tests.factories.casework import make_in_consultation, make_registered
from tests.factories.documents import PROOF, make_member, texts_of
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
MEMBERS = "/admin/billing/member/"
COMPLAINTS = "/admin/casework/complaint/"


@pytest.fixture
def signed_in(settings: Any) -> As:
    """A browser of somebody who is signed in."""
    settings.REQUIRE_TWO_FACTOR = False

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def choose(client: Client, path: str, *chosen: Any, across: bool = False, **answers: str) -> Any:
    """The list's action with these rows, or with everything that the list holds."""
    posted = {
        "action": "make_letters",
        ACTION_CHECKBOX_NAME: [str(one.pk) for one in chosen],
        "select_across": "1" if across else "0",
        **answers,
    }
    return client.post(path, posted)


def key_on(answer: Any) -> str:
    """What the page sends along."""
    found = re.search(r'name="key" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def page_of(batch: Batch, name: str = "change", *further: str) -> str:
    """An address of the batch."""
    return reverse(f"admin:documents_batch_{name}", args=[batch.pk, *further])


def test_the_list_leads_to_the_choice_of_a_letter_and_that_to_the_batch(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    client, (one, two, _other) = signed_in(coordinator), members(3)

    question = choose(client, MEMBERS, one, two)
    answer = choose(client, MEMBERS, one, two, kind=PROOF, key=key_on(question))

    batch = Batch.objects.get()
    assert "Bewijs van aansluiting" in question.content.decode()
    assert answer["Location"] == page_of(batch)
    assert [item.subject_id for item in batch.items.all()] == [one.pk, two.pk]


def test_all_results_of_a_filter_are_chosen_beyond_the_page(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    client, first = signed_in(coordinator), members(60)[0]
    members(3, left_on="2020-01-01")
    path = f"{MEMBERS}?q=B"

    question = choose(client, path, first, across=True)
    choose(client, path, first, across=True, kind=PROOF, key=key_on(question))

    assert "63 gekozen regels" in question.content.decode()
    assert Batch.objects.get().items.count() == 63


def test_the_search_of_the_list_limits_all_results(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    client, first = signed_in(coordinator), members(3)[0]

    question = choose(client, f"{MEMBERS}?q=B00002", first, across=True)
    choose(client, f"{MEMBERS}?q=B00002", first, across=True, kind=PROOF, key=key_on(question))

    assert [item.subject_name[:6] for item in Batch.objects.get().items.all()] == ["B00002"]


def test_a_double_click_on_the_choice_is_one_batch(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As
) -> None:
    client, (one,) = signed_in(coordinator), members(1)
    key = key_on(choose(client, MEMBERS, one))

    answers = [choose(client, MEMBERS, one, kind=PROOF, key=key) for _ in range(2)]

    assert {answer["Location"] for answer in answers} == {page_of(Batch.objects.get())}


@pytest.mark.parametrize("forged", [{"kind": PROOF, "key": "x"}, {"kind": "acknowledgement"}, {"kind": "no"}])
def test_a_forged_choice_makes_nothing_and_says_so(
    proof_in_use: DocumentKind, coordinator: User, signed_in: As, forged: dict[str, Any]
) -> None:
    client, (one,) = signed_in(coordinator), members(1)

    answer = client.get(choose(client, MEMBERS, one, **forged)["Location"])

    assert "Er is niets gemaakt" in answer.content.decode()
    assert not Batch.objects.exists()


def test_rows_that_a_user_may_not_see_cannot_be_chosen(officer: User, signed_in: As, clock: Any) -> None:
    templates_in_use()
    hidden, mine = make_registered(), make_registered()
    Complaint.objects.filter(pk=mine.pk).update(officer=officer)
    client = signed_in(officer)

    question = choose(client, COMPLAINTS, hidden, mine)
    choose(client, COMPLAINTS, hidden, mine, kind="acknowledgement", key=key_on(question))

    assert [item.subject_id for item in Batch.objects.get().items.all()] == [mine.pk]


@pytest.mark.parametrize("role", ["administrator", "confidant"])
def test_who_makes_no_letters_is_not_offered_the_action(
    proof_in_use: DocumentKind, role: str, signed_in: As
) -> None:
    client, (one,) = signed_in(make_user(role)), members(1)

    page = client.get(MEMBERS).content.decode()
    choose(client, MEMBERS, one, kind=PROOF, key=page_key("x"))

    assert "make_letters" not in page
    assert not Batch.objects.exists()


def test_who_may_make_none_of_these_is_told(proof_in_use: DocumentKind, officer: User, signed_in: As) -> None:
    client, (one,) = signed_in(officer), members(1)

    answer = client.get(choose(client, MEMBERS, one)["Location"])

    assert "geen brief die u over deze regels mag maken" in answer.content.decode()


# --- before the start -----------------------------------------------------------------------------------------------


def test_the_page_before_the_start_names_what_is_missing_and_where_to_fill_it_in(
    coordinator: User, signed_in: As, clock: Any
) -> None:
    templates_in_use()
    whole, lacking = make_registered(coordinator), make_in_consultation(coordinator)
    lacking.parts.all().delete()
    other = make_registered()
    chosen = Complaint.objects.order_by("number")
    batch = prepare(kinds.get("acknowledgement"), chosen, coordinator, key=page_key("x"))

    page = signed_in(coordinator).get(page_of(batch)).content.decode()

    assert f'href="/admin/casework/complaint/{lacking.pk}/' in page
    assert "ten minste één klachtonderdeel" in page
    assert "1 brief maken" in page
    assert str(other) in page.split("u mag de brief")[-1]
    assert f"{whole} (" in page


def test_a_preview_shows_the_letter_with_its_values_and_keeps_nothing(
    prepared: Prepare, coordinator: User, signed_in: As
) -> None:
    member = members(1)[0]
    batch = prepared()

    answer = signed_in(coordinator).get(page_of(batch, "preview"), {"letter": "1"})

    assert texts_of(answer.content) == [f"Lid Jansen & Zn <b> met nummer {member.number}"]
    assert f'"{member.number}-bewijs-van-aansluiting-voorbeeld.docx"' in answer["Content-Disposition"]
    assert not IssuedDocument.objects.exists()
    assert AuditEvent.objects.get(object_id=str(member.pk)).action == "read"


@pytest.mark.soffice
def test_a_preview_opens_in_the_browser_as_pdf(prepared: Prepare, coordinator: User, signed_in: As) -> None:
    members(1)

    answer = signed_in(coordinator).get(page_of(prepared(), "preview"), {"letter": "1", "as": "pdf"})

    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("inline")


def test_without_libreoffice_the_previews_are_word_files(
    prepared: Prepare, coordinator: User, signed_in: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_soffice", lambda: None)
    members(1)

    page = signed_in(coordinator).get(page_of(prepared())).content.decode()

    assert "(Word)" in page
    assert "as=pdf" not in page


@pytest.mark.parametrize("letter", ["", "0", "2", "-1", "1.5", "x" * 300, "9" * 300])
def test_a_preview_of_a_letter_that_is_not_there_does_not_exist(
    prepared: Prepare, coordinator: User, signed_in: As, letter: str
) -> None:
    members(1)

    answer = signed_in(coordinator).get(page_of(prepared(), "preview"), {"letter": letter})

    assert answer.status_code == 404


def test_looking_at_many_costs_no_query_per_letter(coordinator: User, signed_in: As, clock: Any) -> None:
    templates_in_use()
    client = signed_in(coordinator)

    few, many = (_queries_of_a_look(client, coordinator, count) for count in (2, 8))

    assert many == few


def _queries_of_a_look(client: Client, by: User, count: int) -> int:
    made = [make_registered(by).pk for _ in range(count)]
    chosen = Complaint.objects.filter(pk__in=made)
    batch = prepare(kinds.get("acknowledgement"), chosen, by, key=page_key(str(count)))
    client.get(page_of(batch))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page_of(batch)).status_code == 200
    return len(queries)


# --- started --------------------------------------------------------------------------------------------------------


def test_start_twice_makes_each_letter_once(prepared: Prepare, coordinator: User, signed_in: As) -> None:
    members(2)
    batch, client = prepared(), signed_in(coordinator)

    answers = [client.post(page_of(batch, "step", "start"), {"version": "0"}) for _ in range(2)]
    tasks.run_batch(str(batch.pk))
    tasks.run_batch(str(batch.pk))

    assert [answer.status_code for answer in answers] == [302, 302]
    assert IssuedDocument.objects.count() == 2


def test_the_page_follows_by_itself_while_letters_are_made(
    started: Prepare, coordinator: User, signed_in: As
) -> None:
    members(2)
    batch, client = started(), signed_in(coordinator)

    running = client.get(page_of(batch)).content.decode()
    tasks.run_batch(str(batch.pk))
    done = client.get(page_of(batch)).content.decode()

    assert 'http-equiv="refresh"' in running
    assert "0 van 2 brieven gemaakt" in running
    assert 'http-equiv="refresh"' not in done
    assert "2 van 2 brieven gemaakt" in done


def test_what_failed_stands_first_with_its_reason_and_can_be_tried_again(
    started: Prepare, coordinator: User, signed_in: As
) -> None:
    _good, bad = members(2)
    batch, client = started(), signed_in(coordinator)
    Member.objects.filter(pk=bad.pk).update(city="")
    tasks.run_batch(str(batch.pk))
    batch.refresh_from_db()

    page = client.get(page_of(batch)).content.decode()
    Member.objects.filter(pk=bad.pk).update(city="Hengelo")
    client.post(page_of(batch, "step", "retry"), {"version": str(batch.version)})
    tasks.run_batch(str(batch.pk))

    assert "Mislukt: Ontbreekt: plaats van het lid." in page
    assert f'href="/admin/billing/member/{bad.pk}/change/"' in page
    assert "Mislukte opnieuw proberen" in page
    assert IssuedDocument.objects.count() == 2


def test_a_stopped_batch_says_so(started: Prepare, coordinator: User, signed_in: As) -> None:
    members(1)
    batch, client = started(), signed_in(coordinator)

    client.post(page_of(batch, "step", "cancel"), {"version": str(batch.version)})
    tasks.run_batch(str(batch.pk))

    assert "Gestopt" in client.get(page_of(batch)).content.decode()
    assert not IssuedDocument.objects.exists()


def test_the_zip_holds_each_letter_under_a_name_without_a_person(
    started: Prepare, coordinator: User, signed_in: As
) -> None:
    make_member(number="A/1", city="Enschede", name="Janneke Jansen")
    make_member(number="../A2", city="Enschede", name="Janneke Jansen")
    batch = started()
    tasks.run_batch(str(batch.pk))

    answer: Any = signed_in(coordinator).get(page_of(batch, "zip"))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    names = sorted(archive.namelist())
    letters = {bytes(letter.content) for letter in IssuedDocument.objects.all()}
    assert names == ["00001-A2-bewijs-van-aansluiting.docx", "00002-A-1-bewijs-van-aansluiting.docx"]
    assert {archive.read(name) for name in names} == letters
    assert archive.testzip() is None
    name = file_names.of_batch(batch.kind, batch.created_at)
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.zip"'
    taken = AuditEvent.objects.filter(action="download", object_type="documents.issueddocument")
    assert {line.object_id for line in taken} == {str(letter.pk) for letter in IssuedDocument.objects.all()}


def test_nothing_to_download_yet_is_told(started: Prepare, coordinator: User, signed_in: As) -> None:
    members(1)

    answer = signed_in(coordinator).get(page_of(started(), "zip"), follow=True)

    assert "nog geen brief om te downloaden" in answer.content.decode()


def test_a_letter_about_what_is_no_longer_ones_own_is_in_no_page_and_no_file(
    officer: User, coordinator: User, signed_in: As, clock: Any
) -> None:
    templates_in_use()
    kept, lost = make_registered(coordinator), make_registered(coordinator)
    Complaint.objects.update(officer=officer)
    chosen = Complaint.objects.order_by("number")
    batch = prepare(kinds.get("acknowledgement"), chosen, officer, key=page_key("x"))
    perform(batch, "start", by=officer)
    tasks.run_batch(str(batch.pk))
    Complaint.objects.filter(pk=lost.pk).update(officer=None)
    client = signed_in(officer)

    page = client.get(page_of(batch)).content.decode()
    answer: Any = client.get(page_of(batch, "zip"))
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()

    assert str(kept) in page
    assert str(lost) not in page
    assert "1 brief gaat over iets dat u niet mag zien" in page
    assert names == [f"00001-{kept}-ontvangstbevestiging.docx"]


def test_the_list_and_the_start_page_show_ones_batches(
    started: Prepare, coordinator: User, signed_in: As
) -> None:
    members(1)
    batch, client = started(), signed_in(coordinator)

    listed = client.get("/admin/documents/batch/").content.decode()
    start = client.get("/admin/").content.decode()

    assert page_of(batch) in listed
    assert "0 van 1" in listed
    assert page_of(batch) in start


def test_the_list_of_batches_costs_no_query_per_batch(
    prepared: Prepare, coordinator: User, signed_in: As
) -> None:
    members(1)
    client = signed_in(coordinator)

    def queries(count: int) -> int:
        for number in range(count):
            prepared(seen=f"{count}-{number}")
        client.get("/admin/documents/batch/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/admin/documents/batch/")
        return len(asked)

    assert queries(1) == queries(6)
