"""One group per role, with exactly the permissions of the policy tables."""

import json
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as house
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from backoffice.accounts.checks import two_factor_is_required
from backoffice.accounts.groups import sync_roles
from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from backoffice.kit.policy import codenames_of, policies

pytestmark = pytest.mark.django_db


def given_to(role: str) -> set[tuple[str, str]]:
    rows = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    return set(rows)


@pytest.mark.parametrize("role", list(Role.values))
def test_after_migrate_a_role_has_exactly_its_permissions(role: str) -> None:
    assert given_to(role) == codenames_of(role)


def test_what_was_given_by_hand_is_taken_back_and_what_was_taken_comes_back() -> None:
    group = Group.objects.get(name="officer")
    group.permissions.set(Permission.objects.filter(codename="delete_user"))

    sync_roles()

    assert given_to("officer") == codenames_of("officer")


def test_a_second_sync_changes_nothing() -> None:
    assert sync_roles() == 0


def test_every_policy_names_models_and_roles_that_exist() -> None:
    known = set(Permission.objects.values_list("content_type__app_label", "codename"))
    roles = set(Role.values)

    assert {role for _app, table in policies.items() for row in table.values() for role in row} <= roles
    assert {name for role in roles for name in codenames_of(role)} <= known


def test_show_policy_prints_every_model_and_role() -> None:
    table, data = StringIO(), StringIO()

    call_command("show_policy", stdout=table)
    call_command("show_policy", "--json", stdout=data)

    assert all(role in table.getvalue() for role in Role.values)
    assert json.loads(data.getvalue())["accounts.User"]["administrator"] == ["view", "add", "change"]


def test_the_page_is_for_the_administrator_alone(
    client: Client, administrator: User, coordinator: User
) -> None:
    client.force_login(coordinator)
    for_others = client.get(reverse("admin:policy")).status_code
    client.force_login(administrator)

    page = client.get(reverse("admin:policy"))

    assert for_others == 404
    assert "accounts.User" in page.content.decode()


def test_a_user_has_no_way_past_the_policy(officer: User) -> None:
    assert not officer.is_superuser
    assert not officer.has_perm("accounts.view_user")


@pytest.mark.parametrize(
    ("debug", "required", "errors"), [(False, False, 1), (False, True, 0), (True, False, 0)]
)
def test_two_factors_may_only_be_left_out_in_the_demonstration(
    settings: Any, debug: bool, required: bool, errors: int
) -> None:
    settings.DEBUG, settings.REQUIRE_TWO_FACTOR = debug, required

    assert len(two_factor_is_required()) == errors


def test_passwords_are_hashed_with_argon2_alone() -> None:
    assert house.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
