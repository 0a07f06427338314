"""The clocks the house ships, and giving running deadlines the rules as they are now."""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F

from casework.actions.deadlines import ROWS_AT_A_TIME, Moved, recalculate, what_would_move
from casework.models import ClockRule, Deadline, OfficeClosure, Procedure, Reminder
from casework.rules.reminders import given_at_start, given_by

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


def follow_plan(rule: ClockRule) -> None:
    """Say again how many reminders each running deadline has had, by the plan that the rule has now.

    Call it in the transaction that changed when the rule reminds: the daily round waits for that one.
    """
    is_free = OfficeClosure.objects.free_day()
    given = _kinds_given(rule)
    changed = defaultdict(list)
    rows = (
        Deadline.objects.open().filter(rule=rule).values_list("pk", "started_on", "due_on", "reminders_given")
    )
    for key, started_on, due_on, before in rows:
        left_out = given_at_start(rule.plan, started_on, due_on, is_free)
        now = max(left_out, given_by(rule.plan, given.get(key, ())))
        if now != before:
            changed[now].append(key)
    for count, keys in changed.items():
        for first in range(0, len(keys), ROWS_AT_A_TIME):
            some = keys[first : first + ROWS_AT_A_TIME]
            Deadline.objects.filter(pk__in=some).update(reminders_given=count)


def _kinds_given(rule: ClockRule) -> Mapping[int, set[str]]:
    """What was given of the dates that the rule's open deadlines have now. Queries."""
    rows = Reminder.objects.filter(deadline__in=Deadline.objects.open().filter(rule=rule))
    kinds: dict[int, set[str]] = defaultdict(set)
    for key, kind in rows.filter(due_on=F("deadline__due_on")).values_list("deadline", "kind"):
        kinds[key].add(kind)
    return kinds


def _deadlines_of(rules: models.QuerySet[ClockRule]) -> models.QuerySet[Deadline]:
    return Deadline.objects.open().filter(rule__in=list(rules))


def _add(procedure: Procedure, row: dict[str, Any]) -> bool:
    key = row.pop("key")
    return ClockRule.objects.get_or_create(procedure=procedure, key=key, defaults=row)[1]


def _fields_of(rule: ClockRule) -> dict[str, Any]:
    return {
        field.name: getattr(rule, field.name) for field in rule._meta.concrete_fields if not field.primary_key
    }
