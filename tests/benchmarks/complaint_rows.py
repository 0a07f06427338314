"""A complaints office of any size: members, complaints of many years, and the clocks of those that are open."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState

from backoffice.accounts.models import User
from backoffice.kit.search_operations import SearchIndex
from billing.models import Member
from casework.models import Category, ClockRule, Complaint, Deadline, Part, Party, Procedure
from casework.states import State
from tests.benchmarks.many_rows import analyse, day_before, key_of, multiply, one_of, padded

TODAY = dt.date(2026, 3, 24)
COMPLAINTS_PER_MEMBER = 20
YEARS_OF_DAYS = 6000
FIRST_NAMES = [
    "Jan",
    "Fatima",
    "Piet",
    "Els",
    "Mohammed",
    "Anna",
    "Sem",
    "Noor",
    "Willem",
    "Aisha",
    "Kees",
    "Sara",
    "Daan",
]
LAST_NAMES = [
    "de Vries",
    "Jansen",
    "Bakker",
    "Visser",
    "Smit",
    "Mulder",
    "Bos",
    "Yilmaz",
    "Dekker",
    "Kok",
    "Peters",
]
KINDS = [
    "Thuiszorg",
    "Huisartsenpraktijk",
    "Zorggroep",
    "Tandartspraktijk",
    "Fysiotherapie",
    "Apotheek",
    "Wijkteam",
]
# Of every hundred complaints ten are open.
STATES = [State.RECEIVED, State.REGISTERED, *[State.IN_CONSULTATION] * 3, *[State.AWAITING_CONSENT] * 2]
STATES += [State.INFORMAL, *[State.MEDIATION] * 2, *[State.WITHDRAWN] * 6, *[State.OUT_OF_SCOPE] * 4]
STATES += [State.CLOSED] * 80
NUMBER = "(n * 7919 % 100)"  # spreads the states over the years
IS_OPEN = f"{NUMBER} < 10"


@dataclass(frozen=True, slots=True)
class OfficeRows:
    """What an office needs before its rows are made."""

    coordinator: User
    officers: list[User]
    rule: ClockRule
    categories: list[Category]


def set_up() -> OfficeRows:
    """The people, the procedure with a clock, the categories."""
    procedure, _ = Procedure.objects.get_or_create(
        key="wkkgz", version=1, defaults={"name": "Wkkgz", "legal_basis": "Wkkgz"}
    )
    rule, _ = ClockRule.objects.get_or_create(
        procedure=procedure,
        key="officer_handling",
        defaults={
            "title": "zes weken",
            "length": 6,
            "unit": "weeks",
            "starts_at": "received",
            "stops_at": "closed",
        },
    )
    categories = [
        Category.objects.get_or_create(code=f"c{n}", defaults={"name": f"c{n}"})[0] for n in range(11)
    ]
    officers = [_person(f"officer{number}@example.org", "officer") for number in range(8)]
    return OfficeRows(_person("coordinator@example.org", "coordinator"), officers, rule, categories)


def fill(office: OfficeRows, rows: int, *, after: int = 0) -> None:
    """Make the complaints numbered ``after + 1`` up to ``rows``, with what belongs to them; indexes are built after."""
    operation, state = SearchIndex("complaint", "search_text"), ProjectState.from_apps(apps)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("casework", editor, state, state)
    _members(rows, after)
    with without_list_indexes():
        _complaints(office, rows, after)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("casework", editor, state, state)
    analyse()


@contextmanager
def without_list_indexes() -> Iterator[None]:
    """The table as one writes it by the manual: the indexes that were made for our list are not there."""
    indexes = Complaint._meta.indexes
    with connection.schema_editor(atomic=False) as editor:
        for index in indexes:
            editor.remove_index(Complaint, index)
    yield
    with connection.schema_editor(atomic=False) as editor:
        for index in indexes:
            editor.add_index(Complaint, index)


def _person(email: str, role: str) -> User:
    user, _ = User.objects.get_or_create(
        email=email, defaults={"name": email.partition("@")[0], "is_staff": True}
    )
    user.set_roles([role])
    return user


def _members(rows: int, after: int) -> None:
    pattern, _ = Member.objects.get_or_create(
        number="L0", defaults={"name": "Thuiszorg 0", "procedure": "wkkgz"}
    )
    number, name = f"'L' || {padded('n', 6)}", _member_name("n")
    columns = {
        "id": key_of("member", "n"),
        "number": number,
        "name": name,
        "search_text": f"lower({number} || ' ' || {name})",
    }
    multiply(pattern, _members_for(rows), columns, after=_members_for(after) if after else 0)


def _members_for(rows: int) -> int:
    return max(rows // COMPLAINTS_PER_MEMBER, 1)


def _member_name(number: str) -> str:
    return f"{one_of(KINDS, number)} || ' ' || {one_of(LAST_NAMES, f'{number} / 7')} || ' ' || ({number})"


def _complaints(office: OfficeRows, rows: int, after: int) -> None:
    pattern = _pattern(office)
    _many_complaints(pattern.complaint, office, rows, after)
    multiply(
        pattern.party,
        rows,
        {"id": key_of("party", "n"), "complaint_id": key_of("complaint", "n"), "name": _name()},
        after=after,
    )
    codes = one_of([str(category.pk) for category in office.categories], "n * 13 / 5")
    part = {
        "id": key_of("part", "n"),
        "complaint_id": key_of("complaint", "n"),
        "category_id": f"CAST({codes} AS integer)",
    }
    multiply(pattern.part, rows, part, after=after)
    clock = {"complaint_id": key_of("complaint", "n"), "due_on": _due()}
    multiply(pattern.deadline, rows, clock, after=after, where=IS_OPEN)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One complaint with what belongs to it, made by Django; all others are copies."""

    complaint: Complaint
    party: Party
    part: Part
    deadline: Deadline


