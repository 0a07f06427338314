"""The complaints list: who sees it, what the filters hold, and how few queries it takes."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.kit import clock as kit_clock
from backoffice.kit.search_operations import trigger_names
from casework.models import Complaint, Part
from casework.queries import worklist
from casework.queries.worklist import Group
from tests.factories.casework import (
    STAGES,
    complainant_party,
    make_complaint,
    make_provider,
    make_registered,
)

LIST = "/admin/casework/complaint/"
# Session, user, roles, banner, menu, filters, count, page, complainants, clocks: for any number of rows.
MOST_QUERIES = 22
SignIn = Callable[[User], Client]


def shown(client: Client, **filters: str) -> list[Complaint]:
    answer = client.get(LIST, filters)
    assert answer.status_code == 200
    return list(answer.context["cl"].result_list)


def test_a_line_says_number_member_complainant_and_date_in_words(
    coordinator: User, signed_in: SignIn
) -> None:
    complaint = make_registered(coordinator, member=make_provider(name="Thuiszorg De Brug"))

    page = signed_in(coordinator).get(LIST).content.decode()

    assert str(complaint.number) in page
    assert "Thuiszorg De Brug" in page
    assert "Janneke Jansen" in page
    assert "nog 7 dagen" in page
    assert "Geregistreerd" in page


def test_a_new_complaint_begins_at_one_button_with_one_name(coordinator: User, signed_in: SignIn) -> None:
    page = signed_in(coordinator).get(LIST).content.decode()

    assert page.count(f'href="{LIST}add/') == 1
    assert "Nieuwe klacht" in page
    assert "oevoegen" not in page


def test_a_category_alone_is_counted_by_its_parts_and_anything_more_by_the_complaints(
    coordinator: User, user_with: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist, "FEW", 0)
    complaint = make_registered(coordinator)
    category = complaint.parts.get().category
    complaint.parts.create(number=2, text="Niet teruggebeld", category=category)

    alone = Complaint.objects.visible_to(coordinator).about(category)
    with_state = alone.filter(state="registered")
    of_officer = Complaint.objects.visible_to(user_with("officer")).about(category)

    assert [rows.to_count().model for rows in (alone, with_state, of_officer)] == [Part, Complaint, Complaint]
    assert [rows.to_count()[:5].count() for rows in (alone, with_state, of_officer)] == [1, 1, 0]


def test_more_complaints_take_no_more_queries(coordinator: User, signed_in: SignIn) -> None:
    client = signed_in(coordinator)
    make_registered(coordinator)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(6):
        make_registered(coordinator)

    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(few)
    assert len(many) <= MOST_QUERIES


def test_a_name_is_shown_as_text_and_never_as_markup(coordinator: User, signed_in: SignIn) -> None:
    make_registered(coordinator, parties=(complainant_party(name="<script>alert(1)</script>"),))

    page = signed_in(coordinator).get(LIST).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_late_work_stands_in_the_order_of_its_dates(coordinator: User, signed_in: SignIn) -> None:
    newer = make_registered(coordinator)
    older = make_registered(coordinator, received_on=dt.date(2026, 3, 17), incident_on=None)

    with kit_clock.at(dt.date(2026, 4, 20)):
        found = shown(signed_in(coordinator), group="late")

    assert found == [older, newer]


@pytest.mark.parametrize("role", ["finance", "administrator", "confidant"])
def test_a_role_without_complaints_finds_no_list(role: str, user_with: Any, signed_in: SignIn) -> None:
    make_complaint()

    assert signed_in(user_with(role)).get(LIST).status_code == 404


def test_an_officer_sees_assigned_complaints_only(
    coordinator: User, officer: User, signed_in: SignIn
) -> None:
    mine, _other = make_registered(coordinator), make_registered(coordinator)
    Complaint.objects.filter(pk=mine.pk).update(officer=officer)

    assert shown(signed_in(officer)) == [mine]


@pytest.mark.parametrize("typed", ["K2026-00001", "jansen", "JANNEKE", "brug", "de brug janneke"])
def test_search_finds_by_number_name_and_member(typed: str, coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator, member=make_provider(name="Thuiszorg De Brug"))
    make_registered(
        coordinator,
        parties=(complainant_party(name="Piet Bakker"),),
        member=make_provider(name="Zorg Anders"),
    )

    assert shown(signed_in(coordinator), q=typed) == [complaint]


def test_search_does_not_find_what_was_told(coordinator: User, signed_in: SignIn) -> None:
    make_registered(coordinator, narrative="kanarievogel")

    assert shown(signed_in(coordinator), q="kanarievogel") == []


def test_groups_of_work_share_out_every_open_complaint_with_a_date(coordinator: User) -> None:
    for make in STAGES.values():
        make(by=coordinator)

    for days in (0, 3, 7, 8, 14, 20, 60, 200):
        day = kit_clock.today() + dt.timedelta(days=days)
        found: list[Any] = []
        for group in (Group.LATE, Group.WAITING, Group.TODAY, Group.THIS_WEEK, Group.LATER):
            found += list(Complaint.objects.group(group, day).values_list("pk", flat=True))
        dated = Complaint.objects.open().filter(next_due_on__isnull=False)
        assert sorted(found) == sorted(dated.values_list("pk", flat=True))


def test_a_closed_complaint_keeps_no_next_date() -> None:
    for stage in ("closed", "withdrawn", "out_of_scope"):
        assert STAGES[stage]().next_due_on is None


def test_work_of_a_user_is_what_the_user_may_work_on(coordinator: User, user_with: Any) -> None:
    other = user_with("coordinator")
    made = [make_registered(coordinator), make_registered(other), make_complaint(coordinator)]
    Complaint.objects.filter(pk=made[2].pk).update(coordinator=None)

    for user in (coordinator, other):
        expected = {complaint.pk for complaint in Complaint.objects.all() if complaint.is_handled_by(user)}
        assert set(Complaint.objects.to_do_for(user).values_list("pk", flat=True)) == expected


@pytest.mark.parametrize(
    ("name", "value", "is_found"),
    [
        ("state", "registered", True),
        ("state", "closed", False),
        ("channel", "telephone", True),
        ("channel", "email", False),
        ("flag", "is_calamity", True),
        ("flag", "is_violence", False),
        ("category", "bejegening", False),
        ("group", "open", True),
        ("group", "late", False),
        ("whose", "mine", True),
        ("whose", "nobody", False),
        ("age", "0-2", True),
        ("age", "17+", False),
        ("group", "nonsense", False),
    ],
)
def test_each_filter_holds_what_it_says(
    name: str, value: str, is_found: bool, coordinator: User, signed_in: SignIn
) -> None:
    make_registered(coordinator, is_calamity=True)

    assert bool(shown(signed_in(coordinator), **{name: value})) is is_found


def test_filters_of_category_handler_and_member_find_the_complaint(
    coordinator: User, signed_in: SignIn
) -> None:
    complaint = make_registered(coordinator)
    make_registered()
    part = complaint.parts.get()
    assert part.category is not None
    assert complaint.member is not None
    client = signed_in(coordinator)

    assert complaint in shown(client, category=part.category.code)
    assert shown(client, handler=str(coordinator.pk)) == [complaint]
    assert shown(client, member=complaint.member.number) == [complaint]


def test_a_member_and_a_state_together_find_the_complaints_of_both(
    coordinator: User, signed_in: SignIn
) -> None:
    complaint = make_registered(coordinator)
    other = make_registered(coordinator, member=make_provider(name="Zorg Anders"))
    assert complaint.member is not None
    client = signed_in(coordinator)

    assert shown(client, member=complaint.member.number, state="registered") == [complaint]
    assert shown(client, member=complaint.member.number, state="closed") == []
    assert set(shown(client, state="registered")) == {other, complaint}


def test_a_lookup_that_is_no_filter_is_refused(coordinator: User, signed_in: SignIn) -> None:
    make_registered(coordinator)

    answer = signed_in(coordinator).get(LIST, {"parties__name__startswith": "J"})

    assert answer.status_code == 400 or answer.headers.get("Location", "").endswith("?e=1")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index itself")
def test_the_triggers_of_the_search_index_survived_every_migration() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {name for (name,) in cursor.fetchall()}

    assert set(trigger_names(Complaint)) <= present


def test_finance_finds_no_way_from_a_member_to_its_complaints(
    coordinator: User, finance: User, signed_in: SignIn
) -> None:
    member = make_registered(coordinator).member
    assert member is not None
    page = reverse("admin:billing_member_change", args=[member.pk])
    list_of_member = f"{LIST}?member={member.number}"

    assert list_of_member in signed_in(coordinator).get(page).content.decode()
    assert LIST not in signed_in(finance).get(page).content.decode()
