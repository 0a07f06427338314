"""A reminder of a date: given once, to the person who handles the case or the one who stands in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.queries.reminders import ReminderQuerySet


class Reminder(models.Model):
    """One reminder. Without a person it is for every coordinator."""

    deadline = models.ForeignKey(
        "casework.Deadline",
        on_delete=models.CASCADE,
        related_name="reminders",
        db_index=False,  # the unique constraint below starts with it
        verbose_name=_("deadline"),
    )
    kind = models.CharField(_("kind"), max_length=20)
    due_on = models.DateField(_("date"))
    fell_on = models.DateField(_("given on"))
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("for"),
    )
    mailed_on = models.DateField(_("in the mail of"), null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering: ClassVar = ["-fell_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deadline", "due_on", "kind"], name="each_reminder_once"),
        ]
        indexes: ClassVar = [
            # What the mail of a day asks: who had one already, and what is in it or still waits for one.
            models.Index(fields=["mailed_on", "for_user"], name="reminders_of_a_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on.isoformat()}"
