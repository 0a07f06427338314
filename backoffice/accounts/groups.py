"""One group per role, with exactly the permissions of the policy tables."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS, transaction

from backoffice.accounts.roles import Role
from backoffice.kit.policy import KNOWN_ACTIONS, codenames_of, policies


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One model for one role: the actions in the order in which people say them."""

    model: str
    role: str
    actions: tuple[str, ...]


ORDER_OF_ACTIONS = ("view", "add", "change", "delete")


def sync_roles(using: str = DEFAULT_DB_ALIAS) -> int:
    """Make the groups equal to the policy tables. Writes in one transaction; returns how many groups changed.

    Permissions of models that are not migrated yet come with the next sync.
    """
    with transaction.atomic(using=using):
        known = _permissions(using)
        return sum(_sync_role(role.value, known, using) for role in Role)


def policy_lines() -> list[PolicyLine]:
    """The whole policy, in the order of the apps and of the roles. Does not query."""
    return [
        PolicyLine(f"{app_label}.{model_name}", role.value, _in_order(row.get(role.value, "")))
        for app_label, table in policies.items()
        for model_name, row in table.items()
        for role in Role
    ]


def _in_order(actions: str) -> tuple[str, ...]:
    given = set(actions.split())
    return tuple(action for action in ORDER_OF_ACTIONS if action in given & KNOWN_ACTIONS)


def _permissions(using: str) -> dict[tuple[str, str], int]:
    rows = Permission.objects.using(using).values_list("content_type__app_label", "codename", "pk")
    return {(app_label, codename): pk for app_label, codename, pk in rows}


def _sync_role(role: str, known: dict[tuple[str, str], int], using: str) -> bool:
    group, is_new = Group.objects.using(using).get_or_create(name=role)
    wanted = {known[name] for name in codenames_of(role) if name in known}
    if wanted == set(group.permissions.values_list("pk", flat=True)):
        return is_new
    group.permissions.set(wanted)
    return True
