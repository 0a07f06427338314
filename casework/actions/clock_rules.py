"""The clocks the house ships, and giving running deadlines the rules as they are now."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from casework.actions.deadlines import Moved, recalculate, what_would_move
from casework.models import ClockRule, Deadline, Procedure

SHIPPED = Path("fixtures") / "reference" / "clock_rules.json"


@transaction.atomic
def load_clock_rules() -> int:
    """Add the shipped clocks that the current procedures do not have; how many were added.

    What the administrator changed stays as it is, and so does a clock that was taken out of use.
    """
    procedures = {procedure.key: procedure for procedure in Procedure.objects.current()}
    shipped = json.loads((settings.BASE_DIR / SHIPPED).read_text("utf-8"))
    return sum(
        _add(procedures[row.pop("procedure")], row) for row in shipped if row["procedure"] in procedures
    )


def copy_clock_rules(old: Procedure, new: Procedure) -> int:
    """Give a new version of a procedure the clocks of the old one, as far as it has none; how many were added."""
    rows = old.clock_rules.exclude(key__in=new.clock_rules.values("key"))
    copies = [ClockRule(**_fields_of(rule) | {"procedure": new}) for rule in rows]
    return len(ClockRule.objects.bulk_create(copies))


def moved_by_rules(rules: models.QuerySet[ClockRule]) -> list[Moved]:
    """What would move when the running deadlines of these rules got the terms the rules have now."""
    return what_would_move(_deadlines_of(rules), under_current_rules=True)


def apply_rules(rules: models.QuerySet[ClockRule], *, by: Any, why: str) -> list[Moved]:
    """Give the running deadlines of these rules the terms that the rules have now, and count them again."""
    return recalculate(_deadlines_of(rules), by=by, why=why, under_current_rules=True)


def _deadlines_of(rules: models.QuerySet[ClockRule]) -> models.QuerySet[Deadline]:
    return Deadline.objects.open().filter(rule__in=list(rules))


def _add(procedure: Procedure, row: dict[str, Any]) -> bool:
    key = row.pop("key")
    return ClockRule.objects.get_or_create(procedure=procedure, key=key, defaults=row)[1]


def _fields_of(rule: ClockRule) -> dict[str, Any]:
    return {
        field.name: getattr(rule, field.name) for field in rule._meta.concrete_fields if not field.primary_key
    }
