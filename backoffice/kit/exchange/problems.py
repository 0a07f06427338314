"""What can be wrong with a list: with the file as a whole, or with one cell of it."""

from dataclasses import dataclass

from backoffice.kit.transitions import Refused


class UnreadableFile(Refused):
    """The file as a whole cannot be used; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place of the sheet, and how to mend it. Row 1 is the sheet's first row."""

    row: int
    column: str
    value: str
    message: str


class WrongCell(ValueError):
    """A cell that cannot be taken; the message says how to mend it."""
