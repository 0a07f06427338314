"""The forms of signing in and of one's own settings; each lists its fields, so nothing else can be sent along."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth import signals
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.models import User
from backoffice.accounts.roles import HANDLING_ROLES, Role

WRONG = _("This e-mail address and password do not belong together, or may not sign in here. Check both.")


class SignInForm(AuthenticationForm):
    """E-mail address and password; one answer to everything that is wrong."""

    username = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def clean_username(self) -> str:
        """The address as it is kept, so that a lock-out counts every spelling as one."""
        return str(self.cleaned_data["username"]).strip().lower()

    def confirm_login_allowed(self, user: Any) -> None:
        """Only staff come in here; for others a right password counts as a wrong one."""
        if user.is_active and user.is_staff:
            return
        credentials = {"username": user.get_username()}
        signals.user_login_failed.send(sender=__name__, credentials=credentials, request=self.request)
        raise self.get_invalid_login_error()


class CodeForm(forms.Form):
    """A code of the second factor."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autofocus": True,
                "autocomplete": "one-time-code",
                "autocapitalize": "off",
                "spellcheck": "false",
            }
        ),
    )


class PasswordAndCodeForm(CodeForm):
    """A code, and the password again: an unlocked screen is not enough to take over an account."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["password", "code"]


class OwnSettingsForm(forms.ModelForm):
    """What a user may change about oneself."""

    class Meta:
        model = User
        fields = ["language", "uses_shortcuts", "absent_from", "absent_until", "stand_in"]
        widgets = {
            "absent_from": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "absent_until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {
            "absent_until": _("The last day of your absence. Leave it empty when you do not know yet."),
            "stand_in": _("Gets your reminders while you are absent."),
            "uses_shortcuts": _("Keys such as / for searching."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].queryset = possible_stand_ins(self.instance)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An absence has a first day, and ends after it starts."""
        data = super().clean() or self.cleaned_data
        refuse_odd_absence(data)
        return data


def possible_stand_ins(user: User) -> Any:
    """The colleagues who could stand in for a user: those who can do the same work. Queries the roles."""
    colleagues = User.objects.active().filter(is_staff=True).exclude(pk=user.pk).order_by("name")
    return colleagues.with_role(*_roles_that_can_replace(user)) if user.pk else colleagues


def _roles_that_can_replace(user: User) -> Iterable[str]:
    """Reminders go to the stand-in alone, so that one must see what the user sees: a coordinator sees the most."""
    if user.has_role(Role.COORDINATOR):
        return HANDLING_ROLES[Role.COORDINATOR]
    return user.role_keys | set(HANDLING_ROLES[Role.OFFICER] if user.has_role(Role.OFFICER) else ())


def refuse_odd_absence(data: dict[str, Any]) -> None:
    """Raise `ValidationError` when an absence has no first day or ends before it."""
    first, last = data.get("absent_from"), data.get("absent_until")
    if last and not first:
        raise ValidationError({"absent_from": _("Give the first day of the absence too.")})
    if first and last and last < first:
        raise ValidationError({"absent_until": _("The last day comes before the first day.")})
