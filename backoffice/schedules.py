"""What the house itself runs: the sign of life of the background worker."""

from django.utils.translation import gettext_lazy as _

from backoffice.kit.schedules import Schedule, register

register(
    Schedule(
        key="heartbeat",
        func="backoffice.kit.heartbeat.beat",
        cron="* * * * *",
        title=_("Sign of life of the background tasks"),
    )
)
