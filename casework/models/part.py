"""A part of a complaint: one thing that is complained of, with its category and in the end its outcome."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backoffice.kit.encryption import EncryptedTextField
from casework.queries.complaints import ThroughComplaint
from casework.rules.outcomes import Outcome

OUTCOME_LABELS: Mapping[Outcome, Promise] = {
    Outcome.UPHELD: _("upheld"),
    Outcome.PARTLY_UPHELD: _("partly upheld"),
    Outcome.NOT_UPHELD: _("not upheld"),
    Outcome.INADMISSIBLE: _("inadmissible"),
    Outcome.NO_JURISDICTION: _("no jurisdiction"),
    Outcome.WITHDRAWN: _("withdrawn"),
    Outcome.RESOLVED: _("resolved"),
    Outcome.NO_JUDGEMENT: _("no judgement given"),
}
OUTCOMES = [(outcome.value, label) for outcome, label in OUTCOME_LABELS.items()]


class Part(models.Model):
    """One part; its number stands in every letter, so it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    complaint = models.ForeignKey(
        "casework.Complaint",
        on_delete=models.CASCADE,
        related_name="parts",
        verbose_name=_("complaint"),
    )
    number = models.PositiveSmallIntegerField(_("part"))
    text = EncryptedTextField(_("what is complained of"))
    category = models.ForeignKey(
        "casework.Category",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        verbose_name=_("category"),
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=OUTCOMES, blank=True)

    objects = ThroughComplaint.as_manager()

    class Meta:
        verbose_name = _("part of the complaint")
        verbose_name_plural = _("parts of the complaint")
        ordering: ClassVar = ["complaint_id", "number"]
        indexes: ClassVar = [models.Index(fields=["category", "complaint"], name="part_by_category")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint", "number"], name="part_number_once_per_complaint"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="part_number_from_one"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *(outcome.value for outcome in Outcome)]),
                name="part_outcome_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} · {self.number}"
