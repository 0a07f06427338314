"""Settings that contradict each other are found before the house opens."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _


@checks.register(checks.Tags.security, deploy=True)
def two_factor_is_required(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Staff sign in with two factors; only the demonstration may leave the second one out."""
    if settings.REQUIRE_TWO_FACTOR or settings.DEBUG:
        return []
    return [
        checks.Error(
            _("REQUIRE_TWO_FACTOR is off while DEBUG is off: staff would sign in with a password alone."),
            hint=_(
                "Remove REQUIRE_TWO_FACTOR from the environment; only the demonstration may set it to False."
            ),
            id="accounts.E001",
        )
    ]
