"""Whether the house works: for the banner on every page and for the machine that watches ``/health``."""

from datetime import datetime

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.heartbeat import WorkerHealth, worker_health

REMEMBERED = 15  # seconds that pages reuse one look at the worker
CACHE_KEY = "office:worker-health"


def health_view(_request: HttpRequest) -> JsonResponse:
    """200 when all is well, else 503. Says no more than whether and for how long; asks no sign-in."""
    try:
        worker = worker_health()
    except DatabaseError:
        return _answer({"status": "trouble", "database": False, "worker": None})
    return _answer(
        {
            "status": "ok" if worker.is_well else "trouble",
            "database": True,
            "worker": {
                "well": worker.is_well,
                "seconds_since_sign_of_life": _seconds_since(worker.seen_at, worker.now),
                "oldest_task_waits_seconds": _seconds_since(worker.waiting_since, worker.now),
            },
        }
    )


def standstill() -> str:
    """The sentence for the banner, or nothing when the worker is well. Queries at most every 15 seconds."""
    worker = cache.get(CACHE_KEY)
    if worker is None:
        worker = worker_health()
        cache.set(CACHE_KEY, worker, REMEMBERED)
    return _sentence(worker)


def _sentence(worker: WorkerHealth) -> str:
    if worker.seen_at is None:
        return _("The background tasks have not run yet. Letters, mails and reminders wait until they do.")
    if worker.is_silent:
        return _(
            "The background tasks stand still since %(time)s. Letters, mails and reminders wait; nothing is lost."
        ) % {"time": _time_of(worker.seen_at)}
    if worker.is_behind and worker.waiting_since is not None:
        return _(
            "The background tasks are behind: the oldest waits since %(time)s. Letters and mails leave later."
        ) % {"time": _time_of(worker.waiting_since)}
    return ""


def _time_of(moment: datetime) -> str:
    """The time; with the date when it was not today."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    if local.date() == clock.today():
        return local.strftime("%H:%M")
    return f"{date_format(local, 'j F')} {local:%H:%M}"


def _seconds_since(moment: datetime | None, now: datetime) -> int | None:
    return None if moment is None else int((now - moment).total_seconds())


def _answer(content: dict[str, object]) -> JsonResponse:
    answer = JsonResponse(content, status=200 if content["status"] == "ok" else 503)
    answer["Cache-Control"] = "no-store"
    return answer
