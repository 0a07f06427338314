"""What everybody arranges for oneself: settings, password, language."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView, RedirectURLMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import UpdateView

from backoffice.accounts import two_factor
from backoffice.accounts.forms import OwnSettingsForm
from backoffice.accounts.gate import Duty
from backoffice.accounts.models import User
from backoffice.accounts.roles import Role

CHOSEN_LANGUAGE = "chosen_language"  # in the session of who has not signed in yet


class OwnSettingsView(UpdateView):
    """Language, shortcuts, absence and stand-in; and the way to password and second factor."""

    form_class = OwnSettingsForm
    template_name = "accounts/own_settings.html"

    def get_object(self, queryset: Any = None) -> User:
        """Oneself, afresh: what is typed wrong must not show elsewhere on the page."""
        return User.objects.get(pk=self.request.user.pk)

    def get_success_url(self) -> str:
        """The same page."""
        return reverse("admin:my_settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the roles and the state of the second factor."""
        user = self.object
        roles = [role.label for role in Role if user.has_role(role.value)]
        has_device = two_factor.has_second_factor(user)
        left = two_factor.recovery_codes_left(user) if has_device else 0
        return super().get_context_data(roles=roles, has_device=has_device, codes_left=left, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, and say so in the new language."""
        response = super().form_valid(form)
        with translation.override(form.instance.language):
            messages.success(self.request, _("Your settings were saved."))
        return response


class OwnPasswordView(PasswordChangeView):
    """A new password of one's own; every other session of the user ends with it."""

    template_name = "accounts/own_password.html"

    def get_success_url(self) -> str:
        """The settings; or the start page, for whoever had a first password."""
        return reverse("admin:index" if self.is_first else "admin:my_settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the page must be passed before anything else."""
        return super().get_context_data(is_due=self.duty is Duty.CHOOSE_PASSWORD, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Save; from now on nobody else knows the password."""
        self.is_first = form.user.has_first_password
        form.user.has_first_password = False
        response = super().form_valid(form)
        messages.success(
            self.request,
            _("Your password was changed. Elsewhere you were signed out."),
        )
        return response

    @property
    def duty(self) -> Any:
        """What the user must do first."""
        return getattr(self.request, "duty", None)


class LanguageView(RedirectURLMixin, View):
    """Switches the language: for good when somebody is signed in, else for this browser and for who signs in next.

    That choice stays in the session, which ends with the browser: the cookie outlives it, and may be of a colleague.
    """

    http_method_names = ["post"]

    def get_default_redirect_url(self) -> str:
        """The start page."""
        return reverse("admin:index")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Switch, and go back to the page."""
        response = HttpResponseRedirect(self.get_success_url())
        language = request.POST.get("language", "")
        if language not in dict(settings.LANGUAGES):
            messages.error(request, _("This language is not available. Nothing was changed."))
            return response
        if request.user.is_authenticated:
            keep_language(request.user, language)
        else:
            request.session[CHOSEN_LANGUAGE] = language
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 60 * 60,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response


def keep_language(user: Any, language: str) -> None:
    """Make a language the user's own, for good."""
    User.objects.filter(pk=user.pk).update(language=language)
