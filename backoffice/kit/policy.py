"""Who may do what with which model: each app states its own table, and the accounts turn all into groups."""

from collections.abc import Mapping

from backoffice.kit.registry import Registry

Actions = str  # words out of: view add change delete
Table = Mapping[str, Mapping[str, Actions]]  # model name → role → actions

KNOWN_ACTIONS = frozenset({"view", "add", "change", "delete"})
policies: Registry[Table] = Registry("policy")


def register_policy(app_label: str, table: Table) -> None:
    """State an app's table. Raises `ValueError` on an action that does not exist."""
    for model_name, row in table.items():
        for role, actions in row.items():
            unknown = set(actions.split()) - KNOWN_ACTIONS
            if unknown:
                raise ValueError(f"{app_label}.{model_name}, {role}: unknown {sorted(unknown)}")
    policies.register(app_label, table)


def codenames_of(role: str) -> set[tuple[str, str]]:
    """Every (app label, permission codename) that a role has."""
    return {
        (app_label, f"{action}_{model_name.lower()}")
        for app_label, table in policies.items()
        for model_name, row in table.items()
        for action in row.get(role, "").split()
    }
