"""What a page offers of an object's steps: buttons with reasons, and the form of the one that was opened."""

from dataclasses import dataclass
from typing import Any

from backoffice.kit.next_step import likeliest
from backoffice.kit.transitions import StepForm, StepOption, Text


@dataclass(frozen=True, slots=True)
class StepBar:
    """The steps of one object: the likeliest as a button, the others in a menu."""

    subject: Any
    options: tuple[StepOption, ...]
    page: str

    @property
    def primary(self) -> StepOption | None:
        """The next step, as every screen offers it."""
        return likeliest(self.options)

    @property
    def others(self) -> tuple[StepOption, ...]:
        """What else can be done, and after that what cannot, with the reasons."""
        rest = [option for option in self.options if option is not self.primary]
        return tuple(sorted(rest, key=lambda option: not option.is_usable))


@dataclass(frozen=True, slots=True)
class OpenStep:
    """One step with its form: what is asked, what will follow, and why it was refused."""

    subject: Any
    name: str
    label: Text
    follows: Text
    form: StepForm
    action: str
    cancel: str
    reasons: tuple[str, ...] = ()
