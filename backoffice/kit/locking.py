"""One change at a time: the row is locked, and whoever looked at an older version of it is told who was first."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from backoffice.kit.history import Event
from backoffice.kit.refusals import Refused
from backoffice.kit.visibility import visible


def locked(subject: Any, *, by: Any) -> Any:
    """The row of a subject as it is now, locked until the caller's transaction ends. Queries.

    ``by`` is who wants to change it; None is a scheduled job. Raises `Refused` when they may not see the row, without
    a word about it, and when its ``version`` is another than the subject's, naming who was first. Raises
    `RuntimeError` outside a transaction. On SQLite the transaction itself (IMMEDIATE) is the lock.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A row is locked inside the transaction that changes it.")
    current = type(subject)._base_manager.select_for_update(of=("self",)).get(pk=subject.pk)
    if not _may_see(current, by):
        raise Refused([_("This does not exist, or it is not yours to see.")])
    if current.version != subject.version:
        raise Refused([_who_was_first(current)])
    return current


def _may_see(current: Any, by: Any) -> bool:
    return by is None or visible(type(current), by).filter(pk=current.pk).exists()


def _who_was_first(current: Any) -> str:
    # Only what changes the version carries a state; letters and notes do not.
    last = current.events.exclude(from_state="").first()
    if last is None:
        return _somebody_was_first()
    return _("%(who)s was first: “%(step)s” at %(time)s. Nothing of yours was saved; open it again.") % {
        "who": last.by.name if last.by else _("A scheduled task"),
        "step": _title(current, last),
        "time": timezone.localtime(last.at).strftime("%H:%M"),
    }


def _somebody_was_first() -> str:
    return _("Someone else changed this in the meantime. Nothing of yours was saved; open it again.")


def _title(current: Any, event: Event) -> str:
    for transition in current.get_all_state_transitions():
        if transition.name == event.name:
            return str(transition.custom["label"])
    return _("a correction")
