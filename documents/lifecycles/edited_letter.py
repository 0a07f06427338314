"""How a letter that was edited in Word becomes the final version: put back by one person, approved by another."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from backoffice.kit.transitions import Guard


class EditedState(models.TextChoices):
    """Where an edited version stands."""

    OFFERED = "offered", _("Waits for approval")
    FINAL = "final", _("Final version")
    REFUSED = "refused", _("Sent back")


original_is_current = Guard(
    "original_is_current",
    lambda edited: edited.original.successor is None,
    _("A newer version of this letter was made in the meantime. Edit that one."),
)


def by_colleagues(edited: Any, user: Any) -> bool:
    """Whoever may approve this letter about this case; no scheduled job. Queries."""
    return user is not None and user.is_active and edited.may_be_judged_by(user)


class EditedLetterLifecycle:
    """The steps of an edited version."""

    events: Any

    @transition(
        field="state",
        source=EditedState.OFFERED,
        target=EditedState.FINAL,
        conditions=[original_is_current],
        permission=by_colleagues,
        custom={"label": _("Approve as final version"), "rank": 10},
    )
    def approve(self) -> None:
        """Found good by somebody other than the one who edited it."""

    @transition(
        field="state",
        source=EditedState.OFFERED,
        target=EditedState.REFUSED,
        permission=by_colleagues,
        custom={"label": _("Send back"), "rank": 50},
    )
    def refuse(self) -> None:
        """Not good yet, or put back by mistake; the letter stays as it was made."""
