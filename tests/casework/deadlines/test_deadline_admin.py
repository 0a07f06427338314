"""The screens of deadlines, rules and closures: who sees them, what they say, and that nothing moves unseen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from casework.actions.closures import save_closure
from casework.models import ClockRule, Complaint, Deadline, OfficeClosure
from tests.factories.casework import make_complaint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def signed_in(client: Client, settings: Any) -> Callable[[User], Client]:
    """Signs somebody in, without the second factor."""
    settings.REQUIRE_TWO_FACTOR = False

    def sign_in(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


CLOSURES = "/admin/casework/officeclosure/"
DEADLINES = "/admin/casework/deadline/"
BRIDGE_DAY = {"reason": "Brugdag", "starts_on": "06-05-2026", "ends_on": "06-05-2026"}


# --- deadlines --------------------------------------------------------------------------------------------------------


def test_the_list_shows_open_deadlines_of_visible_cases_in_words(
    case: Complaint, officer: User, signed_in: Callable[[User], Client]
) -> None:
    make_complaint()

    page = signed_in(officer).get(DEADLINES)

    assert {deadline.complaint_id for deadline in page.context["cl"].result_list} == {case.pk}
    assert "nog 7 dagen" in page.content.decode()
    assert "Afhandeling door de klachtenfunctionaris" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("when=late", {"first_contact"}),
        ("when=today", {"officer_handling"}),
        ("when=week", {"procedure"}),
        ("when=all", {"first_contact", "officer_handling", "procedure"}),
        ("clock=procedure", {"procedure"}),
        ("whose=mine", {"first_contact", "officer_handling", "procedure"}),
        ("when=whatever", set()),
    ],
)
def test_the_list_can_be_filtered(
    case: Complaint, officer: User, signed_in: Callable[[User], Client], query: str, keys: set[str]
) -> None:
    for key, day in {"first_contact": 23, "officer_handling": 24, "procedure": 26}.items():
        case.deadlines.filter(key=key).update(due_on=date(2026, 3, day))

    page = signed_in(officer).get(f"{DEADLINES}?{query}")

    assert {deadline.key for deadline in page.context["cl"].result_list} == keys


def test_the_list_asks_the_same_number_of_queries_for_any_number_of_rows(
    case: Complaint,
    coordinator: User,
    signed_in: Callable[[User], Client],
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(10):
        make_complaint(coordinator)
    client = signed_in(coordinator)
    client.get(DEADLINES)

    with django_assert_max_num_queries(16):
        client.get(DEADLINES)


def test_the_page_says_why_and_offers_the_steps(
    handling: Deadline, officer: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(officer).get(f"{DEADLINES}{handling.pk}/change/").content.decode()

    assert "Dinsdag 5 mei 2026 is Bevrijdingsdag." in page
    assert "Verlengen" in page
    assert "Een wettelijke termijn kan niet stilstaan." in page
    assert 'name="_save"' not in page


def test_a_step_is_taken_from_the_page(
    handling: Deadline, officer: User, signed_in: Callable[[User], Client]
) -> None:
    posted = {"version": 0, "reason": "Meer onderzoek nodig.", "told_on": "2026-03-24"}
    answer = signed_in(officer).post(f"{DEADLINES}{handling.pk}/step/extend/", posted)

    assert answer.status_code == 302
    handling.refresh_from_db()
    assert handling.due_on == date(2026, 6, 2)


@pytest.mark.parametrize("step", ["pause", "stop_in_time", "cancel"])
def test_a_forged_step_is_refused(
    handling: Deadline, officer: User, signed_in: Callable[[User], Client], step: str
) -> None:
    posted = {"version": 0, "reason": "Zomaar.", "stopped_on": "2026-03-24"}
    signed_in(officer).post(f"{DEADLINES}{handling.pk}/step/{step}/", posted)

    handling.refresh_from_db()
    assert handling.state == "running"


@pytest.mark.parametrize("role", ["confidant", "finance", "administrator", "committee_member"])
def test_deadlines_do_not_exist_for_other_roles(
    handling: Deadline, user_with: Callable[..., User], signed_in: Callable[[User], Client], role: str
) -> None:
    client = signed_in(user_with(role))

    assert client.get(f"{DEADLINES}{handling.pk}/change/").status_code == 404
    assert client.post(f"{DEADLINES}{handling.pk}/step/extend/", {"version": 0}).status_code == 404


def test_a_deadline_of_somebody_elses_case_does_not_exist(
    handling: Deadline, user_with: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(user_with("officer"))

    assert client.get(f"{DEADLINES}{handling.pk}/change/").status_code == 404


def test_nothing_about_a_deadline_can_be_typed(
    handling: Deadline, coordinator: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(coordinator)

    client.post(f"{DEADLINES}{handling.pk}/change/", {"due_on": "2027-01-01", "state": "met"})

    assert client.get(f"{DEADLINES}add/").status_code in {403, 404}
    handling.refresh_from_db()
    assert (handling.due_on, handling.state) == (date(2026, 5, 6), "running")


# --- closures ---------------------------------------------------------------------------------------------------------


def test_a_closure_shows_what_moves_before_it_is_saved(
    case: Complaint, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    Complaint.objects.filter(pk=case.pk).update(number="K2026-00031", registered_on=date(2026, 3, 24))

    page = signed_in(administrator).post(f"{CLOSURES}add/", BRIDGE_DAY)

    text = page.content.decode()
    assert page.status_code == 200
    assert "K2026-00031" in text
    assert "wo 6 mei 2026" in text
    assert "do 7 mei 2026" in text
    assert "wettelijke termijn" in text
    assert f"/complaint/{case.pk}/" not in text
    assert not OfficeClosure.objects.exists()
    assert case.deadlines.get(key="officer_handling").due_on == date(2026, 5, 6)


def test_a_confirmed_closure_moves_the_dates_and_keeps_the_list(
    case: Complaint, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(administrator)

    answer = client.post(f"{CLOSURES}add/", {**BRIDGE_DAY, "_confirmed": "1"}, follow=True)

    closure = OfficeClosure.objects.get()
    assert answer.redirect_chain == [(f"{CLOSURES}{closure.pk}/change/", 302)]
    assert case.deadlines.get(key="officer_handling").due_on == date(2026, 5, 7)
    page = answer.content.decode()
    assert "Termijnen die zijn verschoven" in page
    assert "do 7 mei 2026" in page


def test_a_closure_that_moves_nothing_is_saved_at_once(
    administrator: User, signed_in: Callable[[User], Client]
) -> None:
    day = {"reason": "Inventaris", "starts_on": "02-01-2031", "ends_on": "02-01-2031"}

    assert signed_in(administrator).post(f"{CLOSURES}add/", day).status_code == 302
    assert OfficeClosure.objects.count() == 1


def test_the_number_of_a_case_about_a_director_stays_hidden_from_the_administrator(
    case: Complaint, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    Complaint.objects.filter(pk=case.pk).update(
        number="K2026-00031", registered_on=date(2026, 3, 24), is_about_director=True
    )

    text = signed_in(administrator).post(f"{CLOSURES}add/", BRIDGE_DAY).content.decode()

    assert "K2026-00031" not in text
    assert "verborgen zaak" in text


def test_removing_a_closure_shows_what_moves_back_and_moves_it(
    case: Complaint, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    closure = OfficeClosure(reason="Brugdag", starts_on=date(2026, 5, 6), ends_on=date(2026, 5, 6))
    save_closure(closure, by=administrator)
    client = signed_in(administrator)

    page = client.get(f"{CLOSURES}{closure.pk}/delete/").content.decode()
    client.post(f"{CLOSURES}{closure.pk}/delete/", {"post": "yes"})

    assert "do 7 mei 2026" in page
    assert not OfficeClosure.objects.exists()
    assert case.deadlines.get(key="officer_handling").due_on == date(2026, 5, 6)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "", "starts_on": "06-05-2026", "ends_on": "06-05-2026"},
        {"reason": "Andersom", "starts_on": "07-05-2026", "ends_on": "06-05-2026"},
        {"reason": "Verkeerd jaar", "starts_on": "06-05-2026", "ends_on": "06-05-2027"},
        {"reason": "Geen dag", "starts_on": "31-02-2026", "ends_on": "06-05-2026"},
    ],
)
def test_a_wrong_closure_is_refused_with_words(
    case: Complaint, administrator: User, signed_in: Callable[[User], Client], wrong: dict[str, str]
) -> None:
    page = signed_in(administrator).post(f"{CLOSURES}add/", {**wrong, "_confirmed": "1"})

    assert page.status_code == 200
    assert page.context["errors"]
    assert not OfficeClosure.objects.exists()


@pytest.mark.parametrize("role", ["coordinator", "officer", "finance", "confidant"])
def test_other_roles_cannot_close_the_office(
    case: Complaint, user_with: Callable[..., User], signed_in: Callable[[User], Client], role: str
) -> None:
    answer = signed_in(user_with(role)).post(f"{CLOSURES}add/", {**BRIDGE_DAY, "_confirmed": "1"})
    asked = signed_in(user_with(role)).post(f"{CLOSURES}add/", BRIDGE_DAY)

    assert {answer.status_code, asked.status_code} <= {403, 404}
    assert not OfficeClosure.objects.exists()


# --- clock rules ------------------------------------------------------------------------------------------------------


def rule_of(case: Complaint) -> ClockRule:
    """The clock of the whole procedure."""
    return ClockRule.objects.get(procedure=case.procedure, key="procedure")


def posted(rule: ClockRule, **changes: Any) -> dict[str, Any]:
    """The fields of the form, as the browser sends them."""
    names = (
        "title", "basis", "length", "unit", "extension_length", "extension_unit", "starts_at", "stops_at",
        "waits_for", "reminders", "escalate_after", "order",
    )  # fmt: skip
    flags = {name: "on" for name in ("is_active", "may_pause") if getattr(rule, name)}
    return {**{name: getattr(rule, name) for name in names}, **flags, **changes}


def test_a_changed_rule_moves_nothing_and_says_what_would_move(
    case: Complaint, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    rule = rule_of(case)
    url = reverse("admin:casework_clockrule_change", args=[rule.pk])

    page = signed_in(administrator).post(url, posted(rule, length=5), follow=True).content.decode()

    rule.refresh_from_db()
    assert rule.length == 5
    assert "1 termijn loopt nog onder de oude regel" in page
    assert case.deadlines.get(key="procedure").due_on == date(2026, 7, 24)


def test_a_rule_is_applied_to_running_clocks_after_the_list_was_shown(
    case: Complaint, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    rule = rule_of(case)
    ClockRule.objects.filter(pk=rule.pk).update(length=5)
    url = reverse("admin:casework_clockrule_apply", args=[rule.pk])
    client = signed_in(administrator)

    page = client.get(url).content.decode()
    assert "ma 24 augustus 2026" in page
    assert case.deadlines.get(key="procedure").due_on == date(2026, 7, 24)
    client.post(url)

    assert case.deadlines.get(key="procedure").due_on == date(2026, 8, 24)


def test_a_rule_is_read_and_not_changed_by_a_coordinator(
    case: Complaint, coordinator: User, signed_in: Callable[[User], Client]
) -> None:
    rule = rule_of(case)
    client = signed_in(coordinator)
    change = reverse("admin:casework_clockrule_change", args=[rule.pk])

    page = client.get(change)
    client.post(change, posted(rule, length=5))
    apply_rule = client.post(reverse("admin:casework_clockrule_apply", args=[rule.pk]))

    assert "4 maanden" in client.get("/admin/casework/clockrule/").content.decode()
    assert page.status_code == 200
    assert apply_rule.status_code == 404
    assert rule_of(case).length == 4
