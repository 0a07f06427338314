"""The pages of the second factor: giving a code, setting up an authenticator, new recovery codes."""

from typing import Any

from django.contrib.auth import logout, signals
from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp import login as give_device

from backoffice.accounts import two_factor
from backoffice.accounts.forms import CodeForm, PasswordAndCodeForm
from backoffice.accounts.gate import Duty, duty_of
from backoffice.accounts.signals import second_factor_given

WRONG_CODE = _("This code is not right, or was used before. Wait for the next code and try again.")
WRONG_PASSWORD = _("This is not your password.")


class CodeView(RedirectURLMixin, FormView):
    """The common part: for whom, for which duty, and where to next."""

    form_class = CodeForm

    @method_decorator(sensitive_post_parameters())
    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for staff who gave their password, and only when it is the turn of this page."""
        if not (request.user.is_authenticated and request.user.is_staff):
            return HttpResponseRedirect(reverse("admin:login"))
        if not self.is_their_turn(duty_of(request.user)):
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def is_their_turn(self, duty: Duty | None) -> bool:
        """Whether this page may be seen with this duty."""
        raise NotImplementedError

    def get_default_redirect_url(self) -> str:
        """The start page."""
        return reverse("admin:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the page to go on to."""
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Check the password where it is asked, then the code."""
        password = form.cleaned_data.get("password")
        if password is not None and not self.request.user.check_password(password):
            return self.refuse(form, "password", WRONG_PASSWORD)
        answer = self.with_code(form.cleaned_data["code"])
        return answer if answer is not None else self.refuse(form, "code", WRONG_CODE)

    def with_code(self, code: str) -> HttpResponse | None:
        """What follows when the code is right; None when it is wrong."""
        raise NotImplementedError

    def refuse(self, form: Any, field: str, message: Any) -> HttpResponse:
        """Count it as a wrong password; after too many the session is over."""
        credentials = {"username": self.request.user.get_username()}
        signals.user_login_failed.send(sender=__name__, credentials=credentials, request=self.request)
        if getattr(self.request, "axes_locked_out", False):
            logout(self.request)
            return HttpResponseRedirect(reverse("admin:login"))
        form.add_error(field, message)
        return self.form_invalid(form)

    def let_in(self, device: Any) -> None:
        """Mark the session as signed in with two factors, under a new key."""
        give_device(self.request, device)
        self.request.session.cycle_key()
        second_factor_given.send(sender=__name__, request=self.request, user=self.request.user)

    def show_once(self, codes: list[str]) -> HttpResponse:
        """The page with the recovery codes, which nobody can call up again."""
        self.template_name = "accounts/recovery_codes.html"
        return self.render_to_response({"codes": codes, "next_page": self.get_success_url()})


class SecondFactorView(CodeView):
    """Asks the code of the authenticator, or a recovery code."""

    template_name = "accounts/second_factor.html"

    def is_their_turn(self, duty: Duty | None) -> bool:
        """Only when a code is due."""
        return duty is Duty.GIVE_CODE

    def with_code(self, code: str) -> HttpResponse | None:
        """Let in."""
        device = two_factor.check_code(self.request.user, code)
        if device is None:
            return None
        self.let_in(device)
        return HttpResponseRedirect(self.get_success_url())


class SetUpView(CodeView):
    """Shows the QR code, asks the first code of the authenticator, then shows the recovery codes."""

    template_name = "accounts/set_up.html"

    def is_their_turn(self, duty: Duty | None) -> bool:
        """At the first sign-in, or later for a new telephone; never before the present code was given."""
        return duty is not Duty.GIVE_CODE

    def get_form_class(self) -> type[CodeForm]:
        """Whoever has an authenticator already gives the password again."""
        return PasswordAndCodeForm if two_factor.has_second_factor(self.request.user) else CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the QR code and the secret in letters."""
        device = two_factor.begin(self.request.user)
        drawn = {"qr_code": two_factor.qr_code(device), "secret": two_factor.secret_of(device)}
        return super().get_context_data(**drawn, **kwargs)

    def with_code(self, code: str) -> HttpResponse | None:
        """Confirm the authenticator and show the recovery codes."""
        codes = two_factor.confirm(self.request.user, code)
        if codes is None:
            return None
        self.let_in(two_factor.authenticator_of(self.request.user))
        return self.show_once(codes)


class NewRecoveryCodesView(CodeView):
    """Ten new recovery codes, for the password and a code."""

    template_name = "accounts/new_recovery_codes.html"
    form_class = PasswordAndCodeForm

    def is_their_turn(self, duty: Duty | None) -> bool:
        """For whoever is wholly signed in and has an authenticator."""
        return duty is None and two_factor.has_second_factor(self.request.user)

    def with_code(self, code: str) -> HttpResponse | None:
        """Replace the codes."""
        if two_factor.check_code(self.request.user, code) is None:
            return None
        return self.show_once(two_factor.new_recovery_codes(self.request.user))
