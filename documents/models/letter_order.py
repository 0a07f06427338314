"""A letter that must still be made: written in the same transaction as what asks for it, so none is lost."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.visibility import VisibleQuerySet
from documents.kinds import title_of
from documents.models.issued_document import IssuedDocument
from documents.queries.subjects import about_visible_subjects


class LetterOrderQuerySet(VisibleQuerySet["LetterOrder"]):
    """Words about orders."""

    def visible_to(self, user: Any) -> Self:
        """The orders about subjects that this user may see."""
        return self.filter(about_visible_subjects(user))

    def waiting(self) -> Self:
        """Those without a letter yet."""
        return self.filter(document__isnull=True)

    def due(self, at: Any) -> Self:
        """Those that may be tried now."""
        return self.waiting().filter(next_attempt_at__lte=at)


class LetterOrder(models.Model):
    """One letter asked for by one event; the pair is unique, so asking twice makes one letter."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("letter"), max_length=60)
    model_label = models.CharField(max_length=100)
    subject_id = models.UUIDField()
    subject_name = models.CharField(_("about"), max_length=60, blank=True)
    event_key = models.CharField(max_length=120)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ordered by"),
    )
    ordered_at = models.DateTimeField(_("ordered at"), default=clock.now)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=clock.now)
    last_error = models.CharField(_("why not yet"), max_length=500, blank=True)
    document = models.OneToOneField(
        IssuedDocument,
        null=True,
        on_delete=models.PROTECT,
        related_name="order",
        verbose_name=_("letter"),
    )

    objects = LetterOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("ordered letter")
        verbose_name_plural = _("ordered letters")
        ordering = ["ordered_at"]
        constraints = [
            models.UniqueConstraint(fields=["event_key", "kind"], name="one_letter_per_event_and_kind")
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(document__isnull=True),
                name="letters_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_title} {self.subject_name}".strip()

    @property
    def kind_title(self) -> str:
        """The kind's name in the reader's language."""
        return title_of(self.kind)
