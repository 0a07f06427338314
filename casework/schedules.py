"""What casework does by itself, and when."""

from django.utils.translation import gettext_lazy as _

from backoffice.kit.schedules import Schedule, register

# The task itself leaves out holidays and closures; a cron line knows only weekdays.
register(
    Schedule(
        key="check_deadlines",
        func="casework.tasks.check_deadlines",
        cron="0 6 * * 1-5",
        title=_("Check the deadlines and send the reminders"),
    )
)
