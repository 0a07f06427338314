"""Signing in to the office: the first page, and what accounts gives the admin site.

`SignInMixin` brings the pages of signing in, of one's own settings and of the policy; `gate` decides their order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.auth.views import LoginView, LogoutView, redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backoffice.accounts.forms import SignInForm
from backoffice.accounts.gate import Duty, duty_of
from backoffice.accounts.groups import policy_lines
from backoffice.accounts.own_pages import (
    CHOSEN_LANGUAGE,
    LanguageView,
    OwnPasswordView,
    OwnSettingsView,
    keep_language,
)
from backoffice.accounts.roles import Role
from backoffice.accounts.second_factor import NewRecoveryCodesView, SecondFactorView, SetUpView
from backoffice.accounts.way_back import SEARCHED, way_back

REASONS = {
    "idle": gettext_lazy("You were signed out because nothing happened for half an hour. Sign in to go on."),
    "long": gettext_lazy("You were signed out because the working day was over. Sign in to go on."),
}


class SignInView(LoginView):
    """Asks e-mail address and password."""

    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the reason why somebody is here again, and whether they came from a page where they may have typed."""
        reason = REASONS.get(self.request.GET.get("reason", ""), "")
        is_led_here = self.get_redirect_url() not in ("", self.get_default_redirect_url())
        return super().get_context_data(reason=reason, is_led_here=is_led_here, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in; the language that was chosen at the door becomes the user's own."""
        language = self.request.session.pop(CHOSEN_LANGUAGE, "")
        response = super().form_valid(form)
        if language:
            keep_language(self.request.user, language)
        return response

    def get_default_redirect_url(self) -> str:
        """The start page."""
        return reverse("admin:index")


class SignInMixin(AdminSite):
    """An admin site that nobody enters with half a sign-in."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Active staff past the second factor; an own password may still have to be chosen."""
        duty = request.duty if hasattr(request, "duty") else duty_of(request.user)
        return super().has_permission(request) and duty not in (Duty.GIVE_CODE, Duty.SET_UP)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """A page behind the sign-in; who must sign in first is led back without the words of a search."""
        guarded = super().admin_view(view, cacheable)

        def led_back(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if SEARCHED in request.GET and not self.has_permission(request):
                return redirect_to_login(way_back(request), reverse("admin:login"))
            return guarded(request, *args, **kwargs)

        return update_wrapper(led_back, guarded)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Our pages before Django's, so that the catch-all does not swallow them."""
        own = self.admin_view
        return [
            path("second-factor/", SecondFactorView.as_view(), name="second_factor"),
            path("second-factor/set-up/", SetUpView.as_view(), name="set_up_second_factor"),
            path(
                "second-factor/recovery-codes/",
                own(NewRecoveryCodesView.as_view()),
                name="new_recovery_codes",
            ),
            path("language/", LanguageView.as_view(), name="language"),
            path("still-signed-in/", self.still_signed_in, name="still_signed_in"),
            path("my-settings/", own(self.my_settings), name="my_settings"),
            path("policy/", own(self.policy), name="policy"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The sign-in page; whoever is in already goes on."""
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        return SignInView.as_view(extra_context=extra_context)(request)

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Sign out (by POST only), back to the sign-in page."""
        return LogoutView.as_view(next_page=reverse("admin:login"))(request)

    @method_decorator([never_cache, require_safe])
    def still_signed_in(self, request: HttpRequest) -> JsonResponse:
        """Whether a form that is sent now would be taken, and the token to send it with. Is no click."""
        is_in = self.has_permission(request) and duty_of(request.user) is None
        return JsonResponse({"signed_in": is_in, "token": get_token(request)})

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """A new password of one's own."""
        return OwnPasswordView.as_view()(request)

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Django's page that says so; the settings say it themselves."""
        return HttpResponseRedirect(reverse("admin:my_settings"))

    def my_settings(self, request: HttpRequest) -> Any:
        """One's own settings, within the frame of the admin."""
        context = {**self.each_context(request), "title": _("My settings")}
        return OwnSettingsView.as_view(extra_context=context)(request)

    def policy(self, request: HttpRequest) -> Any:
        """Who may do what, for the administrator."""
        user: Any = request.user
        if not user.has_role(Role.ADMINISTRATOR.value):
            raise Http404
        context = {**self.each_context(request), "title": _("Who may do what"), "roles": list(Role)}
        return TemplateResponse(request, "accounts/policy.html", {**context, "rows": policy_rows()})


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One kind of record, and what each role may do with it, in the order of the roles."""

    model: str
    title: str
    cells: list[list[str]]


def policy_rows() -> list[PolicyRow]:
    """The table of the policy in words. Does not query."""
    words = {"view": _("view"), "add": _("add"), "change": _("change"), "delete": _("delete")}
    cells: dict[str, list[list[str]]] = {}
    for line in policy_lines():
        cells.setdefault(line.model, []).append([words[action] for action in line.actions])
    return [PolicyRow(model, _title_of(model), row) for model, row in cells.items()]


def _title_of(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name_plural)
