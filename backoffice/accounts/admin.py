"""Users, for the administrator: who works here, in which roles, and a way back in for whoever is shut out."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from backoffice.accounts import two_factor
from backoffice.accounts.forms import possible_stand_ins, refuse_odd_absence
from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from backoffice.accounts.signals import account_changed
from backoffice.kit.admin import OfficeAdmin


class UserForm(forms.ModelForm):
    """A user with roles as tick boxes and, when needed, a first password or a second factor taken away."""

    roles = forms.MultipleChoiceField(
        label=_("roles"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    first_password = forms.CharField(
        label=_("first password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 12 characters. The user chooses an own password after signing in with this one."
        ),
    )
    forget_second_factor = forms.BooleanField(
        label=_("take away the second factor"),
        required=False,
        help_text=_("For a lost telephone: the user sets up a new one at the next sign-in."),
    )

    class Meta:
        model = User
        fields = ["email", "name", "is_active", "language", "absent_from", "absent_until", "stand_in"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off"})}
        help_texts = {
            "is_active": _(
                "Switch this off instead of deleting: history keeps naming everybody who worked here."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = sorted(self.instance.role_keys) if self.instance.pk else []
        if "stand_in" in self.fields:
            self.fields["stand_in"].widget.can_add_related = False
            self.fields["stand_in"].queryset = possible_stand_ins(self.instance)  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        """In lower case, as it is kept."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody else already signs in with this address."))
        return email

    def clean_roles(self) -> list[str]:
        """A complainant never works here with the same account."""
        roles = list(self.cleaned_data["roles"])
        if Role.COMPLAINANT.value in roles and len(roles) > 1:
            raise ValidationError(
                _("A complainant cannot also work here with the same account. Make two accounts.")
            )
        return roles

    def clean(self) -> dict[str, Any]:
        """A new user needs a first password, and each password the rules for passwords."""
        data = super().clean() or self.cleaned_data
        refuse_odd_absence(data)
        if not self.instance.pk and not data.get("first_password"):
            self.add_error("first_password", _("A new user needs a first password to sign in with."))
        self._refuse_weak(data)
        self._refuse_losing_the_last_administrator(data)
        return data

    def _refuse_losing_the_last_administrator(self, data: dict[str, Any]) -> None:
        stays = data.get("is_active") and Role.ADMINISTRATOR.value in data.get("roles", [])
        administrators = User.objects.active().with_role(Role.ADMINISTRATOR.value)
        if not stays and set(administrators.values_list("pk", flat=True)) == {self.instance.pk}:
            raise ValidationError(
                _("This is the last administrator. Make somebody else administrator first.")
            )

    def _refuse_weak(self, data: dict[str, Any]) -> None:
        if not data.get("first_password"):
            return
        about = User(email=data.get("email", ""), name=data.get("name", ""))
        try:
            validate_password(data["first_password"], about)
        except ValidationError as error:
            self.add_error("first_password", error)

    def save(self, commit: bool = True) -> Any:
        """With the first password, when one was typed."""
        if password := self.cleaned_data.get("first_password"):
            self.instance.set_password(password)
            self.instance.has_first_password = True
        return super().save(commit)


@admin.register(User)
class UserAdmin(OfficeAdmin):
    """Users."""

    form = UserForm
    list_display = ["name", "email", "role_names", "is_active", "absent_from", "absent_until", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["name", "email"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["name", "email", "roles", "is_active", "language"]}),
        (_("Absence"), {"fields": ["absent_from", "absent_until", "stand_in"]}),
        (
            _("Signing in"),
            {"fields": ["first_password", "forget_second_factor", "last_login", "date_joined"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the roles, which every line shows."""
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        """The roles in words."""
        labels = dict(Role.choices)
        return ", ".join(sorted(str(labels.get(group.name, group.name)) for group in user.groups.all()))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Give the roles, take away what was asked, and let the log know who did it."""
        super().save_related(request, form, formsets, change)
        user = form.instance
        user.set_roles(form.cleaned_data["roles"])
        if form.cleaned_data["forget_second_factor"]:
            two_factor.forget(user)
        account_changed.send(sender=type(self), request=request, by=request.user, user=user)
