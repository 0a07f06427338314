"""Whether a person and a machine see that the background worker stands still."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ

from backoffice import health
from backoffice.accounts.models import User
from backoffice.kit import clock as kit_clock
from backoffice.kit.heartbeat import Heartbeat, beat, worker_health
from backoffice.kit.schedules import schedules

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 24, 11, 0, tzinfo=dt.UTC)


def after(seconds: int) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


def beat_at(moment: dt.datetime) -> None:
    with kit_clock.at(moment):
        beat()


def health_at(moment: dt.datetime) -> Any:
    with kit_clock.at(moment):
        return Client().get("/health")


def test_all_is_well_while_the_worker_leaves_its_marks() -> None:
    beat_at(NOON)

    answer = health_at(after(95))

    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_health_is_red_within_two_minutes_after_the_last_mark() -> None:
    beat_at(NOON)

    answer = health_at(after(120))

    assert answer.status_code == 503
    assert answer.json()["worker"] == {
        "well": False,
        "seconds_since_sign_of_life": 120,
        "oldest_task_waits_seconds": None,
    }


def test_health_is_red_when_the_worker_was_never_seen() -> None:
    assert health_at(NOON).status_code == 503


def test_health_is_red_when_a_task_waits_too_long_although_the_worker_beats() -> None:
    OrmQ.objects.create(key="backoffice", payload="", lock=NOON)
    beat_at(after(301))

    answer = health_at(after(301))

    assert answer.status_code == 503
    assert answer.json()["worker"]["oldest_task_waits_seconds"] == 301


def test_a_task_that_is_being_done_does_not_wait() -> None:
    OrmQ.objects.create(key="backoffice", payload="", lock=after(660))
    beat_at(after(301))

    assert worker_health().waiting_since is None or health_at(after(301)).status_code == 200


def test_health_says_so_when_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DatabaseError("no such host: secret-host")

    monkeypatch.setattr(health, "worker_health", broken)

    answer = Client().get("/health")

    assert answer.status_code == 503
    assert answer.json() == {"status": "trouble", "database": False, "worker": None}
    assert "secret-host" not in answer.content.decode()


def test_two_marks_are_one_row() -> None:
    beat_at(NOON)
    beat_at(after(60))

    assert Heartbeat.objects.get().at == after(60)


def test_the_mark_is_left_each_minute() -> None:
    schedule = schedules.get("heartbeat")

    assert (schedule.func, schedule.cron) == ("backoffice.kit.heartbeat.beat", "* * * * *")


def test_every_page_says_since_when_the_tasks_stand_still(administrator: User, client: Client) -> None:
    beat_at(after(-3600))
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")

    with kit_clock.at(NOON):
        page = client.get(reverse("admin:index")).content.decode()

    assert "De achtergrondtaken staan stil sinds 11:00" in page


def test_no_page_says_so_when_all_is_well(administrator: User, client: Client) -> None:
    beat_at(NOON)
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")

    with kit_clock.at(NOON):
        page = client.get(reverse("admin:index")).content.decode()

    assert "achtergrondtaken staan stil" not in page
