"""What stands on every page: menu by role, search, new complaint, language; and nothing that runs in the page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.kit.admin import OfficeAdmin
from backoffice.kit.search import Found, Hit
from backoffice.menu import MENU, unlisted

STATIC = Path(settings.BASE_DIR) / "backoffice" / "static" / "office"


def page_of(client: Client, user: User, name: str = "admin:index", query: str = "") -> str:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return " ".join(client.get(reverse(name) + query).content.decode().split())


def test_the_menu_names_only_what_the_role_may_see(
    administrator: User, finance: User, client: Client
) -> None:
    users = reverse("admin:accounts_user_changelist")

    assert f'href="{users}"' in page_of(client, administrator)
    assert f'href="{users}"' not in page_of(client, finance)


def test_every_list_has_its_place_in_the_menu() -> None:
    assert unlisted(model._meta.label for model in admin.site._registry) == []


def test_no_list_stands_twice_in_the_menu() -> None:
    listed = [label for _title, group in MENU for label in group]

    assert len(listed) == len(set(listed))


def test_every_page_of_records_is_an_office_page() -> None:
    assert [one for one in admin.site._registry.values() if not isinstance(one, OfficeAdmin)] == []


def test_no_list_has_a_date_hierarchy_or_counts_everything() -> None:
    for model_admin in admin.site._registry.values():
        assert model_admin.date_hierarchy is None, model_admin
        assert model_admin.show_full_result_count is False, model_admin
        assert model_admin.show_facets is admin.ShowFacets.NEVER, model_admin


def test_only_who_takes_in_complaints_is_offered_a_new_one(
    coordinator: User, finance: User, client: Client
) -> None:
    assert "Nieuwe klacht" in page_of(client, coordinator)
    assert "Nieuwe klacht" not in page_of(client, finance)


def test_a_page_has_no_script_or_style_of_its_own_and_asks_nothing_elsewhere(
    administrator: User, client: Client
) -> None:
    for name in ("admin:index", "admin:search", "admin:accounts_user_changelist", "admin:accounts_user_add"):
        page = page_of(client, administrator, name)

        assert not re.search(r"<script(?![^>]*\bsrc=)", page), name
        assert not re.search(r'<style|\sstyle="|\son[a-z]+="|javascript:', page), name
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page), name


def test_the_style_sheets_ask_nothing_elsewhere_and_find_their_fonts() -> None:
    for sheet in STATIC.glob("*.css"):
        for address in re.findall(r'url\("([^"]+)"\)', sheet.read_text()):
            assert (STATIC / address).is_file(), f"{sheet.name}: {address}"


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "source-sans-3-OFL.txt").read_text()


def test_keys_are_only_there_for_who_uses_them(officer: User, client: Client) -> None:
    assert 'id="shortcuts"' in page_of(client, officer)

    officer.uses_shortcuts = False
    officer.save(update_fields=["uses_shortcuts"])

    assert 'id="shortcuts"' not in page_of(client, officer)


def test_the_language_switches_and_stays(officer: User, client: Client) -> None:
    assert "Mijn werk" in page_of(client, officer)

    client.post(reverse("admin:language"), {"language": "en", "next": reverse("admin:index")})

    assert "My work" in page_of(client, officer)


def test_a_case_number_opens_the_case_at_once(
    officer: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hit = Hit("K2026-00031", "/case/31/", is_exact=True)
    monkeypatch.setattr("backoffice.office.search", lambda _user, _text: [Found("Cases", [hit])])
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    response = client.get(reverse("admin:search"), {"q": "K2026-00031"})

    assert (response.status_code, response["Location"]) == (302, "/case/31/")


def test_a_search_that_finds_nothing_says_what_to_do(officer: User, client: Client) -> None:
    page = page_of(client, officer, "admin:search", "?q=zzzzqqqq<script>")

    assert "Er is niets gevonden" in page
    assert "<script>" not in page


def test_search_asks_who_you_are(client: Client, db: None) -> None:
    assert client.get(reverse("admin:search"), {"q": "x"}).status_code == 302


def test_the_frame_of_a_page_costs_few_queries(
    administrator: User, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("admin:search"))

    with django_assert_max_num_queries(9):
        client.get(reverse("admin:search"))


def test_what_does_not_exist_is_told_in_plain_words(officer: User, client: Client) -> None:
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    response = client.get("/admin/nothing/here/")

    assert response.status_code == 404
    assert "Dit bestaat niet, of u mag het niet zien" in response.content.decode()


def test_a_post_without_the_token_is_told_what_to_do(officer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    response = client.post(reverse("admin:logout"))

    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in response.content.decode()
