"""The one door through which a state changes.

`perform` locks the row, checks who asks, collects every reason why not, moves the state, writes one event and runs
the effects, all in one transaction. Screens ask the same questions through `step_options`.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _
from django_fsm import Transition

from backoffice.kit.history import Category, Event, record
from backoffice.kit.locking import locked
from backoffice.kit.refusals import Refused, Text
from backoffice.kit.step_table import (
    Effect,
    Guard,
    Objection,
    StepForm,
    StepOption,
    Steps,
    StepSpec,
    StepTaken,
    steps,
)

__all__ = [
    "Effect",
    "Guard",
    "Objection",
    "Refused",
    "StepForm",
    "StepOption",
    "StepSpec",
    "StepTaken",
    "Steps",
    "Text",
    "as_kept",
    "perform",
    "step_options",
    "steps",
    "unmet",
    "why_not",
]

STATE = "state"


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
    return sorted(
        (_option(subject, transition, user) for transition in found), key=lambda option: option.rank
    )


def why_not(subject: Any, step: str, user: Any) -> tuple[str, ...]:
    """Every reason why this user cannot take a step now: the state, the role, or what its guards say."""
    transition = _transition_from(subject, step)
    if transition is None:
        return (_wrong_state(subject, step),)
    if not transition.has_perm(subject, user):
        return (_not_yours(transition),)
    return (*unmet(transition, subject), *steps.of(subject, step).objections_to(subject, user))


def unmet(transition: Transition, subject: Any) -> list[str]:
    """The reasons of every guard that does not hold."""
    return [str(getattr(guard, "reason", guard)) for guard in transition.conditions if not guard(subject)]


def _option(subject: Any, transition: Transition, user: Any) -> StepOption:
    spec = steps.of(subject, transition.name)
    return StepOption(
        name=transition.name,
        label=transition.custom["label"],
        reasons=(*unmet(transition, subject), *spec.objections_to(subject, user)),
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
    spec = steps.of(current, transition.name)
    form = _answered(spec.form, current, by, answers)
    reasons = [*unmet(transition, current), *spec.objections_to(current, by)]
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


def as_kept(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as the history gives them back."""
    kept: dict[str, Any] = json.loads(json.dumps(_plain(answers), cls=DjangoJSONEncoder))
    return kept


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as plain data: a model becomes its key, a file its name."""
    return {name: _plain_value(value) for name, value in answers.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple | set | models.QuerySet):
        return [_plain_value(one) for one in value]
    return getattr(value, "name", value) if hasattr(value, "read") else value
