"""Days on which the office is closed, on top of weekends and recognised holidays."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.queries.closures import OfficeClosureQuerySet

LONGEST_CLOSURE_DAYS = 60


class OfficeClosure(models.Model):
    """One closure, from and including its first to its last day."""

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=120)
    moved = models.JSONField(_("dates that it moved"), default=list, editable=False)

    objects = OfficeClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure of the office")
        verbose_name_plural = _("closures of the office")
        ordering: ClassVar = ["-starts_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="closure_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    def clean(self) -> None:
        """Refuse a closure so long that it must be a typing error."""
        if None in (self.starts_on, self.ends_on):
            return  # the form says so itself
        if (self.ends_on - self.starts_on).days >= LONGEST_CLOSURE_DAYS:
            raise ValidationError(
                {
                    "ends_on": _("A closure lasts at most %(days)s days. Check the year.")
                    % {"days": LONGEST_CLOSURE_DAYS}
                }
            )
