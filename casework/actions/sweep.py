"""The daily round past all dates: gives every reminder that has fallen, once, and tells each person in one mail.

Set-based: what it costs depends on how many reminders fall, not on how many deadlines run. It may be run twice, side
by side, or after days off: a reminder has one row, and what was not given yet is given now.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast

from backoffice.accounts.models import User
from backoffice.accounts.roles import HANDLING_ROLES
from backoffice.kit.calendar import IsFree, previous_working_day
from casework.actions.reminder_mails import queue_mails
from casework.models import ClockRule, Deadline, OfficeClosure, Reminder
from casework.rules.reminders import ESCALATED, Plan, ReminderMoment

COLUMNS = ("deadline_id", "kind", "due_on", "fell_on", "for_user_id", "mailed_on")
OFFICER, COORDINATOR = "officer", "coordinator"


@dataclass(frozen=True)
class Swept:
    """What one round did."""

    on: date
    reminders: int = 0
    escalated: int = 0
    mails: int = 0
    is_free_day: bool = False


@dataclass(frozen=True)
class WhoIsHere:
    """For one way of handling a complaint: who can do it today, and who does it for somebody who is away."""

    able: frozenset[int]
    stand_ins: Mapping[int, int]


@dataclass(frozen=True)
class Round:
    """What holds for the whole round."""

    on: date
    day: date
    is_free: IsFree
    here: Mapping[str, "WhoIsHere"]
    mailed: frozenset[int | None]


@dataclass(frozen=True, slots=True)
class Fall:
    """A moment of a plan: the last date for which it has fallen, and whether it was not given for some date yet."""

    moment: ReminderMoment
    day: date
    is_waiting: bool


def sweep(on: date, *, also_on_free_days: bool = False) -> Swept:
    """Give the reminders that have fallen by the day ``on``. Opens its own transaction.

    On a free day it does nothing, unless it is told to; reminders fall on working days and wait until the next one.
    """
    is_free = OfficeClosure.objects.free_day()
    if is_free(on) and not also_on_free_days:
        return Swept(on=on, is_free_day=True)
    with transaction.atomic():
        # Two rounds side by side take turns here; the second one then finds nothing to do.
        groups = _rules_by_plan()
        due = _due(groups, on, is_free)
        if not due and not Reminder.objects.not_mailed().exists():
            return Swept(on)
        this = Round(on, previous_working_day(on, is_free), is_free, _who_is_here(on), _mailed_already(on))
        counts = [_remind(this, groups[plan], falls) for plan, falls in due.items()]
        given, escalated = sum(count for count, _ in counts), sum(count for _, count in counts)
        mails = queue_mails(on, given=given, mailed=this.mailed)
    return Swept(on, given, escalated, mails)


def _rules_by_plan() -> dict[Plan, list[int]]:
    groups: dict[Plan, list[int]] = defaultdict(list)
    for rule in ClockRule.objects.select_for_update().order_by("pk"):
        groups[rule.plan].append(rule.pk)
    return groups


def _due(groups: Mapping[Plan, Sequence[int]], on: date, is_free: IsFree) -> dict[Plan, list[Fall]]:
    """The plans with a reminder that fell and was not given; how far each of their moments fell."""
    earliest = _earliest_by_rule(max((len(plan.moments) for plan in groups), default=0))
    found = {
        plan: _falls(plan, [earliest[rule] for rule in rules], on, is_free) for plan, rules in groups.items()
    }
    return {plan: falls for plan, falls in found.items() if any(fall.is_waiting for fall in falls)}


def _falls(plan: Plan, earliest: Sequence[Sequence[date | None]], on: date, is_free: IsFree) -> list[Fall]:
    falls = []
    for position, moment in enumerate(plan.moments):
        day = moment.latest_due(on, is_free)
        waiting = (due for dates in earliest for due in dates[: position + 1])
        falls.append(Fall(moment, day, is_waiting=any(due and due <= day for due in waiting)))
    return falls


def _earliest_by_rule(most_given: int) -> dict[int, tuple[date | None, ...]]:
    """For each clock the first date that runs of which no reminder was given, of which one was, and so on.

    One query, whose every part reads one entry of the partial index.
    """
    running = Deadline.objects.running().filter(rule=OuterRef("pk")).order_by("due_on").values("due_on")
    first = [Subquery(running.filter(reminders_given=given)[:1]) for given in range(most_given)]
    return {rule: dates for rule, *dates in ClockRule.objects.order_by().values_list("pk", *first)}


def _remind(this: Round, rules: Sequence[int], falls: Sequence[Fall]) -> tuple[int, int]:
    """Give every moment of one group of rules that has fallen; how many reminders, and how many were escalated."""
    running = Deadline.objects.running().filter(rule__in=rules)
    given = {}
    for position, fall in enumerate(falls):
        if fall.is_waiting:
            waiting = running.filter(reminders_given__in=range(position + 1), due_on__lte=fall.day)
            given[fall.moment] = _insert(this, fall.moment, waiting)
    reached = [
        When(due_on__lte=fall.day, then=Value(len(falls) - back)) for back, fall in enumerate(reversed(falls))
    ]
    running.filter(reminders_given__in=range(len(falls)), due_on__lte=falls[0].day).update(
        reminders_given=Case(*reached, default=F("reminders_given"), output_field=IntegerField())
    )
    escalated = sum(number for moment, number in given.items() if moment.kind == ESCALATED)
    return sum(given.values()), escalated


def _insert(this: Round, moment: ReminderMoment, waiting: models.QuerySet[Deadline]) -> int:
    """INSERT … SELECT: one row per deadline, whoever else may be inserting the same."""
    rows = (
        waiting.annotate(person=_person(moment, this.here))
        .annotate(
            kind=Value(moment.key, CharField()),
            fell_on=Value(this.day, DateField()),
            mail=_mail_day(this),
        )
        .order_by()
        .values_list("pk", "kind", "due_on", "fell_on", "person", "mail")
    )
    select, values = rows.query.sql_with_params()
    table, columns = Reminder._meta.db_table, ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        # Names come from our own models, values are passed as parameters.
        cursor.execute(f"INSERT INTO {table} ({columns}) {select} ON CONFLICT DO NOTHING", values)
        return int(cursor.rowcount)


def _person(moment: ReminderMoment, here: Mapping[str, WhoIsHere]) -> Any:
    """Who handles the complaint, or who is there instead; an escalation is for its coordinator.

    Nobody means every coordinator: so a reminder always reaches people who may see the complaint and act.
    """
    ways = [COORDINATOR] if moment.kind == ESCALATED else [OFFICER, COORDINATOR]
    whens = [when for way in ways for when in _whens(f"complaint__{way}", here[way])]
    # The cast tells PostgreSQL what it is when every way leads to nobody.
    return Cast(Case(*whens, default=Value(None, IntegerField())), BigIntegerField())


def _whens(handler: str, here: WhoIsHere) -> list[When]:
    """The person instead of a handler; the last one holds for whoever is away without a stand-in, or cannot act."""
    present = [When(**{f"{handler}__in": here.able}, then=F(f"{handler}_id"))] if here.able else []
    away = [When(**{handler: user}, then=Value(other)) for user, other in here.stand_ins.items()]
    return [*present, *away, When(**{f"{handler}__isnull": False}, then=Value(None, IntegerField()))]


def _mail_day(this: Round) -> Any:
    """In today's mail, unless that person had it already: then the next one brings it."""
    today = Value(this.on, DateField())
    had = Q(person__in=[user for user in this.mailed if user])
    if None in this.mailed:
        had |= Q(person__isnull=True)
    if not this.mailed:
        return today
    return Case(When(had, then=Value(None, DateField())), default=today, output_field=DateField())


