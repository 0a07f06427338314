"""A great many deadlines, made in the database itself: one of 34 in a thousand is due on the day, the rest later."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model

from backoffice.accounts.models import User
from casework.models import ClockRule, Complaint, Deadline
from casework.models.procedure import Procedure

CLOCKS = ("first_contact", "officer_handling", "procedure", "consent")
HANDLERS = 20
DUE_OF_A_THOUSAND = 34


def make_rules(procedure: Procedure) -> list[ClockRule]:
    """Four clocks that remind five and two working days before their date."""
    rules = [
        ClockRule(
            procedure=procedure,
            key=key,
            title=key,
            length=6,
            unit="weeks",
            starts_at="received",
            stops_at="closed",
        )
        for key in CLOCKS
    ]
    return ClockRule.objects.bulk_create(rules)


def make_rows(number: int, on: date, procedure: Procedure) -> int:
    """Make about this many running deadlines, four a complaint; gives how many are due on the day. Writes."""
    rules = make_rules(procedure)
    users = User.objects.bulk_create(
        User(email=f"handler-{index}@example.org", name=f"Handler {index}", is_staff=True)
        for index in range(HANDLERS)
    )
    example = Complaint.objects.create(
        channel="email", received_on=on - timedelta(days=30), procedure=procedure
    )
    complaints = max(number // len(CLOCKS), 1)
    _copy(example, complaints, {"id": _key("i"), "coordinator_id": f"{users[0].pk} + i %% {HANDLERS}"})
    for position, rule in enumerate(rules):
        _make_deadlines(example, rule, on, complaints, position)
    Complaint.objects.filter(pk=example.pk).delete()
    settle()
    return Deadline.objects.filter(due_on=on).count()


def _make_deadlines(example: Complaint, rule: ClockRule, on: date, complaints: int, position: int) -> None:
    first = Deadline.objects.create(
        complaint=example,
        rule=rule,
        key=rule.key,
        started_on=on - timedelta(days=30),
        due_on=on + timedelta(days=90),
        terms=rule.stored_terms(),
        reminders_given=2,
    )
    due = f"(i * {len(CLOCKS)} + {position}) %% 1000 < {DUE_OF_A_THOUSAND}"
    changes = {"complaint_id": _key("i"), "due_on": f"CASE WHEN {due} THEN {_day(on)} ELSE {_later(on)} END"}
    _copy(first, complaints, changes)
    first.delete()


def _copy(example: Model, times: int, changes: Mapping[str, str]) -> None:
    """Copy a row so many times, with other SQL for some columns; ``i`` counts from one."""
    meta: Any = example._meta
    columns = [field.column for field in meta.concrete_fields if field.column != "id" or "id" in changes]
    values = ", ".join(changes.get(column, f"example.{column}") for column in columns)
    key = meta.pk.get_db_prep_value(example.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {meta.db_table} ({', '.join(columns)}) "  # noqa: S608 - our own names
            f"WITH RECURSIVE series(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < {int(times)}) "
            f"SELECT {values} FROM series, {meta.db_table} example WHERE example.id = %s",
            [key],
        )


def _key(number: str) -> str:
    if connection.vendor == "postgresql":
        return f"lpad(to_hex({number}), 32, '0')::uuid"
    return f"printf('%%032x', {number})"


def _day(day: date) -> str:
    return f"DATE '{day}'" if connection.vendor == "postgresql" else f"'{day}'"


def _later(on: date) -> str:
    """Somewhere in the four months that begin a month from now."""
    if connection.vendor == "postgresql":
        return f"{_day(on)} + 30 + i %% 120"
    return f"date('{on}', '+' || (30 + i %% 120) || ' days')"


def settle() -> None:
    """Let the database finish what earlier work left it, so that it is not counted as the next work's."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
