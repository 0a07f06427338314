"""**Mijn werk**: the panels of one's roles, words and not only colour, and what to do when nothing waits."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_q.models import Failure

from backoffice.accounts.models import User
from backoffice.kit import panels
from backoffice.kit.panels import Fact, Panel, PanelData, PanelItem
from backoffice.kit.registry import Registry
from backoffice.panels import failed_tasks
from backoffice.start_page import greeting

CARD = PanelItem(
    "K2026-00031",
    "/case/31/",
    "first contact",
    "2 dagen te laat",
    "late",
    "Record the contact",
    "/case/31/?step=x",
)


@pytest.fixture
def own_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lane, a box with bars for officers, and one for finance."""
    monkeypatch.setattr(panels, "panels", Registry("panels"))

    def add(key: str, role: str, data: PanelData, lane: bool = True) -> None:
        panels.register(
            Panel(key, key.title(), frozenset({role}), 10, lambda _user, _today: data, lane, "late")
        )

    add("late", "officer", PanelData(count=12, items=[CARD], url="/late/"))
    add("waiting", "officer", PanelData(empty="Nobody keeps you waiting."))
    bars = [Fact("0–2", 4, "/young/"), Fact("> 8", 1)]
    add("age", "officer", PanelData(bars=bars), lane=False)
    add("money", "finance", PanelData(count=1, url="/money/"))


def start_page(client: Client, user: User) -> str:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return " ".join(client.get(reverse("admin:index")).content.decode().split())


@pytest.mark.usefixtures("own_panels")
def test_a_card_says_in_words_what_it_is_and_offers_one_next_step(officer: User, client: Client) -> None:
    page = start_page(client, officer)

    assert "2 dagen te laat" in page
    assert page.count('href="/case/31/?step=x"') == 1
    assert '<a href="/late/">Late <span class="count">12</span></a>' in page


@pytest.mark.usefixtures("own_panels")
def test_an_empty_lane_says_so_in_its_own_words(officer: User, client: Client) -> None:
    assert "Nobody keeps you waiting." in start_page(client, officer)


@pytest.mark.usefixtures("own_panels")
def test_bars_can_be_read_without_seeing_them(officer: User, client: Client) -> None:
    page = start_page(client, officer)

    assert 'aria-label="Age: 0–2: 4, &gt; 8: 1"' in page
    assert 'style="' not in page


@pytest.mark.usefixtures("own_panels")
def test_each_role_sees_its_own_panels(finance: User, client: Client) -> None:
    page = start_page(client, finance)

    assert "/money/" in page
    assert "K2026-00031" not in page


@pytest.mark.usefixtures("own_panels")
def test_a_role_without_panels_is_told_where_to_go(secretary: User, client: Client) -> None:
    assert "Er wacht hier niets op u" in start_page(client, secretary)


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "Goedemorgen"), (12, "Goedemiddag"), (17, "Goedemiddag"), (18, "Goedenavond")]
)
def test_the_greeting_follows_the_clock_of_amsterdam(officer: User, hour: int, words: str) -> None:
    moment = dt.datetime(2026, 3, 24, hour - 1, 0, tzinfo=dt.UTC)  # winter time: one hour ahead of UTC

    assert greeting(officer, moment) == f"{words}, {officer.name}"


def test_the_administrator_sees_which_tasks_failed_without_what_was_in_them(
    administrator: User, client: Client
) -> None:
    now = dt.datetime(2026, 3, 24, 11, 0, tzinfo=dt.UTC)
    made: Any = Failure.objects.create(
        id="1", name="one", func="documents.tasks.dispatch", args=("canary",), result="canary",
        started=now, stopped=now, success=False,
    )  # fmt: skip

    data = failed_tasks(administrator, now.date())
    page = start_page(client, administrator)

    assert (data.count, data.items[0].title) == (1, "dispatch")
    assert reverse("admin:django_q_failure_change", args=[made.pk]) in page
    assert "canary" not in page
    assert (
        "canary" not in client.get(reverse("admin:django_q_failure_change", args=[made.pk])).content.decode()
    )
