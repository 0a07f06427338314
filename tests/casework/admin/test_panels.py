"""The start page: every count opens the list that holds as many, and a card leads to its next step."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backoffice.accounts.models import User
from backoffice.kit import clock as kit_clock
from backoffice.kit.panels import BuiltPanel, build_for
from backoffice.kit.search import search
from casework.models import Complaint
from tests.factories.casework import STAGES, make_in_consultation, make_registered, make_with_consent

SignIn = Callable[[User], Client]
MOST_QUERIES = 90


def built(user: User) -> dict[str, BuiltPanel]:
    ours = {"late", "today", "week", "waiting", "arrivals", "open-by-age", "in-time"}
    return {one.panel.key: one for one in build_for(user, kit_clock.today()) if one.panel.key in ours}


def counted(one: BuiltPanel) -> list[tuple[Any, str]]:
    """Every number of a panel with the address that it opens."""
    facts = [(fact.value, fact.url) for fact in (*one.data.facts, *one.data.bars)]
    return [(one.data.count, one.data.url), *facts]


@pytest.mark.parametrize("days", [0, 5, 7, 9, 45])
@pytest.mark.parametrize("role", ["coordinator", "officer"])
def test_every_count_opens_a_list_of_as_many(role: str, days: int, user_with: Any, signed_in: SignIn) -> None:
    user = user_with(role)
    for number, make in enumerate(STAGES.values()):
        make(by=user) if role == "coordinator" and number % 2 else make()
    if role == "officer":
        Complaint.objects.filter(state__in=["informal", "in_consultation"]).update(officer=user)

    with kit_clock.at(kit_clock.today() + dt.timedelta(days=days)):
        client = signed_in(user)
        for one in built(user).values():
            for count, url in [
                (one.data.count, one.data.url),
                *((f.value, f.url) for f in (*one.data.facts, *one.data.bars)),
            ]:
                if url:
                    assert client.get(url).context["cl"].result_count == count, (one.panel.key, url)


def test_a_late_case_is_a_card_with_words_and_its_next_step(coordinator: User) -> None:
    complaint = make_registered(coordinator)

    with kit_clock.at(dt.date(2026, 4, 2)):
        card = built(coordinator)["late"].data.items[0]

    assert (card.title, card.words, card.level) == (complaint.number, "2 dagen te laat", "late")
    assert str(card.action) == "Contact vastleggen"
    assert card.action_url.endswith(f"{complaint.pk}/change/?step=record_contact#step")


@pytest.mark.parametrize(
    "stage", ["received", "registered", "in_consultation", "awaiting_consent", "informal"]
)
@pytest.mark.parametrize("consent", [True, False])
def test_a_card_offers_the_step_that_the_page_of_the_case_offers(
    stage: str, consent: bool, coordinator: User, signed_in: SignIn
) -> None:
    make = make_with_consent if consent and stage == "in_consultation" else STAGES[stage]
    complaint = make(by=coordinator)
    if stage == "informal" and not consent:
        Complaint.objects.filter(pk=complaint.pk).update(state="mediation")

    with kit_clock.at(dt.date(2026, 6, 2)):
        card = built(coordinator)["late"].data.items[0]
        page = signed_in(coordinator).get(f"/admin/casework/complaint/{complaint.pk}/change/")

    assert str(card.action) == str(page.context["step_bar"].primary.label)


def test_without_consent_a_card_offers_to_ask_for_it(coordinator: User) -> None:
    make_in_consultation(by=coordinator)

    with kit_clock.at(dt.date(2026, 6, 2)):
        card = built(coordinator)["late"].data.items[0]

    assert str(card.action) == "Toestemming vragen"


def test_more_cards_take_no_more_queries(coordinator: User, signed_in: SignIn) -> None:
    client = signed_in(coordinator)
    make_in_consultation(by=coordinator)
    client.get("/admin/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/admin/")
    for make in (make_in_consultation, make_in_consultation, make_in_consultation):
        make(by=coordinator)

    with CaptureQueriesContext(connection) as for_four:
        client.get("/admin/")

    assert len(for_four) <= len(for_one)


def test_the_start_page_takes_a_bounded_number_of_queries(coordinator: User, signed_in: SignIn) -> None:
    for make in STAGES.values():
        make(by=coordinator)
    client = signed_in(coordinator)
    client.get("/admin/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/admin/")

    assert len(asked) <= MOST_QUERIES


@pytest.mark.parametrize("role", ["finance", "administrator", "confidant", "committee_member"])
def test_other_roles_have_none_of_these(role: str, user_with: Any) -> None:
    make_registered()

    assert built(user_with(role)) == {}


def test_the_search_box_finds_a_complaint_and_opens_a_whole_number(coordinator: User) -> None:
    complaint = make_registered(coordinator)

    by_name = [one for one in search(coordinator, "jansen") if str(one.title) == "Klachten"]
    by_number = [
        one for one in search(coordinator, str(complaint.number).lower()) if str(one.title) == "Klachten"
    ]

    assert str(complaint.number) in str(by_name[0].hits[0].title)
    assert by_number[0].hits[0].is_exact


@pytest.mark.parametrize("role", ["finance", "administrator", "confidant", "officer"])
def test_the_search_box_hides_complaints_from_who_may_not_see_them(role: str, user_with: Any) -> None:
    complaint = make_registered()

    found = search(user_with(role), str(complaint.number))

    assert not any(str(complaint.number) in str(hit.title) for one in found for hit in one.hits)
