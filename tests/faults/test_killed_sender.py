"""The worker is killed at any moment of its talk with a mail server, or has company; no mail is doubled or lost."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django_q.conf import Conf
from django_q.models import OrmQ

from backoffice.kit import clock as office_clock
from documents import tasks
from documents.actions import dispatch
from documents.actions.mail import queue_mail
from documents.models import OutgoingMail
from tests.faults.killing import kill_during, moments_of
from tests.mail_server import MailServer, mail_server
from tests.processes import Arena

pytestmark = pytest.mark.django_db(transaction=True)
MARKS = ("call WatchfulData._get_socket", "call WatchfulData.data", "return WatchfulData.data")
CONTEXT = {"kantoor": "Klachtenkantoor Zorg", "telefoon": "053 123 45 67", "kenmerk": "K2026-00001"}
WORKERS = 4


@pytest.fixture(autouse=True)
def _office(clock: Any) -> None:
    """The clock stands still."""


def queued(count: int) -> list[str]:
    """The keys of so many mails that wait."""
    return [
        str(queue_mail("message_ready", to="klager@example.org", context=CONTEXT, key=f"ready:{number}").pk)
        for number in range(count)
    ]


def the_next_worker() -> list[int]:
    """What a worker that starts an hour later does, twice."""
    with office_clock.at(office_clock.now() + timedelta(hours=1)):
        return [tasks.pick_up_mail(), tasks.pick_up_mail()]


def states() -> dict[str, str]:
    """Where each mail stands, by its Message-ID."""
    return dict(OutgoingMail.objects.values_list("message_id", "state"))


def assert_none_doubled_or_lost(arena: Arena, server: MailServer, count: int) -> None:
    """Each mail came in once, or a person is asked about it; whatever is called sent came in."""
    now, came_in = arena.look(states), server.how_often()
    sent = {key for key, state in now.items() if state == "sent"}
    assert len(now) == count
    assert set(came_in.values()) == {1}
    assert set(now.values()) <= {"sent", "unsure"}
    assert sent <= set(came_in) <= set(now)


def test_a_worker_killed_at_twenty_moments_of_sending_doubles_and_loses_no_mail(
    settings: Any, tmp_path: Path
) -> None:
    count = 1 + 5 * (len(MARKS) + 1)
    undisturbed, *mails = queued(count)
    arena = Arena(tmp_path)

    with mail_server(settings) as server:
        settings.EMAIL_TIMEOUT = 20
        moments = moments_of(arena, partial(tasks.dispatch_mail, undisturbed), MARKS, between=5)
        for mail, moment in zip(mails, moments, strict=True):
            kill_during(arena, partial(tasks.dispatch_mail, mail), moment)
        left_behind = list(arena.look(states).values())
        arena.look(the_next_worker)

    assert len(mails) == 20
    assert {"queued", "sending"} <= set(left_behind)
    assert_none_doubled_or_lost(arena, server, count)
    assert "unsure" in arena.look(states).values()


def test_workers_killed_one_after_the_other_in_a_run_of_mails_double_and_lose_none(
    settings: Any, tmp_path: Path
) -> None:
    count = 16
    undisturbed, *_others = queued(count)
    arena = Arena(tmp_path)

    with mail_server(settings) as server:
        settings.EMAIL_TIMEOUT = 20
        for moment in moments_of(arena, partial(tasks.dispatch_mail, undisturbed), (), between=4):
            kill_during(arena, tasks.pick_up_mail, 2 * moment)
        waiting = list(arena.look(states).values()).count("queued")
        arena.look(the_next_worker)

    assert 0 < waiting < count
    assert_none_doubled_or_lost(arena, server, count)


def test_workers_that_send_at_once_send_each_mail_once(settings: Any, tmp_path: Path) -> None:
    mails, arena = queued(12), Arena(tmp_path)

    def work(number: int, wait: Callable[[], Any]) -> None:
        wait()
        tasks.dispatch_mail(mails[0])
        tasks.pick_up_mail()

    with mail_server(settings) as server:
        settings.EMAIL_TIMEOUT = 20
        arena.run(WORKERS, work)

    assert_none_doubled_or_lost(arena, server, len(mails))
    assert set(arena.look(states).values()) == {"sent"}


def test_without_asking_whose_turn_it_is_workers_would_double_a_mail(settings: Any, tmp_path: Path) -> None:
    mails, arena = queued(1), Arena(tmp_path)

    def work(number: int, wait: Callable[[], Any]) -> None:
        dispatch._count_attempt = lambda mail: bool(wait() + 1)
        dispatch._take = lambda mail: True
        tasks.dispatch_mail(mails[0])

    with mail_server(settings) as server:
        settings.EMAIL_TIMEOUT = 20
        arena.run(2, work)

    assert list(server.how_often().values()) == [2]


def test_a_mail_queued_while_redis_is_gone_is_kept_and_sent_by_the_next_round(
    settings: Any, tmp_path: Path
) -> None:
    arena = Arena(tmp_path)

    def queue_without_redis() -> str:
        Conf.ORM, Conf.REDIS = None, "redis://127.0.0.1:1/0"
        with transaction.atomic():
            return queued(1)[0]

    with mail_server(settings) as server:
        settings.EMAIL_TIMEOUT = 20
        arena.look(queue_without_redis)
        kept = list(arena.look(states).values())
        sent = arena.look(tasks.pick_up_mail)

    assert (kept, sent) == (["queued"], 1)
    assert not arena.look(OrmQ.objects.exists), "it was Redis that was asked"
    assert_none_doubled_or_lost(arena, server, 1)
