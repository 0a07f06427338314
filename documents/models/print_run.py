"""One file for the printer of the letters of a batch; made in parts by the worker, for the one who asked."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.encryption import EncryptedBytesField
from backoffice.kit.visibility import VisibleQuerySet
from documents.models.batch import Batch

# One part takes LibreOffice a minute at most on a slow machine; a worker that is silent this long is gone.
SILENT_AFTER = timedelta(minutes=5)
KEPT_FOR = timedelta(days=2)


class PrintRunQuerySet(VisibleQuerySet["PrintRun"]):
    """Words about print runs."""

    def visible_to(self, user: Any) -> Self:
        """One's own: another may see fewer of the letters in it."""
        return self.filter(requested_by=user)

    def of(self, batch: Batch) -> Self:
        """Those of one batch, the newest first."""
        return self.filter(batch=batch)

    def unfinished(self) -> Self:
        """Those that must still be made."""
        return self.filter(ready_at__isnull=True, reason="")

    def free(self, now: datetime) -> Self:
        """Unfinished, and no worker that is still heard of has them."""
        is_silent = models.Q(moved_at__lt=now - SILENT_AFTER)
        return self.unfinished().filter(models.Q(claim__isnull=True) | is_silent)

    def outdated(self, now: datetime) -> Self:
        """Those that are no longer kept: the letters are, and a print run can be made again."""
        return self.filter(requested_at__lt=now - KEPT_FOR)

    def for_list(self) -> Self:
        """Without the file itself."""
        return self.defer("content")


class PrintRun(models.Model):
    """Which letters, in which order (`letters` holds their keys), how far it is, and the PDF when it is ready."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="prints")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=clock.now)
    is_double_sided = models.BooleanField(_("double sided"), default=False)
    letters = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    ready_at = models.DateTimeField(null=True)
    content = EncryptedBytesField(null=True)
    claim = models.UUIDField(null=True)
    moved_at = models.DateTimeField(default=clock.now)

    objects = PrintRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("print run")
        verbose_name_plural = _("print runs")
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return str(self.batch)

    @property
    def total(self) -> int:
        """How many letters it holds."""
        return len(self.letters)

    @property
    def is_unfinished(self) -> bool:
        """Whether it is still being made."""
        return self.ready_at is None and not self.reason


class PrintPart(models.Model):
    """The PDF of some letters of an unfinished print run, so that a worker that stops loses no more than one part."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    run = models.ForeignKey(PrintRun, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = EncryptedBytesField()

    class Meta:
        verbose_name = _("part of a print run")
        verbose_name_plural = _("parts of print runs")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_print_part_per_number")]

    def __str__(self) -> str:
        return f"{self.number}"
