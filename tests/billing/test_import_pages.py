"""The pages of a member list: choose, check, preview, confirm, undo, errors."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backoffice.accounts.models import User
from billing.actions.import_checking import check
from billing.models import BatchState, ImportBatch, Member
from tests.billing.test_member_pages import signed_in
from tests.factories.billing import LIST_2026, LIST_NEW, brought_in, checked, load_products, row

pytestmark = pytest.mark.django_db
LISTS = "/admin/billing/importbatch/"


def page(client: Client, batch: ImportBatch, query: str = "") -> str:
    """What the page of a list says."""
    return client.get(f"{LISTS}{batch.pk}/change/{query}").content.decode()


def send(client: Client, name: str, content: bytes) -> Any:
    """Upload a list."""
    return client.post(f"{LISTS}add/", {"file": SimpleUploadedFile(name, content)})


def test_from_upload_to_undo(finance: User) -> None:
    load_products()
    client = signed_in(finance)

    answer = send(client, "ledenlijst-2026.csv", LIST_2026.read_bytes())
    batch = ImportBatch.objects.get()
    assert answer.url == f"{LISTS}{batch.pk}/change/"
    assert 'http-equiv="refresh"' in page(client, batch)
    check(batch)
    preview = page(client, batch)
    assert "puntkomma · Windows-1252 · 240 rijen" in preview
    assert "Verwerken: 240 nieuw, 0 gewijzigd" in preview
    client.post(f"{LISTS}{batch.pk}/confirm/")
    assert Member.objects.count() == 240
    client.post(f"{LISTS}{batch.pk}/undo/")
    assert not Member.objects.exists()
    assert "Ongedaan gemaakt door" in page(client, batch)


def test_the_preview_shows_old_and_new_and_warns_of_another_organisation(finance: User) -> None:
    brought_in(row())
    batch = checked(row(telefoon="053-7654321", kvk="11111111"))

    shown = page(signed_in(finance), batch)

    assert "053-7654321" in shown
    assert "misschien andere organisatie" in shown or "misschien een andere organisatie" in shown
    assert "1 rij</strong> heeft een waarschuwing" in shown


def test_sixty_rows_of_the_second_list_are_all_under_a_warning(finance: User) -> None:
    load_products()
    client = signed_in(finance)
    for path in (LIST_2026, LIST_NEW):
        send(client, path.name, path.read_bytes())
        batch = ImportBatch.objects.latest("created_at")
        check(batch)
        if path is LIST_2026:
            client.post(f"{LISTS}{batch.pk}/confirm/")

    assert "60 rijen</strong> hebben een waarschuwing" in page(client, batch)


def test_wrong_rows_switch_the_button_off_and_can_be_downloaded(finance: User) -> None:
    batch = checked(row(), row(lidnummer="L2", kvk="=12"))
    client = signed_in(finance)

    shown = page(client, batch)
    errors = client.get(f"{LISTS}{batch.pk}/errors/")

    assert "niet zolang er rijen fout zijn" in shown
    assert "confirm/" not in shown
    assert errors.content.decode("utf-8-sig").splitlines() == [
        "rij;kolom;waarde;zo verbetert u het",
        "3;kvk;'=12;8 cijfers nodig.",
    ]


def test_a_list_that_is_known_already_has_nothing_to_confirm(finance: User) -> None:
    brought_in(row())
    batch = checked(row())

    shown = page(signed_in(finance), batch)

    assert "U hoeft niets te doen" in shown
    assert "confirm/" not in shown


def test_the_page_says_so_when_nobody_checks(finance: User) -> None:
    client = signed_in(finance)
    send(client, "leden.csv", b"lidnummer;naam\nL1;x\n")

    assert "achtergrondtaken staan stil" in page(client, ImportBatch.objects.get())


def test_a_double_click_brings_in_once_and_says_so(finance: User) -> None:
    batch = checked(row())
    client = signed_in(finance)

    client.post(f"{LISTS}{batch.pk}/confirm/")
    again = client.post(f"{LISTS}{batch.pk}/confirm/", follow=True)

    assert Member.objects.count() == 1
    assert "Er is niets dubbel gedaan" in again.content.decode()


def test_an_unreadable_file_shows_why(finance: User) -> None:
    client = signed_in(finance)
    send(client, "leden.csv", b"%PDF-1.7")
    batch = ImportBatch.objects.get()
    check(batch)

    assert "Dit is een PDF, geen lijst." in page(client, batch)


def test_an_empty_upload_is_refused_at_once(finance: User) -> None:
    answer = send(signed_in(finance), "leden.csv", b"")

    assert "Het bestand is leeg." in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_full_disk_is_told_and_keeps_nothing(finance: User, settings: Any) -> None:
    settings.MEDIA_ROOT = "/dev/full"

    answer = send(signed_in(finance), "leden.csv", b"lidnummer;naam\nL1;x\n")

    assert "schijf vol" in answer.content.decode()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=999999999999", "?page=x&kind=y", "?kind=unchanged&page=-1"]
)
def test_an_odd_address_still_shows_a_page(query: str, finance: User) -> None:
    batch = checked(row())

    assert signed_in(finance).get(f"{LISTS}{batch.pk}/change/{query}").status_code == 200


@pytest.mark.parametrize("wrong", [{"kvk": "12"}, {}])
def test_a_list_that_nothing_was_done_with_is_put_away_and_can_be_taken_up_again(
    finance: User, wrong: dict[str, str]
) -> None:
    batch = checked(row(**wrong))
    client = signed_in(finance)

    client.post(f"{LISTS}{batch.pk}/put-away/")
    batch.refresh_from_db()
    put_away = (batch.state, ImportBatch.objects.undecided().exists(), "weggelegd" in page(client, batch))
    refused = client.post(f"{LISTS}{batch.pk}/confirm/", follow=True)
    client.post(f"{LISTS}{batch.pk}/check/")
    batch.refresh_from_db()

    assert put_away == ("put_away", False, True)
    assert "kan niet worden verwerkt; de status is: weggelegd" in refused.content.decode()
    assert not Member.objects.exists()
    assert batch.state == "checking"


def test_a_list_that_was_brought_in_is_undone_and_not_put_away(finance: User) -> None:
    batch = brought_in(row())

    answer = signed_in(finance).post(f"{LISTS}{batch.pk}/put-away/", follow=True)

    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    assert "kan niet worden weggelegd" in answer.content.decode()


@pytest.mark.parametrize("path", ["confirm", "undo", "check", "put-away"])
def test_looking_at_an_address_does_nothing(path: str, finance: User) -> None:
    batch = checked(row())

    assert signed_in(finance).get(f"{LISTS}{batch.pk}/{path}/").status_code == 405


@pytest.mark.parametrize("role", ["officer", "secretary", "confidant", "committee_member"])
def test_lists_do_not_exist_for_other_roles(role: str, user_with: Any) -> None:
    batch = checked(row())
    client = signed_in(user_with(role))

    for path in ("", "add/", f"{batch.pk}/change/", f"{batch.pk}/errors/"):
        assert client.get(f"{LISTS}{path}").status_code == 404
    assert client.post(f"{LISTS}{batch.pk}/confirm/").status_code == 404
    assert not Member.objects.exists()


def test_the_administrator_looks_but_does_not_confirm(administrator: User) -> None:
    batch = checked(row())
    client = signed_in(administrator)

    assert client.get(f"{LISTS}{batch.pk}/change/").status_code == 200
    assert client.post(f"{LISTS}{batch.pk}/confirm/").status_code == 403
    assert ImportBatch.objects.get().state == BatchState.READY
