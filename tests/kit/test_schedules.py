"""The queue's schedules follow the registered ones; what people made by hand stays."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django_q.models import Schedule as QueueSchedule

from backoffice.kit import schedules
from backoffice.kit.registry import Registry
from backoffice.kit.schedules import Schedule, name_of

pytestmark = pytest.mark.django_db
SWEEP = Schedule(key="sweep", func="casework.tasks.check_deadlines", cron="0 7 * * 1-5", title="Sweep")


@pytest.fixture(autouse=True)
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes these the registered schedules."""

    def registered(*wanted: Schedule) -> None:
        monkeypatch.setattr(schedules, "schedules", Registry("schedules"))
        for schedule in wanted:
            schedules.register(schedule)

    QueueSchedule.objects.all().delete()
    registered(SWEEP)
    return registered


def test_a_registered_schedule_is_added_once() -> None:
    first, second = schedules.sync(), schedules.sync()

    assert (first["added"], second["added"], second["unchanged"]) == (1, 0, 1)
    row = QueueSchedule.objects.get(name=name_of(SWEEP))
    assert (row.func, row.cron, row.schedule_type) == (SWEEP.func, SWEEP.cron, QueueSchedule.CRON)


def test_a_changed_schedule_follows(register: Callable[..., None]) -> None:
    schedules.sync()
    register(Schedule(key="sweep", func=SWEEP.func, cron="30 6 * * 1-5", title="Sweep"))

    assert schedules.sync()["changed"] == 1
    assert QueueSchedule.objects.get().cron == "30 6 * * 1-5"


def test_one_that_is_no_longer_registered_goes_and_one_made_by_hand_stays(
    register: Callable[..., None],
) -> None:
    schedules.sync()
    QueueSchedule.objects.create(name="by hand", func="x.y")
    register()

    assert schedules.sync()["removed"] == 1
    assert [row.name for row in QueueSchedule.objects.all()] == ["by hand"]


def test_the_command_says_what_it_did() -> None:
    said = StringIO()

    call_command("sync_schedules", stdout=said)

    assert "1" in said.getvalue()
