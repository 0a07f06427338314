"""Prints who may do what: role × model × action in one table."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from backoffice.accounts.groups import PolicyLine, policy_lines
from backoffice.accounts.roles import Role

LETTERS = {"view": "V", "add": "A", "change": "C", "delete": "D"}


class Command(BaseCommand):
    """One line per model, one column per role."""

    help = _("Show the whole policy: which role may view, add, change or delete which model.")

    def add_arguments(self, parser: CommandParser) -> None:
        """``--json``."""
        parser.add_argument("--json", action="store_true", help=_("one machine-readable line"))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the table."""
        lines = policy_lines()
        self.stdout.write(json.dumps(_as_data(lines)) if options["json"] else _as_table(lines))


def _as_data(lines: list[PolicyLine]) -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        data.setdefault(line.model, {})[line.role] = list(line.actions)
    return data


def _as_table(lines: list[PolicyLine]) -> str:
    cells = {(line.model, line.role): "".join(LETTERS[one] for one in line.actions) or "–" for line in lines}
    models = list(dict.fromkeys(line.model for line in lines))
    first = max([len(model) for model in models], default=0)
    header = " " * first + "".join(f"  {role.value:<{len(role.value)}}" for role in Role)
    rows = [
        f"{model:<{first}}" + "".join(f"  {cells[model, role.value]:<{len(role.value)}}" for role in Role)
        for model in models
    ]
    legend = _(
        "V view, A add, C change, D delete, – nothing; rows are further limited to what is visible to the user."
    )
    return "\n".join([header, *rows, "", legend])
