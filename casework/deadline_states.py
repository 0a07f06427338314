"""The states of a deadline, and what they have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeadlineState(models.TextChoices):
    """Where a clock stands."""

    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    MET = "met", _("Done in time")
    MISSED = "missed", _("Done too late")
    CANCELLED = "cancelled", _("No longer needed")


# The clock still asks something of somebody.
OPEN_CLOCK = (DeadlineState.RUNNING, DeadlineState.PAUSED)
