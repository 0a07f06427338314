"""What a step is: its guards, what it asks, what follows from it, and the table of a model's steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models

from backoffice.kit.history import Event
from backoffice.kit.refusals import Text
from backoffice.kit.registry import Registry

ONWARD = 30  # the highest rank of a step that leads forward


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition of a step that has a name and can say why not.

    ``is_shut``: nothing that a user does can meet it. Such a step is explained and never offered as the next one.
    """

    name: str
    is_met: Callable[[Any], bool]
    reason: Text
    is_shut: bool = False

    def __call__(self, subject: Any) -> bool:
        """Whether the condition holds; so django-fsm asks it."""
        return self.is_met(subject)

    @property
    def __name__(self) -> str:
        return self.name


class StepForm(forms.Form):
    """What a step asks. Knows the subject and who answers, so that fields can depend on both."""

    def __init__(self, data: Any = None, files: Any = None, *, subject: Any, by: Any, **kwargs: Any) -> None:
        self.subject = subject
        self.by = by
        super().__init__(data, files, **kwargs)

    @property
    def problems(self) -> list[str]:
        """What is wrong with the answers, each with the name of its field."""
        return [
            f"{self.fields[name].label or name}: {error}" if name in self.fields else str(error)
            for name, errors in self.errors.items()
            for error in errors
        ]


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What the effects of a step are told; they run inside its transaction."""

    subject: Any
    step: str
    event: Event
    by: Any
    answers: Mapping[str, Any]


Effect = Callable[[StepTaken], None]
# Given the subject and who asks (None: a scheduled job): why this one may not, or nothing. Four eyes, for instance.
Objection = Callable[[Any, Any], Text]


@dataclass(frozen=True, slots=True)
class StepSpec:
    """What a step asks, what follows from it, the sentence that announces that, and who had better not take it."""

    form: type[StepForm] = StepForm
    effects: tuple[Effect, ...] = ()
    follows: Text = ""
    objections: tuple[Objection, ...] = ()

    def objections_to(self, subject: Any, by: Any) -> list[str]:
        """Why this person in particular may not take the step with this subject, though the role may."""
        return [str(reason) for objection in self.objections if (reason := objection(subject, by))]


@dataclass(frozen=True, slots=True)
class StepOption:
    """A step as a screen shows it: no reasons means that it may be used now."""

    name: str
    label: Text
    reasons: tuple[str, ...]
    rank: int
    follows: Text
    form: type[StepForm] = field(default=StepForm)
    is_shut: bool = False

    @property
    def is_usable(self) -> bool:
        """Whether the button works."""
        return not self.reasons

    @property
    def leads_onward(self) -> bool:
        """Whether the step leads forward; the higher ranks are ways out, back, or aside."""
        return self.rank <= ONWARD


class Steps:
    """The step tables of all models, each under its model's label."""

    def __init__(self) -> None:
        self._tables: Registry[Mapping[str, StepSpec]] = Registry("steps")

    def register(self, model: type[models.Model], table: Mapping[str, StepSpec]) -> None:
        """State what the steps of a model ask and cause."""
        self._tables.register(model._meta.label_lower, table)

    def of(self, subject: models.Model, step: str) -> StepSpec:
        """The specification of a step; a step that asks and causes nothing needs none."""
        label = subject._meta.label_lower
        table = self._tables.get(label) if label in self._tables else {}
        return table.get(step, StepSpec())


steps = Steps()
