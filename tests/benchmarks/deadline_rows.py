"""A great many deadlines, made in the database itself: 34 in a thousand are due on the day, the others later."""

from datetime import date, timedelta

from django.db import connection

from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from casework.models import ClockRule, Complaint, Deadline, Procedure
from tests.benchmarks.many_rows import day_before, key_of, multiply

CLOCKS = ("first_contact", "officer_handling", "procedure", "consent")
HANDLERS = 20
DUE_OF_A_THOUSAND = 34


def make_rows(number: int, on: date) -> int:
    """Make about this many running deadlines, four a complaint; gives how many are due on the day. Writes."""
    procedure = Procedure.objects.create(key="benchmark", name="Benchmark", legal_basis="-")
    users = User.objects.bulk_create(
        User(email=f"handler-{index}@example.org", name=f"Handler {index}", is_staff=True)
        for index in range(HANDLERS)
    )
    for user in users:
        user.set_roles([Role.COORDINATOR])
    pattern = Complaint.objects.create(channel="email", received_on=on, procedure=procedure)
    complaints = max(number // len(CLOCKS), 1)
    coordinator = f"{users[0].pk} + n % {HANDLERS}"
    multiply(pattern, complaints, {"id": key_of("complaint", "n"), "coordinator_id": coordinator})
    for position, key in enumerate(CLOCKS):
        _make_deadlines(_make_rule(procedure, key), pattern, on, complaints, position)
    Complaint.objects.filter(pk=pattern.pk).delete()
    settle()
    return Deadline.objects.filter(due_on=on).count()


def settle() -> None:
    """Let the database finish what earlier work left it, so that it is not counted as the next work's."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _make_rule(procedure: Procedure, key: str) -> ClockRule:
    """A clock that reminds five and two working days before its date."""
    return ClockRule.objects.create(
        procedure=procedure,
        key=key,
        title=key,
        length=6,
        unit="weeks",
        starts_at="received",
        stops_at="closed",
    )


def _make_deadlines(rule: ClockRule, complaint: Complaint, on: date, number: int, position: int) -> None:
    pattern = Deadline.objects.create(
        complaint=complaint,
        rule=rule,
        key=rule.key,
        started_on=on - timedelta(days=30),
        due_on=on,
        terms=rule.stored_terms(),
        reminders_given=2,
    )
    is_due = f"(n * {len(CLOCKS)} + {position}) % 1000 < {DUE_OF_A_THOUSAND}"
    later = day_before((on + timedelta(days=150)).isoformat(), "n % 120")
    due_on = f"CASE WHEN {is_due} THEN pattern.due_on ELSE {later} END"
    multiply(pattern, number, {"complaint_id": key_of("complaint", "n"), "due_on": due_on})
    pattern.delete()
