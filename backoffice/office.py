"""The admin site: who comes in, what stands on every page, and the pages of the office itself."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.accounts.sign_in import SignInMixin
from backoffice.health import standstill
from backoffice.kit import clock
from backoffice.kit.admin import OfficeAdmin
from backoffice.kit.panels import build_for
from backoffice.kit.search import SHORTEST, only_exact, search
from backoffice.menu import menu_for
from backoffice.start_page import greeting

OUR_APPS = frozenset({"backoffice", "kit", "accounts", "audit", "documents", "billing", "casework"})
NEW_COMPLAINT = "casework_complaint_add"


class OfficeSite(SignInMixin):
    """The office's one admin."""

    site_title = "Klachtenkantoor"
    site_header = "Klachtenkantoor"
    index_title = gettext_lazy("My work")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Open a page for a model. Libraries' own pages stay shut: they know nothing of who may see what.

        Raises `ImproperlyConfigured` when one of our own pages is no `OfficeAdmin`.
        """
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        for model in models:
            if self._is_office_page(model, admin_class or ModelAdmin):
                super().register(model, admin_class, **options)

    def _is_office_page(self, model: type[Model], admin_class: type) -> bool:
        if issubclass(admin_class, OfficeAdmin):
            return True
        if model._meta.app_label in OUR_APPS:
            raise ImproperlyConfigured(f"{admin_class.__name__} of {model._meta.label} is no OfficeAdmin.")
        return False

    # --- what stands on every page --------------------------------------------------------------------------------

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The menu, the banner and what the header needs, without the list of apps of Django."""
        context: dict[str, Any] = {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": None,
            "has_permission": self.has_permission(request),
            "is_popup": False,
            "available_apps": [],
            "is_nav_sidebar_enabled": False,
        }
        user: Any = request.user
        if context["has_permission"]:
            context |= {
                "menu": menu_for(self, request),
                "standstill": standstill(),
                "new_complaint_url": self._new_complaint_url(request),
                "uses_shortcuts": user.uses_shortcuts,
            }
        return context

    def _new_complaint_url(self, request: HttpRequest) -> str:
        for model, model_admin in self._registry.items():
            if model._meta.label == "casework.Complaint" and model_admin.has_add_permission(request):
                return reverse(f"{self.name}:{NEW_COMPLAINT}")
        return ""

    # --- the pages of the office itself ---------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Search, before Django's own."""
        return [path("search/", self.admin_view(self.search_view), name="search"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """**Mijn werk**: what is late, what is today's, what waits for another."""
        built = build_for(request.user, clock.today())
        context = {
            **self.each_context(request),
            "title": self.index_title,
            "greeting": greeting(request.user, clock.now()),
            "today": clock.today(),
            "lanes": [one for one in built if one.panel.lane],
            "boxes": [one for one in built if not one.panel.lane],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/index.html", context)

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The lists of one app that the user may open; 404 when there are none."""
        return super().app_index(request, app_label, extra_context)

    def search_view(self, request: HttpRequest) -> HttpResponse:
        """What the search box finds; a whole case or member number opens the thing itself."""
        text = request.GET.get("q", "").strip()[:200]
        found = search(request.user, text)
        exact = only_exact(found)
        if exact is not None:
            return HttpResponseRedirect(exact.url)
        context = {
            **self.each_context(request),
            "title": _("Search"),
            "search_text": text,
            "found": found,
            "is_too_short": len(text) < SHORTEST,
            "shortest": SHORTEST,
        }
        return TemplateResponse(request, "admin/search.html", context)
