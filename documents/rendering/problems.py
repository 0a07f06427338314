"""What a caller of the rendering package sees: problems in words, and the errors that carry them."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing to mend in a template: where it is and what to do, in the reader's language.

    Unsafe: the file tries something that a letter never does; it is not kept.
    ``beginning``: the first words of the paragraph, by which a person finds it in Word.
    """

    where: str
    message: str
    is_unsafe: bool = False
    beginning: str = field(default="", compare=False)

    @property
    def place(self) -> str:
        """Where it is, for a person: Word does not count paragraphs."""
        return f"{self.where}, “{self.beginning}”" if self.beginning else self.where

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class RenderingFailed(Exception):
    """The template or the values cannot become a document; nothing was made."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(" · ".join(str(problem) for problem in self.problems))


class PdfFailed(Exception):
    """LibreOffice ran but did not deliver the PDF; the message says why.

    ``letter`` is the number, from 1, of the letter that it broke on, when that is known.
    """

    def __init__(self, why: str, *, letter: int | None = None) -> None:
        self.letter = letter
        super().__init__(why)


class PdfUnavailable(PdfFailed):
    """LibreOffice is not installed on this machine."""
