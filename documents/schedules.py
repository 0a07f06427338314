"""What documents does by itself: pick up whatever a restart, a full queue or a silent mail server left behind."""

from django.utils.translation import gettext_lazy as _

from backoffice.kit.schedules import Schedule, register

EVERY_MINUTE = "* * * * *"

register(
    Schedule(
        key="pick_up_letters",
        func="documents.tasks.pick_up_orders",
        cron=EVERY_MINUTE,
        title=_("Make letters that were left behind"),
    )
)
register(
    Schedule(
        key="pick_up_mail",
        func="documents.tasks.pick_up_mail",
        cron=EVERY_MINUTE,
        title=_("Send mail that was left behind"),
    )
)
register(
    Schedule(
        key="pick_up_batches",
        func="documents.tasks.pick_up_batches",
        cron=EVERY_MINUTE,
        title=_("Go on with batches of letters that were left behind"),
    )
)
register(
    Schedule(
        key="pick_up_prints",
        func="documents.tasks.pick_up_prints",
        cron=EVERY_MINUTE,
        title=_("Go on with print runs that were left behind"),
    )
)
