"""How long to wait before trying again what the outside world refused."""

from datetime import timedelta

MINUTES = (1, 5, 15, 60, 120, 240, 480, 720, 1440)
MOST_ATTEMPTS = len(MINUTES) + 1


def wait_after(attempts: int) -> timedelta:
    """The time until the next attempt, after this many attempts (at least one)."""
    return timedelta(minutes=MINUTES[min(attempts, len(MINUTES)) - 1])
