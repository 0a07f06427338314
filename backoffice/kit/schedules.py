"""What runs by itself and when; apps register, ``sync_schedules`` makes django-q2's rows follow."""

from dataclasses import dataclass

from django_q.models import Schedule as QueueSchedule

from backoffice.kit import clock
from backoffice.kit.registry import Registry
from backoffice.kit.transitions import Text


@dataclass(frozen=True, slots=True)
class Schedule:
    """A task by its dotted path, and when it runs: a cron line in the office's time zone."""

    key: str
    func: str
    cron: str
    title: Text


PREFIX = "office:"
schedules: Registry[Schedule] = Registry("schedules")


def register(schedule: Schedule) -> None:
    """Add a schedule under its key."""
    schedules.register(schedule.key, schedule)


def sync() -> dict[str, int]:
    """Make the queue's schedules equal to the registered ones; those made by hand stay. Writes.

    Returns how many were added, changed, left and removed. Ours carry the prefix of `name_of`.
    """
    counts = {"added": 0, "changed": 0, "unchanged": 0, "removed": 0}
    for schedule in schedules:
        counts[_sync_one(schedule)] += 1
    names = [name_of(schedule) for schedule in schedules]
    stale = QueueSchedule.objects.filter(name__startswith=PREFIX).exclude(name__in=names)
    counts["removed"] = stale.delete()[0]
    return counts


def name_of(schedule: Schedule) -> str:
    """The name under which the queue knows a schedule of ours."""
    return f"{PREFIX}{schedule.key}"


def _sync_one(schedule: Schedule) -> str:
    wanted = {"func": schedule.func, "cron": schedule.cron, "schedule_type": QueueSchedule.CRON}
    row, is_new = QueueSchedule.objects.get_or_create(name=name_of(schedule), defaults=wanted)
    if is_new:
        return "added"
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if not changed:
        return "unchanged"
    for name in changed:
        setattr(row, name, wanted[name])
    row.next_run = clock.now()
    row.save()
    return "changed"
