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
register(
    Schedule(
        key="follow_members",
        func="casework.tasks.follow_members",
        cron="30 5 * * *",
        title=_("Find complaints by the new names of members"),
    )
)
