"""Whether the background worker is alive: it leaves a mark each minute, and nothing waits long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_q.models import OrmQ

from backoffice.kit import clock

# The schedule runs each minute and is looked at every half minute; two missed marks are trouble.
SILENT_AFTER = timedelta(seconds=110)
WAITING_AFTER = timedelta(minutes=5)
WORKER = "worker"


class Heartbeat(models.Model):
    """The last sign of life of a process."""

    key = models.CharField(_("process"), max_length=40, primary_key=True)
    at = models.DateTimeField(_("last sign of life"))

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class WorkerHealth:
    """When the worker was last seen, and since when the oldest task waits; None when never, or nothing."""

    now: datetime
    seen_at: datetime | None
    waiting_since: datetime | None

    @property
    def is_silent(self) -> bool:
        """Whether the worker has missed its marks."""
        return self.seen_at is None or self.now - self.seen_at > SILENT_AFTER

    @property
    def is_behind(self) -> bool:
        """Whether a task waits longer than `WAITING_AFTER`."""
        return self.waiting_since is not None and self.now - self.waiting_since > WAITING_AFTER

    @property
    def is_well(self) -> bool:
        """Whether letters, mails and reminders leave in time."""
        return not (self.is_silent or self.is_behind)


def beat() -> None:
    """Leave the mark of this minute; the schedule calls this. Writes."""
    Heartbeat.objects.update_or_create(key=WORKER, defaults={"at": clock.now()})


def worker_health() -> WorkerHealth:
    """How the worker is. Two small queries; with another broker than the database only the marks count."""
    now = clock.now()
    seen_at = Heartbeat.objects.filter(key=WORKER).values_list("at", flat=True).first()
    waiting = OrmQ.objects.filter(lock__lte=now).order_by("lock")
    return WorkerHealth(now, seen_at, waiting.values_list("lock", flat=True).first())
