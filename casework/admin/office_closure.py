"""The days on which the office is closed: what moves is shown before it is saved, and kept with the closure."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.kit.admin import OfficeAdmin
from casework.actions.closures import moved_by, moved_by_removing, remove_closure, save_closure
from casework.admin.moved import moved_list
from casework.models import OfficeClosure
from casework.queries.moved import Moved

CONFIRMED = "_confirmed"
NOT_ASKED_AGAIN = {"csrfmiddlewaretoken", CONFIRMED}


@admin.register(OfficeClosure)
class OfficeClosureAdmin(OfficeAdmin):
    """Saving or removing a closure first shows which dates move."""

    list_display = ("reason", "starts_on", "ends_on", "how_many_moved")
    search_fields = ("reason",)
    ordering = ("-starts_on",)
    fields = ("reason", ("starts_on", "ends_on"))
    may_delete = True
    change_form_template = "admin/casework/officeclosure/change_form.html"
    delete_confirmation_template = "admin/casework/officeclosure/delete_confirmation.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A closure that exists also shows what it moved."""
        obj: OfficeClosure | None = context.get("original")
        if obj is not None:
            moved = [Moved.from_stored(one) for one in obj.moved]
            context["moved"] = moved_list(moved, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Removing goes one by one, with what it moves in view."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # --- before saving --------------------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A post that moves dates is first answered with the list of them."""
        if request.method == "POST" and CONFIRMED not in request.POST:
            moved = self._what_would_move(request, object_id)
            if moved:
                return self._ask(request, object_id, moved)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _what_would_move(self, request: HttpRequest, object_id: str | None) -> list[Moved]:
        """What the posted closure would move; nothing when the form is wrong or the user may not save it."""
        obj = self.get_object(request, object_id) if object_id else None
        may_save = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if not may_save:
            return []
        form: Any = self.get_form(request, obj, change=obj is not None)(request.POST, instance=obj)
        return moved_by(form.save(commit=False)) if form.is_valid() else []

    def _ask(self, request: HttpRequest, object_id: str | None, moved: list[Moved]) -> HttpResponse:
        posted = [(name, value) for name, value in request.POST.items() if name not in NOT_ASKED_AGAIN]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Which dates move"),
            "moved": moved_list(moved, request.user),
            "posted": posted,
            "confirmed": CONFIRMED,
            "back": request.path,
        }
        return TemplateResponse(request, "admin/casework/officeclosure/confirm.html", context)

    # --- saving and removing --------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: OfficeClosure, form: Any, change: bool) -> None:
        """Save it and move the dates, in one transaction."""
        if not change or form.has_changed():
            self._tell(request, save_closure(obj, by=request.user))

    def response_post_save_add(self, request: HttpRequest, obj: OfficeClosure) -> HttpResponseRedirect:
        """To the list of what moved, when something did."""
        return self._to_what_moved(obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: OfficeClosure) -> HttpResponseRedirect:
        """To the list of what moved, when something did."""
        return self._to_what_moved(obj) or super().response_post_save_change(request, obj)

    def _to_what_moved(self, closure: OfficeClosure) -> HttpResponseRedirect | None:
        if not closure.moved:
            return None
        return HttpResponseRedirect(reverse("admin:casework_officeclosure_change", args=[closure.pk]))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The question whether to remove it, with the dates that move back."""
        obj = self.get_object(request, object_id)
        if obj is not None and self.has_delete_permission(request, obj):
            moved = moved_list(moved_by_removing(obj), request.user)
            extra_context = {**(extra_context or {}), "moved": moved}
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: HttpRequest, obj: OfficeClosure) -> None:
        """Remove it and move the dates back, in one transaction."""
        self._tell(request, remove_closure(obj, by=request.user))

    def _tell(self, request: HttpRequest, moved: list[Moved]) -> None:
        if not moved:
            messages.info(request, _("No running date moved."))
            return
        shown = moved_list(moved, request.user)
        text = ngettext("%(count)s date was moved.", "%(count)s dates were moved.", shown.total)
        messages.success(request, text % {"count": shown.total})

    # --- displays -------------------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("dates moved"))
    def how_many_moved(self, closure: OfficeClosure) -> int:
        """How many dates it moved when it was last saved."""
        return len(closure.moved)