def _pattern(office: OfficeRows) -> Pattern:
    complaint, is_new = Complaint.objects.get_or_create(
        number="K2000-000000",
        defaults={
            "channel": "telephone",
            "received_on": dt.date(2000, 1, 3),
            "registered_on": dt.date(2000, 1, 3),
            "narrative": "Er is te laat gebeld. " * 12,
            "procedure": office.rule.procedure,
        },
    )
    if is_new:
        Party.objects.create(complaint=complaint, role="complainant", name="Jan de Vries")
        Part.objects.create(
            complaint=complaint, number=1, text="Te laat gebeld", category=office.categories[0]
        )
        Deadline.objects.create(
            complaint=complaint, rule=office.rule, key=office.rule.key, started_on=TODAY, due_on=TODAY
        )
    return Pattern(complaint, complaint.parties.get(), complaint.parts.get(), complaint.deadlines.get())


def _name() -> str:
    first, last = one_of(FIRST_NAMES, "n * 31 / 7"), one_of(LAST_NAMES, "n * 17 / 3")
    return f"{first} || ' ' || {last} || ' ' || {padded('n * 37 % 99991', 5)}"


def _due() -> str:
    """Open complaints have a date between three weeks ago and ten weeks from now."""
    return day_before("2026-06-02", "n * 11 / 3 % 91")


def _many_complaints(pattern: Complaint, office: OfficeRows, rows: int, after: int) -> None:
    member = f"(n * 7 % {_members_for(rows)} + 1)"
    number = f"'K' || (2009 + n * 17 / {rows}) || '-' || {padded('n', 7)}"
    received = day_before(TODAY.isoformat(), f"({rows} - n) * {YEARS_OF_DAYS} / {rows}")
    state = one_of([str(state) for state in STATES], NUMBER)
    officers = one_of([str(user.pk) for user in office.officers], "n * 5 / 3")
    found_by = f"{number} || ' ' || {_name()} || ' L' || {padded(member, 6)} || ' ' || {_member_name(member)}"
    columns = {
        "id": key_of("complaint", "n"),
        "number": number,
        "state": state,
        "member_id": key_of("member", member),
        "received_on": received,
        "registered_on": received,
        "closed_on": f"CASE WHEN {IS_OPEN} THEN NULL ELSE {received} END",
        "officer_id": f"CAST({officers} AS integer)",
        "coordinator_id": str(office.coordinator.pk),
        "next_due_on": f"CASE WHEN {IS_OPEN} THEN {_due()} ELSE NULL END",
        "is_calamity": "(n % 500 = 0)",
        "waits_for": f"CASE WHEN {IS_OPEN} THEN 'office' ELSE '' END",
        "search_text": f"lower({found_by})",
    }
    multiply(pattern, rows, columns, after=after)
