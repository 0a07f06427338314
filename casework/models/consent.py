"""Consent: each time that it was asked for a purpose, and what was answered."""

from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.queries.complaints import ThroughComplaint
from casework.rules.consent import Purpose

PURPOSE_LABELS: Mapping[Purpose, Promise] = {
    Purpose.SHARE_WITH_PROVIDER: _("(a) share the complaint with the care provider"),
    Purpose.NAME_COMPLAINANT: _("(b) name the complainant to the care provider"),
    Purpose.USE_MEDICAL_FILE: _("(c) use the medical file"),
    Purpose.INVOLVE_OTHER_PROVIDER: _("(d) handle together with or pass to another care provider"),
    Purpose.REFER_TO_COMMITTEE: _("(e) refer to the complaints committee"),
}
PURPOSES = [(purpose.value, label) for purpose, label in PURPOSE_LABELS.items()]


class Consent(models.Model):
    """One purpose, asked once. Asking again makes a new row, so that every answer ever given stays."""

    complaint = models.ForeignKey(
        "casework.Complaint",
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("complaint"),
    )
    purpose = models.CharField(_("purpose"), max_length=30, choices=PURPOSES)
    asked_on = models.DateField(_("asked on"))
    answer = models.BooleanField(_("answer"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    objects = ThroughComplaint.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering: ClassVar = ["complaint_id", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=[purpose.value for purpose in Purpose]),
                name="consent_purpose_exists",
            ),
            models.UniqueConstraint(
                fields=["complaint", "purpose"],
                condition=models.Q(answer__isnull=True),
                name="consent_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(answer__isnull=True, answered_on__isnull=True)
                | models.Q(
                    answer__isnull=False, answered_on__isnull=False, answered_on__gte=models.F("asked_on")
                ),
                name="consent_answer_has_its_date",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True)
                | models.Q(answer=True, withdrawn_on__gte=models.F("answered_on")),
                name="consent_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()
