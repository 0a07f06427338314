"""How far a list is that is being brought in or undone: a count in a small file beside the lists.

All of it is one transaction, so no row can tell; and SQLite has but one writer. The web server reads the lists that
it stores for the worker from the same place.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings

Row = TypeVar("Row")
EVERY = 500  # rows; a short list leaves no file


class Progress:
    """Counts the rows of one list on their way."""

    def __init__(self, batch_id: UUID) -> None:
        self.path = _path(batch_id)
        self.done = 0

    def over(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, counted as they are taken."""
        for row in rows:
            yield row
            self.done += 1
            if self.done % EVERY == 0:
                self._tell()

    def _tell(self) -> None:
        # A count is for looking at: a full disk has its own message, from what must be written.
        with suppress(OSError):
            fresh = self.path.with_suffix(".new")
            fresh.write_text(str(self.done))
            fresh.replace(self.path)


def progress_of(batch_id: UUID) -> int:
    """How many rows were written so far; 0 when it is not known."""
    try:
        return int(_path(batch_id).read_text())
    except (OSError, ValueError):
        return 0


def forget_progress(batch_id: UUID) -> None:
    """Remove the count."""
    with suppress(OSError):
        _path(batch_id).unlink(missing_ok=True)


def _path(batch_id: Any) -> Path:
    return Path(settings.MEDIA_ROOT) / "member-lists" / f"{batch_id}.count"
