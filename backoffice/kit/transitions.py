"""The one door through which a state changes.

`perform` locks the row, checks who asks, collects every reason why not, moves the state, writes one event and runs
the effects, all in one transaction. Screens ask the same questions through `step_options`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext as _
from django_fsm import Transition

from backoffice.kit.history import Category, Event, record
from backoffice.kit.locking import locked
from backoffice.kit.refusals import Refused, Text
from backoffice.kit.registry import Registry

__all__ = [
    "Effect",
    "Guard",
    "Refused",
    "StepForm",
    "StepOption",
    "StepSpec",
    "StepTaken",
    "Text",
    "perform",
    "step_options",
    "steps",
    "unmet",
    "why_not",
]

STATE = "state"
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


@dataclass(frozen=True, slots=True)
class StepSpec:
    """What a step asks, what follows from it, and the sentence that announces that."""

    form: type[StepForm] = StepForm
    effects: tuple[Effect, ...] = ()
    follows: Text = ""


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


def perform(subject: Any, step: str, *, by: Any, **answers: Any) -> Event:
    """Take a step with a subject, for a user (None: a scheduled job), with the answers its form asks for.

    ``subject`` is refreshed in place. Opens its own transaction. Raises `Refused` with every reason at once; then
    nothing has changed. Raises `LookupError` when the model has no such step.
    """
    with transaction.atomic():
        current = locked(subject, by=by)
        transition = _transition_from(current, step)
        _refuse_stranger(transition or _any_transition(current, step), current, by)
        if transition is None:
            raise Refused([_wrong_state(current, step)])
        cleaned = _refuse_unready(transition, current, by, answers)
        event = _move(current, transition, by, cleaned)
        taken = StepTaken(subject=current, step=step, event=event, by=by, answers=cleaned)
        for effect in steps.of(current, step).effects:
            effect(taken)
    subject.refresh_from_db()
    return event


def step_options(subject: Any, user: Any) -> list[StepOption]:
    """The steps that start from the present state and that this user's role may take, the likeliest first."""
    found = [
        transition
        for transition in _transitions(subject)
        if transition.source == subject.state and transition.has_perm(subject, user)
    ]
    return sorted((_option(subject, transition) for transition in found), key=lambda option: option.rank)


def why_not(subject: Any, step: str, user: Any) -> tuple[str, ...]:
    """Every reason why this user cannot take a step now: the state, the role, or what its guards say."""
    transition = _transition_from(subject, step)
    if transition is None:
        return (_wrong_state(subject, step),)
    if not transition.has_perm(subject, user):
        return (_not_yours(transition),)
    return tuple(unmet(transition, subject))


def unmet(transition: Transition, subject: Any) -> list[str]:
    """The reasons of every guard that does not hold."""
    return [str(getattr(guard, "reason", guard)) for guard in transition.conditions if not guard(subject)]


def _option(subject: Any, transition: Transition) -> StepOption:
    spec = steps.of(subject, transition.name)
    return StepOption(
        name=transition.name,
        label=transition.custom["label"],
        reasons=tuple(unmet(transition, subject)),
        rank=transition.custom.get("rank", 100),
        follows=spec.follows,
        form=spec.form,
        is_shut=any(getattr(guard, "is_shut", False) for guard in transition.conditions),
    )


def _transitions(subject: Any) -> list[Transition]:
    return list(subject.get_all_state_transitions())


def _transition_from(subject: Any, step: str) -> Transition | None:
    for transition in _transitions(subject):
        if transition.name == step and transition.source == subject.state:
            return transition
    return None


def _any_transition(subject: Any, step: str) -> Transition:
    for transition in _transitions(subject):
        if transition.name == step:
            return transition
    raise LookupError(f"{subject._meta.label} has no step {step!r}.")


def _refuse_stranger(transition: Transition, subject: Any, by: Any) -> None:
    if not transition.has_perm(subject, by):
        raise Refused([_not_yours(transition)])


def _not_yours(transition: Transition) -> str:
    label = transition.custom["label"]
    return _("You may not take the step “%(step)s” here. Nothing was changed.") % {"step": label}


def _wrong_state(current: Any, step: str) -> str:
    return _("“%(step)s” is not possible in the state “%(state)s”. Nothing was changed.") % {
        "step": _any_transition(current, step).custom["label"],
        "state": current.get_state_display(),
    }


def _refuse_unready(
    transition: Transition, current: Any, by: Any, answers: Mapping[str, Any]
) -> Mapping[str, Any]:
    form = _answered(steps.of(current, transition.name).form, current, by, answers)
    reasons = unmet(transition, current)
    if reasons or not form.is_valid():
        fields = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
        raise Refused([*reasons, *form.problems], fields)
    return form.cleaned_data


def _answered(form_class: type[StepForm], current: Any, by: Any, answers: Mapping[str, Any]) -> StepForm:
    """The form with the answers; what was not answered takes the form's own starting value."""
    blank = form_class(subject=current, by=by)
    unknown = set(answers) - set(blank.fields)
    if unknown:
        raise TypeError(f"{form_class.__name__} does not ask for {', '.join(sorted(unknown))}.")
    starting = {name: blank.get_initial_for_field(asked, name) for name, asked in blank.fields.items()}
    given = {**starting, **answers}
    files = {name: value for name, value in given.items() if hasattr(value, "read")}
    return form_class(given, files, subject=current, by=by)


def _move(current: Any, transition: Transition, by: Any, answers: Mapping[str, Any]) -> Event:
    source = current.state
    getattr(current, transition.name)()
    current.version += 1
    current.save(update_fields=[STATE, "version"])
    return record(
        current,
        transition.name,
        by=by,
        category=transition.custom.get("category", Category.STEP),
        answers=_plain(answers),
        from_state=source,
        to_state=current.state,
    )


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as plain data: a model becomes its key, a file its name."""
    return {name: _plain_value(value) for name, value in answers.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple | set | models.QuerySet):
        return [_plain_value(one) for one in value]
    return getattr(value, "name", value) if hasattr(value, "read") else value
