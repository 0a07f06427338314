"""How a batch of letters goes: put together, looked at, started, made by the worker, and what failed tried again."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from backoffice.accounts.permissions import by_roles
from backoffice.kit.transitions import Guard

makers = by_roles("coordinator", "officer", "secretary", "finance")
makers_or_the_clock = by_roles("coordinator", "officer", "secretary", "finance", scheduled=True)
the_worker = by_roles(scheduled=True)


class LettersState(models.TextChoices):
    """Where a batch stands."""

    PREPARED = "prepared", _("Not started yet")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Made")
    PARTLY_DONE = "partly_done", _("Made, some failed")
    CANCELLED = "cancelled", _("Stopped")


has_waiting_letters = Guard(
    "has_waiting_letters",
    lambda batch: batch.items.waiting().exists(),
    _("There is no letter to make. Choose other rows in the list."),
)
nothing_waits = Guard(
    "nothing_waits",
    lambda batch: not batch.items.waiting().exists(),
    _("Not all letters have been tried yet."),
)
none_failed = Guard(
    "none_failed", lambda batch: not batch.items.failed().exists(), _("Some letters could not be made.")
)
some_failed = Guard("some_failed", lambda batch: batch.items.failed().exists(), _("All letters were made."))
was_started = Guard(
    "was_started", lambda batch: batch.started_at is not None, _("This batch was never started.")
)
has_letters_to_try = Guard(
    "has_letters_to_try",
    lambda batch: batch.items.to_try().exists(),
    _("There is no letter left to try: each of them was made or left out."),
)


class BatchLifecycle:
    """The steps of a batch."""

    events: Any
    items: Any
    started_at: Any

    @transition(
        field="state",
        source=LettersState.PREPARED,
        target=LettersState.RUNNING,
        conditions=[has_waiting_letters],
        permission=makers,
        custom={"label": _("Start"), "rank": 10},
    )
    def start(self) -> None:
        """The set is fixed; from now on the worker makes the letters."""

    @transition(
        field="state",
        source=[LettersState.PARTLY_DONE, LettersState.CANCELLED],
        target=LettersState.RUNNING,
        conditions=[was_started, has_letters_to_try],
        permission=makers,
        custom={"label": _("Try again what was not made"), "rank": 20},
    )
    def retry(self) -> None:
        """Only what has no letter yet; what was made stays as it is."""

    @transition(
        field="state",
        source=[LettersState.PREPARED, LettersState.RUNNING],
        target=LettersState.CANCELLED,
        permission=makers_or_the_clock,
        custom={"label": _("Stop"), "rank": 90},
    )
    def cancel(self) -> None:
        """No further letter is made; those that were made stay."""

    @transition(
        field="state",
        source=LettersState.RUNNING,
        target=LettersState.DONE,
        conditions=[nothing_waits, none_failed],
        permission=the_worker,
        custom={"label": _("Finish"), "rank": 100},
    )
    def finish(self) -> None:
        """Every letter was made."""

    @transition(
        field="state",
        source=LettersState.RUNNING,
        target=LettersState.PARTLY_DONE,
        conditions=[nothing_waits, some_failed],
        permission=the_worker,
        custom={"label": _("Finish with failures"), "rank": 100},
    )
    def finish_with_failures(self) -> None:
        """Every letter was tried and some could not be made; each says why."""
