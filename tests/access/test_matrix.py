"""Every address × every role × GET and POST × own, other and unassigned objects, against the declared table.

A page, model or object that nobody declared in `table` fails, so nothing opens unnoticed.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from backoffice.accounts.roles import STAFF_ROLES, Role
from tests.access.routes import Route, addresses_of, all_routes, nameless_patterns
from tests.access.scene import CANARIES, Scene
from tests.access.table import ACCESS, ADMINISTRATOR, EVERYBODY, PAGES, STAFF, ModelAccess

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_libreoffice")]
HIDDEN = {404}
NOT_ALLOWED = {403, 404, 405}
ANSWERED = {200, 302, 400, 403, 405, 409}
LIST_PAGES = {"changelist", "add"}


def browser_of(scene: Scene, role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(scene.people[role])
    return client


def row_of(subject: models.Model) -> dict[str, Any]:
    """What the database holds of an object, and how much hangs on it."""
    row = type(subject)._default_manager.filter(pk=subject.pk).values().get()
    hanging = [
        relation
        for relation in subject._meta.related_objects
        if isinstance(relation, models.ManyToOneRel) and relation.related_model._meta.app_label != "audit"
    ]
    counts = {
        str(relation): relation.related_model._base_manager.filter(
            **{relation.field.name: subject.pk}
        ).count()
        for relation in hanging
    }
    return {**row, **counts}


def object_routes(label: str) -> list[Route]:
    return [route for route in all_routes() if route.label == label and route.is_of_object]


def declared() -> list[tuple[str, ModelAccess]]:
    """The registered models and their outcomes; that the two lists are the same is a test of its own."""
    registered = {model._meta.label for model in admin.site._registry}
    return [(label, access) for label, access in ACCESS.items() if label in registered]


def asked(scene: Scene, role: str) -> Iterator[tuple[Route, str, models.Model, str, str]]:
    """Every page of every object of the scene, with the letters that the table gives the role for it."""
    for label, access in ACCESS.items():
        for name, subject in scene.of(label).items():
            for route in object_routes(label):
                for address in addresses_of(route, subject):
                    yield route, address, subject, access.letters(name, role), name


# --- nothing undeclared ---------------------------------------------------------------------------------------------


def test_every_page_has_a_declared_outcome() -> None:
    undeclared = [
        route.name
        for route in all_routes()
        if not (route.name in PAGES or (route.label in ACCESS and _is_declared(route, ACCESS[route.label])))
    ]

    assert undeclared == []


def _is_declared(route: Route, access: ModelAccess) -> bool:
    return route.is_of_object or route.page in LIST_PAGES or route.page in access.list_pages


def test_pages_without_a_name_only_lead_on() -> None:
    known = {
        f"admin/{m._meta.app_label}/{m._meta.model_name}/<path:object_id>/" for m in admin.site._registry
    }

    assert nameless_patterns() - known <= {"admin/(?P<url>.*)$"}


def test_every_registered_admin_stands_in_the_table() -> None:
    registered = {model._meta.label for model in admin.site._registry}

    assert registered == set(ACCESS)


# --- who is not staff -----------------------------------------------------------------------------------------------


def test_nobody_reaches_a_page_without_signing_in(scene: Scene) -> None:
    _reaches_nothing(Client(), scene)


def test_a_complainant_reaches_no_page_of_the_office(scene: Scene) -> None:
    _reaches_nothing(browser_of(scene, Role.COMPLAINANT), scene)


def _reaches_nothing(client: Client, scene: Scene) -> None:
    addresses = {address for _route, address, *_rest in asked(scene, Role.COMPLAINANT)}
    addresses |= {reverse(name) for name, whose in PAGES.items() if whose != EVERYBODY and _is_plain(name)}
    addresses |= {reverse(route.name) for route in all_routes() if route.label and not route.arguments}

    for address in sorted(addresses):
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 302, address
            assert response["Location"].startswith("/admin/"), address


def _is_plain(name: str) -> bool:
    return not next(route for route in all_routes() if route.name == name).arguments


# --- every role -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_reading_one_object(scene: Scene, role: str) -> None:
    client = browser_of(scene, role)
    wrong: list[str] = []

    for route, address, _subject, letters, name in asked(scene, role):
        response = client.get(address)
        if response.status_code not in _expected_reading(route, letters):
            wrong.append(f"{route.name} {name}: {response.status_code} for {letters or 'nothing'}")
        if not letters:
            _holds_no_canary(response, address)

    assert wrong == []


def _expected_reading(route: Route, letters: str) -> set[int]:
    if not letters:
        return HIDDEN
    if route.page == "delete":
        return {200} if "D" in letters else NOT_ALLOWED
    if route.page in {"change", "history"}:
        return {200}
    return ANSWERED | HIDDEN


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_writing_to_what_one_may_not_write(scene: Scene, role: str) -> None:
    client = browser_of(scene, role)
    wrong: list[str] = []

    before: dict[models.Model, dict[str, Any]] = {}
    for route, address, subject, letters, name in asked(scene, role):
        if _may_write(route, letters, role):
            continue
        before.setdefault(subject, row_of(subject))
        response = client.post(address, _forged(subject))
        if response.status_code not in (NOT_ALLOWED if letters else HIDDEN) and not _is_harmless(
            response, route
        ):
            wrong.append(f"{route.name} {name}: {response.status_code} for {letters or 'nothing'}")

    changed = [
        f"{subject._meta.label} {subject}" for subject, row in before.items() if row_of(subject) != row
    ]
    assert (wrong, changed) == ([], [])


def _may_write(route: Route, letters: str, role: str) -> bool:
    if letters and role in ACCESS[route.label].also_writes.get(route.page, ()):
        return True
    return "W" in letters and (route.page != "delete" or "D" in letters)


def _forged(subject: models.Model) -> dict[str, str]:
    return {
        "post": "yes",
        "version": str(getattr(subject, "version", "")),
        "name": "veranderd",
        "reason": "x",
    }


def _is_harmless(response: Any, route: Route) -> bool:
    """A step or page may also answer with the reasons why not, or show itself; the unchanged row proves the rest."""
    return route.page not in {"change", "delete", "add"} and response.status_code in ANSWERED


def test_lists_hold_what_the_role_may_read_and_nothing_else(scene: Scene) -> None:
    for role in sorted(STAFF_ROLES):
        client = browser_of(scene, role)

        for label, access in declared():
            response = client.get(reverse(f"admin:{label.replace('.', '_').lower()}_changelist"))
            assert response.status_code == (200 if access.sees_any(role) else 404), label
            if response.status_code == 200:
                hidden = {one.pk for name, one in scene.of(label).items() if not access.letters(name, role)}
                shown = {row.pk for row in response.context["cl"].queryset}
                assert not hidden & shown, label


def test_adding_is_for_those_who_add(scene: Scene) -> None:
    for role in sorted(STAFF_ROLES):
        client = browser_of(scene, role)

        for label, access in declared():
            address = reverse(f"admin:{label.replace('.', '_').lower()}_add")
            expected = {200} if role in access.adds else {403, 404} if access.sees_any(role) else HIDDEN
            before = _count(scene, label)
            assert client.get(address).status_code in expected, label
            if role not in access.adds:
                assert client.post(address, {"name": "x"}).status_code in expected, label
                assert label == "audit.AuditEvent" or _count(scene, label) == before, label


def test_further_pages_of_lists_are_for_the_declared_roles(scene: Scene) -> None:
    for role in sorted(STAFF_ROLES):
        client = browser_of(scene, role)

        for label, access in declared():
            for page, roles in access.list_pages.items():
                response = client.get(reverse(f"admin:{label.replace('.', '_').lower()}_{page}"))
                assert (response.status_code in ANSWERED - {403}) == (role in roles), f"{label} {page}"
            assert client.post(response.request["PATH_INFO"]).status_code < 500, f"{label} {page}"


def test_pages_of_no_model_are_for_whom_they_are_declared(scene: Scene) -> None:
    for role in sorted(STAFF_ROLES):
        client = browser_of(scene, role)

        for name, whose in PAGES.items():
            if not _is_plain(name) or name in {"admin:logout", "admin:autocomplete"}:
                continue
            is_theirs = whose in (EVERYBODY, STAFF) or role == ADMINISTRATOR
            status = client.get(reverse(name)).status_code
            assert (status in {200, 302, 405, 503}) == is_theirs, name


def test_every_declared_page_exists() -> None:
    assert set(PAGES) <= {route.name for route in all_routes()}


def _holds_no_canary(response: Any, address: str) -> None:
    body = response.content if not response.streaming else b""
    assert not [canary for canary in CANARIES if canary.encode() in body], address


def _count(scene: Scene, label: str) -> int:
    return type(next(iter(scene.of(label).values())))._default_manager.count()


def test_a_file_of_another_case_does_not_open_under_ones_own(scene: Scene) -> None:
    client = browser_of(scene, Role.OFFICER)
    mine, other = (scene.of("casework.Complaint")[name] for name in ("assigned", "of_colleagues"))
    theirs = other.attachments.get().pk  # type: ignore[attr-defined]

    answer = client.get(reverse("admin:casework_complaint_file", args=[mine.pk, theirs]))

    assert answer.status_code == 404
