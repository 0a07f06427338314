"""One step with many objects: asked once, decided one by one, told one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from backoffice.kit.admin.widgets import with_pickers
from backoffice.kit.transitions import Refused, StepForm, Text, perform, step_options, steps

AT_MOST = 200


@dataclass(frozen=True, slots=True)
class StepResult:
    """What became of one object."""

    subject: Any
    reasons: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether the step was taken."""
        return not self.reasons


def step_action(step: str, label: Text) -> Callable[..., HttpResponse]:
    """An admin action that takes a step with every chosen object.

    First a page that says with which it can be done and why not with the others, and asks what the step asks;
    then one `perform` each, and a page with the result of each.
    """

    def act(model_admin: Any, request: HttpRequest, chosen: Any) -> HttpResponse:
        subjects = list(chosen[:AT_MOST])
        if "confirmed" not in request.POST:
            return _ask(model_admin, request, subjects, step, label)
        form = steps.of(subjects[0], step).form(
            request.POST, request.FILES, subject=subjects[0], by=request.user
        )
        if not form.is_valid():
            return _ask(model_admin, request, subjects, step, label, form)
        results = [_take(subject, step, request, form) for subject in subjects]
        return _page(model_admin, request, "result", {"title": label, "results": results})

    act.__name__ = f"step_{step}"
    act.short_description = label  # type: ignore[attr-defined]
    return act


def _ask(
    model_admin: Any,
    request: HttpRequest,
    subjects: list[Any],
    step: str,
    label: Text,
    form: StepForm | None = None,
) -> HttpResponse:
    form = form or steps.of(subjects[0], step).form(subject=subjects[0], by=request.user)
    with_pickers(form)
    context = {
        "title": label,
        "form": form,
        "follows": steps.of(subjects[0], step).follows,
        "action": f"step_{step}",
        "checkbox": ACTION_CHECKBOX_NAME,
        "results": [StepResult(subject, _why_not(subject, step, request.user)) for subject in subjects],
    }
    return _page(model_admin, request, "ask", context)


def _why_not(subject: Any, step: str, user: Any) -> tuple[str, ...]:
    for option in step_options(subject, user):
        if option.name == step:
            return option.reasons
    return (_("Not possible in the state “%(state)s”.") % {"state": subject.get_state_display()},)


def _take(subject: Any, step: str, request: HttpRequest, form: StepForm) -> StepResult:
    answers = {
        name: field.widget.value_from_datadict(request.POST, request.FILES, form.add_prefix(name))
        for name, field in form.fields.items()
    }
    try:
        perform(subject, step, by=request.user, **answers)
    except Refused as refused:
        return StepResult(subject, refused.reasons)
    return StepResult(subject)


def _page(model_admin: Any, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    everywhere = model_admin.admin_site.each_context(request)
    return TemplateResponse(
        request, f"admin/steps/bulk_{name}.html", {**everywhere, "opts": model_admin.opts, **context}
    )
