"""What production still lacks, named before the house opens: nothing of the demonstration may reach real people."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _


@checks.register(checks.Tags.security, deploy=True)
def the_office_says_who_it_is(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Every setting that only the office can know is in the environment."""
    if settings.DEBUG:
        return []
    return [
        checks.Error(
            _("%s is not set: the example of the demonstration would be used.") % name,
            hint=_("Set it in the environment; README says what it means."),
            id="kit.E001",
        )
        for name in settings.NOT_SAID
    ]


@checks.register(checks.Tags.security, deploy=True)
def mail_leaves_the_house(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Mail that is written to files is marked as sent and reaches nobody."""
    if settings.DEBUG or settings.EMAIL_CONFIG["EMAIL_BACKEND"] != "documents.mail_files.EmlBackend":
        return []
    return [
        checks.Error(
            _("Mail is written to files and reaches nobody, though it is marked as sent."),
            hint=_("Set EMAIL_URL to your mail server: smtp+tls://user:password@host:587."),
            id="kit.E002",
        )
    ]
