"""The people who sign in: staff and complainants, by e-mail address."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.recovery import RecoveryCodes
from backoffice.accounts.roles import STAFF_ROLES, Role
from backoffice.kit import clock

__all__ = ["RecoveryCodes", "User", "UserManager", "UserQuerySet"]


class UserQuerySet(models.QuerySet["User"]):
    """Words about users."""

    def active(self) -> Self:
        """Those who may sign in."""
        return self.filter(is_active=True)

    def with_role(self, *roles: str) -> Self:
        """Those with one of the roles."""
        return self.filter(groups__name__in=roles).distinct()

    def absent(self, on: date) -> Self:
        """Those who are away on a day; without an end date until further notice."""
        return self.filter(absent_from__lte=on).exclude(absent_until__lt=on)

    def visible_to(self, user: Any) -> Self:
        """The administrator sees all users, other staff their colleagues, a complainant only themselves."""
        if user.has_role(Role.ADMINISTRATOR):
            return self
        if user.has_role(*STAFF_ROLES):
            return self.filter(models.Q(is_staff=True) | models.Q(pk=user.pk))
        return self.filter(pk=user.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes users; e-mail addresses are kept in lower case, because nobody types them the same twice."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a hashed password; without one nobody signs in as them. Raises `ValueError` without address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        roles = fields.pop("roles", ())
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.is_staff = user.is_staff or bool(STAFF_ROLES & set(roles))
        user.save(using=self._db)
        user.set_roles(roles)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator: this house has no superuser, whom nothing would be hidden from."""
        return self.create_user(email, password, roles=[Role.ADMINISTRATOR.value], **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """By e-mail address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """Somebody who signs in by e-mail address."""

    is_superuser = False  # no column and no bypass

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_staff = models.BooleanField(_("works here"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    language = models.CharField(
        _("language"), max_length=5, default="nl", choices=[("nl", _("Dutch")), ("en", _("English"))]
    )
    stand_in = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stands_in_for_users",
        verbose_name=_("stand-in"),
    )
    absent_from = models.DateField(_("absent from"), null=True, blank=True)
    absent_until = models.DateField(_("absent until"), null=True, blank=True)
    uses_shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    has_first_password = models.BooleanField(
        _("has a first password"),
        default=False,
        help_text=_("Somebody else chose the password; the user chooses an own one after signing in."),
    )
    date_joined = models.DateTimeField(_("member of staff since"), default=clock.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_address"),
            models.CheckConstraint(
                condition=models.Q(absent_until__isnull=True)
                | models.Q(absent_from__lte=models.F("absent_until")),
                name="absence_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name as letters show it."""
        return self.name

    def get_short_name(self) -> str:
        """The name as the screen greets."""
        return self.name

    @cached_property
    def role_keys(self) -> frozenset[str]:
        """The roles of this user. Queries once per instance."""
        return frozenset(self.groups.values_list("name", flat=True))

    def has_role(self, *roles: str) -> bool:
        """Whether this user has one of the roles."""
        return not self.role_keys.isdisjoint(roles)

    def set_roles(self, roles: Any) -> None:
        """Give exactly these roles; with a staff role the user works here, which is written.

        Ends the user's sessions when the roles differ. Raises `ValueError` on a role that does not exist.
        """
        keys = [Role(role).value for role in roles]
        self.groups.set([Group.objects.get_or_create(name=key)[0] for key in keys])
        self.__dict__.pop("role_keys", None)
        if self.is_staff != bool(STAFF_ROLES & set(keys)):
            self.is_staff = not self.is_staff
            self.save(update_fields=["is_staff"])

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session is bound to: the password and the roles; when one of them changes, the session ends."""
        bound_to = f"{self.password} {' '.join(sorted(self.role_keys))}"
        return salted_hmac("accounts.User.session", bound_to, secret=secret, algorithm="sha256").hexdigest()

    def stands_in_for(self) -> set[int]:
        """The keys of the colleagues who are away today and named this user. Queries once per instance and day."""
        today = clock.today()
        if today not in self._stood_in_for:
            away = User.objects.absent(today).filter(stand_in=self)
            self._stood_in_for[today] = set(away.values_list("pk", flat=True))
        return self._stood_in_for[today]

    def hands(self) -> set[int]:
        """The keys of this user and of the absent colleagues whom they stand in for today. May query."""
        return {self.pk, *self.stands_in_for()}

    @cached_property
    def _stood_in_for(self) -> dict[date, set[int]]:
        return {}
