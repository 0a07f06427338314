"""What a person must still do after the password before anything else opens."""

from enum import StrEnum
from typing import Any

from django.conf import settings

from backoffice.accounts.two_factor import has_second_factor


class Duty(StrEnum):
    """A page that comes first; the value is its name on the admin site."""

    GIVE_CODE = "second_factor"
    SET_UP = "set_up_second_factor"
    CHOOSE_PASSWORD = "password_change"  # noqa: S105 - a page's name


def duty_of(user: Any) -> Duty | None:
    """What this user, with the session of the request, must do first. Queries once per request at most.

    Whoever has a second factor gives it, also where it is not required.
    """
    if not (user.is_authenticated and user.is_staff):
        return None
    if getattr(user, "otp_device", None) is None:
        if has_second_factor(user):
            return Duty.GIVE_CODE
        if settings.REQUIRE_TWO_FACTOR:
            return Duty.SET_UP
    return Duty.CHOOSE_PASSWORD if user.has_first_password else None