def _who_is_here(on: date) -> dict[str, WhoIsHere]:
    """For each way of handling: who can, and who does it for whom, through stand-ins of stand-ins. Queries."""
    away = dict(User.objects.absent(on).values_list("pk", "stand_in"))
    away |= dict(User.objects.filter(is_active=False).values_list("pk", "stand_in"))
    return {way: _here_for(roles, away) for way, roles in HANDLING_ROLES.items()}


def _here_for(roles: Collection[str], away: Mapping[int, int | None]) -> WhoIsHere:
    with_role = User.objects.active().with_role(*roles).order_by().values_list("pk", flat=True)
    able = frozenset(with_role) - away.keys()
    found = ((user, _first_present(user, away)) for user in away)
    return WhoIsHere(able, {user: other for user, other in found if other is not None and other in able})


def _first_present(user: int, away: Mapping[int, int | None]) -> int | None:
    seen = set()
    current: int | None = user
    while current is not None and current in away:
        if current in seen:
            return None
        seen.add(current)
        current = away[current]
    return current


def _mailed_already(on: date) -> frozenset[int | None]:
    """Who was in a mail of this day already; None when the coordinators were told of what has no handler."""
    mailed: set[int | None] = set(
        Reminder.objects.filter(mailed_on=on).order_by().values_list("for_user", flat=True).distinct()
    )
    if mailed & set(User.objects.active().with_role(COORDINATOR).values_list("pk", flat=True)):
        mailed.add(None)
    return frozenset(mailed)
