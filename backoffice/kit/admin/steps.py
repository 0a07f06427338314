"""Steps as buttons: the change page offers them, one view takes them, and `perform` decides."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from backoffice.kit.admin.offers import OpenStep, StepBar
from backoffice.kit.admin.stateful import VERSION, StatefulAdmin
from backoffice.kit.admin.widgets import with_pickers
from backoffice.kit.transitions import (
    STATE,
    Refused,
    StepForm,
    StepOption,
    Text,
    as_kept,
    perform,
    step_options,
    steps,
)

OPENED = "step"  # in the address of the change page: which step's form is open
LOOKED_AT = 20  # how many rows are looked at to find the next one


class StepAdmin(StatefulAdmin):
    """An admin of a model with a lifecycle: its state is changed by steps only."""

    change_form_template = "admin/steps/change_form.html"
    step_template = "admin/steps/step.html"

    # --- the change page ------------------------------------------------------------------------------------------

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The page of one object, with its steps and the form of the step that was opened."""
        if obj is not None:
            context |= self._step_context(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def step_bar(self, request: HttpRequest, obj: Any) -> StepBar:
        """The steps that this user can take or could take with this object."""
        return StepBar(obj, tuple(step_options(obj, request.user)), self.page_of(obj))

    def _step_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        bar = self.step_bar(request, obj)
        return {"step_bar": bar, "open_step": self._asked_step(request, obj, bar)}

    def _asked_step(self, request: HttpRequest, obj: Any, bar: StepBar) -> OpenStep | None:
        """The step that the address asks to open; one that cannot be taken now is answered with the reasons."""
        asked = request.GET.get(OPENED, "")
        option = next((one for one in bar.options if one.name == asked), None)
        if option is not None and option.is_usable:
            return self._open(obj, asked, self._blank_form(request, obj, asked))
        if asked in self._labels(obj):
            self._say_why_not(request, obj, asked, option)
        return None

    # --- one step -------------------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        """The address of the steps, before the others."""
        step = path(
            "<path:object_id>/step/<slug:step>/",
            self.object_page(self.step_view),
            name=self.url_name("step"),
        )
        return [step, *super().get_urls()]

    def step_view(self, request: HttpRequest, obj: Any, step: str) -> HttpResponse:
        """Ask what a step asks, or take it. Whatever was posted, `perform` decides."""
        if step not in self._labels(obj):
            raise Http404
        if request.method == "POST":
            return self._take(request, obj, step)
        option = next((one for one in step_options(obj, request.user) if one.name == step), None)
        if option is None or not option.is_usable:
            self._say_why_not(request, obj, step, option)
            return HttpResponseRedirect(self.page_of(obj))
        return self._step_page(request, self._open(obj, step, self._blank_form(request, obj, step)))

    def next_subject(self, request: HttpRequest, from_state: str, done: Any) -> Any | None:
        """The next object of this user in the state where the last one was. Queries."""
        waiting = self.get_queryset(request).filter(**{STATE: from_state}).exclude(pk=done.pk)
        for other in waiting[:LOOKED_AT]:
            if any(option.is_usable for option in step_options(other, request.user)):
                return other
        return None

    def _take(self, request: HttpRequest, obj: Any, step: str) -> HttpResponse:
        form = steps.of(obj, step).form(request.POST, request.FILES, subject=obj, by=request.user)
        from_state = obj.state
        try:
            obj.version = self._posted_version(request)
            event = perform(obj, step, by=request.user, **self._answers(request, form))
        except Refused as refused:
            return self._refused(request, obj, step, form, refused)
        label = self._labels(obj)[step]
        messages.success(request, _("“%(step)s” is done: %(subject)s.") % {"step": label, "subject": obj})
        return HttpResponseRedirect(self._page_after(request, obj, event.from_state or from_state))

    def _refused(
        self, request: HttpRequest, obj: Any, step: str, form: StepForm, refused: Refused
    ) -> HttpResponse:
        current = self.object_or_404(request, str(obj.pk))
        if self._did_this_just_now(request, current, step, form):
            messages.info(request, _("That step was already done; it was not done twice."))
            return HttpResponseRedirect(self.page_of(current))
        form.is_valid()
        opened = self._open(current, step, form, reasons=refused.reasons)
        return self._step_page(request, opened, status=200 if refused.fields else 409)

    def _posted_version(self, request: HttpRequest) -> int:
        try:
            return int(request.POST.get(VERSION, ""))
        except ValueError:
            raise Refused([_("The page was too old to work with. Nothing was changed; try again.")]) from None

    def _answers(self, request: HttpRequest, form: StepForm) -> dict[str, Any]:
        return {
            name: field.widget.value_from_datadict(request.POST, request.FILES, form.add_prefix(name))
            for name, field in form.fields.items()
        }

    def _did_this_just_now(self, request: HttpRequest, current: Any, step: str, form: StepForm) -> bool:
        """Whether this is the second of two clicks.

        The same person took the same step from the same version with the same answers; others are not to be lost.
        """
        last = current.events.exclude(from_state="").first()
        is_same = last is not None and last.name == step and last.by_id == request.user.pk
        if not is_same or request.POST.get(VERSION) != str(current.version - 1):
            return False
        form.is_valid()
        typed = as_kept(
            {name: form.cleaned_data[name] for name in form.changed_data if name in form.cleaned_data}
        )
        return all(last.answers.get(name) == value for name, value in typed.items())

    def _page_after(self, request: HttpRequest, obj: Any, from_state: str) -> str:
        if "_next" in request.POST:
            following = self.next_subject(request, from_state, obj)
            if following is not None:
                return self.page_of(following)
            messages.info(request, _("There is no next one: nothing else waits for this step."))
        is_still_seen = self.get_queryset(request).filter(pk=obj.pk).exists()
        return self.page_of(obj) if is_still_seen else self._list_url()

    def _list_url(self) -> str:
        return reverse(f"{self.admin_site.name}:{self.url_name('changelist')}")

    def _say_why_not(self, request: HttpRequest, obj: Any, step: str, option: StepOption | None) -> None:
        label = self._labels(obj)[step]
        if option is None:
            messages.warning(request, _("“%(step)s” is not possible here now.") % {"step": label})
            return
        for reason in option.reasons:
            messages.warning(request, f"{label}: {reason}")

    def _labels(self, obj: Any) -> dict[str, Text]:
        return {move.name: move.custom["label"] for move in obj.get_all_state_transitions()}

    def _blank_form(self, request: HttpRequest, obj: Any, step: str) -> StepForm:
        return steps.of(obj, step).form(subject=obj, by=request.user)

    def _open(self, obj: Any, step: str, form: StepForm, reasons: tuple[str, ...] = ()) -> OpenStep:
        with_pickers(form)
        name = f"{self.admin_site.name}:{self.url_name('step')}"
        return OpenStep(
            subject=obj,
            name=step,
            label=self._labels(obj)[step],
            follows=steps.of(obj, step).follows,
            form=form,
            action=reverse(name, args=[quote(obj.pk), step]),
            cancel=self.page_of(obj),
            reasons=reasons,
        )

    def _step_page(self, request: HttpRequest, opened: OpenStep, status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": opened.subject,
            "open_step": opened,
            "title": opened.label,
            "subtitle": str(opened.subject),
            "media": self.media + opened.form.media,
        }
        return TemplateResponse(request, self.step_template, context, status=status)
