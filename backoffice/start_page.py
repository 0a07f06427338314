"""The words at the top of the start page."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

NOON, EVENING = 12, 18  # hours in Europe/Amsterdam


def greeting(user: Any, moment: datetime) -> str:
    """A greeting by the time of day, with the name that the user is known by."""
    hour = timezone.localtime(moment, timezone.get_default_timezone()).hour
    if hour < NOON:
        words = _("Good morning, %(name)s")
    elif hour < EVENING:
        words = _("Good afternoon, %(name)s")
    else:
        words = _("Good evening, %(name)s")
    return words % {"name": user.get_short_name()}
