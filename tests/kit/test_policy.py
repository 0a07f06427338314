"""The policy tables of the apps: known words only, and each app states its own once."""

import pytest

from backoffice.accounts.roles import Role
from backoffice.kit import policy
from backoffice.kit.registry import AlreadyRegistered, Registry


@pytest.fixture(autouse=True)
def _own_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "policies", Registry("policy"))


def test_a_table_becomes_permissions_per_role() -> None:
    policy.register_policy(
        "shop", {"Bread": {"finance": "view add", "officer": "view"}, "Cake": {"finance": ""}}
    )

    assert policy.codenames_of("finance") == {("shop", "view_bread"), ("shop", "add_bread")}
    assert policy.codenames_of("officer") == {("shop", "view_bread")}
    assert policy.codenames_of("coordinator") == set()


def test_an_unknown_action_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="eat"):
        policy.register_policy("shop", {"Bread": {"finance": "view eat"}})


def test_an_app_states_its_table_once() -> None:
    policy.register_policy("shop", {})

    with pytest.raises(AlreadyRegistered):
        policy.register_policy("shop", {})


def test_the_tables_of_the_house_name_roles_that_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    named = {role for table in policy.policies for row in table.values() for role in row}

    assert named <= set(Role.values)
