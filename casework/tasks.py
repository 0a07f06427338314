"""What the worker does for casework; each task is one call of an action."""

from datetime import timedelta

from backoffice.kit import clock
from casework.actions.sweep import Swept, sweep
from casework.search_text import follow_changed_members

# Twice the time between two runs, so that one that was missed leaves nothing behind.
LOOKS_BACK = timedelta(days=2)


def check_deadlines() -> Swept:
    """The daily round past all dates; on a free day it does nothing."""
    return sweep(clock.today())


def follow_members() -> int:
    """The daily look for members that got another name or number, by which complaints are found."""
    return follow_changed_members(clock.now() - LOOKS_BACK)
