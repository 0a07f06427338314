"""What the worker does for casework; each task is one call of an action."""

from backoffice.kit import clock
from casework.actions.sweep import Swept, sweep


def check_deadlines() -> Swept:
    """The daily round past all dates; on a free day it does nothing."""
    return sweep(clock.today())
