"""The base of every admin page: what is not visible does not exist, and nothing can be asked that was not declared."""

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Any, NoReturn

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from backoffice.kit.admin.filters import declared_lookups
from backoffice.kit.admin.seen import SEEN, guarded, seen_by
from backoffice.kit.admin.visible import VisibleRows
from backoffice.kit.paginator import CappedPaginator
from backoffice.kit.related_links import links_of

ObjectView = Callable[..., HttpResponse]  # request, object, whatever else the address holds


class OfficeAdmin(VisibleRows, admin.ModelAdmin):
    """An admin limited to ``visible_to(user)``.

    ``may_delete`` declares that rows can be deleted at all (by those with the permission). ``object_views`` names
    further pages of one object, ``{"download": "download_view"}``: the method gets the request and the object, only
    when the user may see that, at ``<pk>/download/`` under the URL name ``<app>_<model>_download``.
    """

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 200
    may_delete = False
    object_views: Mapping[str, str] = {}

    # --- what may be done -----------------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The role's permission; and the object in the user's hands, when the object knows whose it is."""
        if not super().has_change_permission(request, obj):
            return False
        return obj.is_handled_by(request.user) if hasattr(obj, "is_handled_by") else True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only where deleting was declared."""
        return self.may_delete and super().has_delete_permission(request, obj)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the declared filters ask; anything else would tell hidden values apart, letter by letter."""
        list_filter = self.get_list_filter(request) if request else self.list_filter
        return lookup in set(declared_lookups(self.model, list_filter))

    # --- the list -------------------------------------------------------------------------------------------------

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list that the address asks; an undeclared question leads back to the whole list, and says so.

        So does one that no row can answer, such as a number that the database does not have.
        """
        try:
            return super().get_changelist_instance(request)
        except (DisallowedModelAdminLookup, OverflowError, DataError, ValueError, ValidationError) as error:
            if not request.GET:
                raise  # nothing was asked: the fault is ours, and is to be heard
            messages.warning(request, _("This list cannot be asked that. You see the whole list."))
            raise IncorrectLookupParameters from error

    def response_action(self, request: HttpRequest, queryset: Any, *where: Any, **how: Any) -> Any:
        """What was asked of the chosen lines; a choice that can be no line is refused before anything is done."""
        try:
            for key in request.POST.getlist(helpers.ACTION_CHECKBOX_NAME):
                self.opts.pk.clean(key, None)
        except ValidationError:
            messages.error(
                request, _("This choice holds something that is no line. Nothing was done; choose again.")
            )
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset, *where, **how)

    def action_checkbox(self, obj: Any) -> SafeString:
        """The tick box of a line: as Django's, without a template for each."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" aria-label="{}" class="action-select">',
            helpers.ACTION_CHECKBOX_NAME,
            obj.pk,
            _("Choose %(name)s") % {"name": obj},
        )

    # --- what does not exist --------------------------------------------------------------------------------------

    def object_or_404(self, request: HttpRequest, object_id: str) -> Any:
        """The object with this key, when the user may see it. Raises `Http404`. Queries."""
        found = self.get_object(request, unquote(object_id))
        if found is None or not self.has_view_or_change_permission(request, found):
            raise Http404(_("This does not exist, or it is not yours to see."))
        return found

    def _get_obj_does_not_exist_redirect(self, *_args: Any) -> NoReturn:
        raise Http404(_("This does not exist, or it is not yours to see."))

    def _hide_from_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_or_change_permission(request):
            raise Http404(_("This does not exist, or it is not yours to see."))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; a role that sees no such thing at all gets 404."""
        self._hide_from_strangers(request)
        return super().changelist_view(request, extra_context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The empty form; 404 for a role that neither adds nor sees these."""
        if not self.has_add_permission(request):
            self._hide_from_strangers(request)
        return super().add_view(request, form_url, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one object; a forged POST to a hidden one gets the same 404 as a look at it."""
        self._hide_from_strangers(request)
        if request.method == "POST":
            self.object_or_404(request, object_id)
        return super().change_view(request, object_id, form_url, extra_context)

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The form; when somebody keeps the same between the check and the writing, it is checked once more."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            sent: Any = request.FILES
            for file in sent.values():
                file.seek(0)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The question whether to delete; 404 where nothing is deleted."""
        self._hide_from_strangers(request)
        if not self.may_delete:
            raise Http404(_("These are never deleted."))
        return super().delete_view(request, object_id, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed the object."""
        self._hide_from_strangers(request)
        return super().history_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go, with other things counted instead of named: some may be hidden from this user."""
        _named, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        kept = [_("Other records still refer to this.")] if protected else []
        return [str(obj) for obj in objs], counts, perms_needed, kept

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The form; "save and add another" only where things are added. With links to what other apps know of it."""
        context.setdefault("show_save_and_add_another", add)
        context["seen"] = self._seen(request, context["adminform"].form) if obj is not None else ""
        context["related_links"] = links_of(obj, request.user) if obj is not None else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form; it saves nothing over what somebody else changed after its page was opened."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return guarded(form, self, request) if change else form

    def _seen(self, request: HttpRequest, form: Any) -> str:
        """What the page shows; what it showed when it was opened, when it comes back with an error."""
        return form.data[SEEN] if SEEN in form.data else seen_by(self, request, form)

    # --- further pages of one object ------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        """The object's further pages, before Django's own."""
        return [*(self._object_path(name) for name in self.object_views), *super().get_urls()]

    def object_page(self, view: ObjectView) -> Callable[..., HttpResponse]:
        """A view of one object, behind the sign-in and given only what the user may see."""

        def guarded(request: HttpRequest, object_id: str, **kwargs: Any) -> HttpResponse:
            return view(request, self.object_or_404(request, object_id), **kwargs)

        return update_wrapper(self.admin_site.admin_view(guarded), view)

    def url_name(self, name: str) -> str:
        """The URL name of a page of this admin, without the namespace."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def page_named(self, obj: Any, name: str) -> str:
        """The address of a page of this object."""
        return reverse(f"{self.admin_site.name}:{self.url_name(name)}", args=[quote(obj.pk)])

    def page_of(self, obj: Any) -> str:
        """The address of the object's change page."""
        return self.page_named(obj, "change")

    def _object_path(self, name: str) -> URLPattern:
        view = getattr(self, self.object_views[name])
        return path(f"<path:object_id>/{name}/", self.object_page(view), name=self.url_name(name))
