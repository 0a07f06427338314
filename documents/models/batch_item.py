"""One letter of a batch: about whom, and what became of it."""

from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit.visibility import VisibleQuerySet
from documents.models.issued_document import IssuedDocument
from documents.queries.subjects import about_visible_subjects

REASON_LENGTH = 500


class ItemOutcome(models.TextChoices):
    """What became of one letter. Refused: this user may not make it. Left out: something was missing at the start."""

    WAITING = "waiting", _("Waiting")
    MADE = "made", _("Made")
    FAILED = "failed", _("Failed")
    REFUSED = "refused", _("Not allowed")
    LEFT_OUT = "left_out", _("Left out")


class BatchItemQuerySet(VisibleQuerySet["BatchItem"]):
    """Words about the letters of a batch."""

    def visible_to(self, user: Any) -> Self:
        """Those about subjects that this user may see."""
        return self.filter(about_visible_subjects(user, kind="batch__kind"))

    def waiting(self) -> Self:
        """Those that must still be made."""
        return self.filter(outcome=ItemOutcome.WAITING)

    def made(self) -> Self:
        """Those with a letter."""
        return self.filter(outcome=ItemOutcome.MADE)

    def failed(self) -> Self:
        """Those that could not be made."""
        return self.filter(outcome=ItemOutcome.FAILED)

    def to_try(self) -> Self:
        """Those that can still become a letter."""
        return self.filter(outcome__in=(ItemOutcome.WAITING, ItemOutcome.FAILED))


class BatchItem(models.Model):
    """One subject in one batch. Its letter takes its key, so that one item can never have two."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    batch = models.ForeignKey("documents.Batch", on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(_("order"))
    subject_id = models.UUIDField()
    subject_name = models.CharField(_("about"), max_length=60)
    outcome = models.CharField(_("result"), max_length=20, choices=ItemOutcome, default=ItemOutcome.WAITING)
    reason = models.CharField(_("why not"), max_length=REASON_LENGTH, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    document = models.OneToOneField(
        IssuedDocument,
        null=True,
        on_delete=models.PROTECT,
        related_name="batch_item",
        verbose_name=_("letter"),
    )

    objects = BatchItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of a batch")
        verbose_name_plural = _("letters of a batch")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "subject_id"], name="one_letter_per_subject_in_a_batch"),
            # The place is in the name of the file: two files of a batch never have the same.
            models.UniqueConstraint(fields=["batch", "position"], name="one_letter_per_place_in_a_batch"),
            models.CheckConstraint(
                condition=models.Q(document__isnull=False, outcome=ItemOutcome.MADE)
                | models.Q(document__isnull=True) & ~models.Q(outcome=ItemOutcome.MADE),
                name="batch_item_made_means_letter",
            ),
        ]
        indexes = [models.Index(fields=["batch", "outcome", "attempts", "position"], name="items_of_a_batch")]

    def __str__(self) -> str:
        return self.subject_name
