"""One step with many objects: asked once, decided one by one, told one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.kit.admin.widgets import with_pickers
from backoffice.kit.transitions import Refused, StepForm, Text, perform, steps, why_not

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


@dataclass(frozen=True, slots=True)
class BulkStep:
    """One step with the objects that were chosen, as far as one page holds; ``left`` says how many it does not."""

    name: str
    label: Text
    subjects: list[Any]
    left: int

    def form(self, subject: Any, request: HttpRequest, *, is_answered: bool = False) -> StepForm:
        """What the step asks with one of them."""
        answers = (request.POST, request.FILES) if is_answered else ()
        return steps.of(subject, self.name).form(*answers, subject=subject, by=request.user)

    def first(self, request: HttpRequest) -> Any:
        """The first with which it can be done, whose form is asked; when there is none, the first."""
        able = (one for one in self.subjects if not why_not(one, self.name, request.user))
        return next(able, self.subjects[0])

    def reasons(self, subject: Any, request: HttpRequest, asked: StepForm) -> tuple[str, ...]:
        """Why it cannot be done with this one, or not from here: it may ask something that the others do not."""
        found = why_not(subject, self.name, request.user)
        if not found and set(self.form(subject, request).fields) != set(asked.fields):
            return (_("This step asks something else here. Take it on the page itself."),)
        return found


def step_action(step: str, label: Text) -> Callable[..., HttpResponse | None]:
    """An admin action that takes a step with every chosen object, `AT_MOST` at a time.

    First a page that says with which it can be done and why not with the others, and asks what the step asks;
    then one `perform` each, and a page with the result of each.
    """

    def act(model_admin: Any, request: HttpRequest, chosen: Any) -> HttpResponse | None:
        subjects = list(chosen[:AT_MOST])
        if not subjects:
            messages.warning(request, _("Nothing was chosen that still exists. Nothing was changed."))
            return None
        bulk = BulkStep(step, label, subjects, max(chosen.count() - AT_MOST, 0))
        is_answered = "confirmed" in request.POST
        form = bulk.form(bulk.first(request), request, is_answered=is_answered)
        if not (is_answered and form.is_valid()):
            return _ask(model_admin, request, bulk, form)
        results = [_take(bulk, subject, request, form) for subject in subjects]
        return _page(model_admin, request, "result", bulk, {"results": results})

    act.__name__ = f"step_{step}"
    act.short_description = label  # type: ignore[attr-defined]
    return act


def _ask(model_admin: Any, request: HttpRequest, bulk: BulkStep, form: StepForm) -> HttpResponse:
    results = [StepResult(subject, bulk.reasons(subject, request, form)) for subject in bulk.subjects]
    with_pickers(form)
    context = {
        "form": form,
        "follows": steps.of(bulk.subjects[0], bulk.name).follows,
        "action": f"step_{bulk.name}",
        "checkbox": ACTION_CHECKBOX_NAME,
        "results": results,
    }
    return _page(model_admin, request, "ask", bulk, context)


def _take(bulk: BulkStep, subject: Any, request: HttpRequest, form: StepForm) -> StepResult:
    reasons = bulk.reasons(subject, request, form)
    if reasons:
        return StepResult(subject, reasons)
    answers = {
        name: field.widget.value_from_datadict(request.POST, request.FILES, form.add_prefix(name))
        for name, field in form.fields.items()
    }
    try:
        perform(subject, bulk.name, by=request.user, **answers)
    except Refused as refused:
        return StepResult(subject, refused.reasons)
    return StepResult(subject)


def _page(
    model_admin: Any, request: HttpRequest, name: str, bulk: BulkStep, context: dict[str, Any]
) -> HttpResponse:
    shown = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": bulk.label,
        "left_words": _left_in_words(bulk.left),
        **context,
    }
    return TemplateResponse(request, f"admin/steps/bulk_{name}.html", shown)


def _left_in_words(left: int) -> str:
    if not left:
        return ""
    said = ngettext(
        "%(left)s more was chosen than one page holds; it is left as it is. Choose it afterwards.",
        "%(left)s more were chosen than one page holds; they are left as they are. Choose them afterwards.",
        left,
    )
    return said % {"left": left}
