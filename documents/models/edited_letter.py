"""A letter that a person edited in Word and put back, with the hash of what was made and of what came back."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from backoffice.kit import clock
from backoffice.kit.encryption import EncryptedBytesField
from backoffice.kit.history import Event
from backoffice.kit.stateful import Stateful
from backoffice.kit.visibility import VisibleQuerySet
from documents.kinds import kinds
from documents.lifecycles.edited_letter import EditedLetterLifecycle, EditedState
from documents.models.issued_document import IssuedDocument
from documents.queries.subjects import subject_of


class Compared(models.TextChoices):
    """How it was seen that the file is this letter and not another."""

    MARK = "mark", _("the mark that this letter got when it was made")
    NUMBER = "number", _("only the number of the case: Word did not keep the mark of the letter")


class EditedLetterQuerySet(VisibleQuerySet["EditedLetter"]):
    """Words about edited versions."""

    def visible_to(self, user: Any) -> Self:
        """Those of the letters that this user may see."""
        return self.filter(original__in=IssuedDocument.objects.visible_to(user).values("pk"))

    def offered(self) -> Self:
        """Those that wait for somebody's approval."""
        return self.filter(state=EditedState.OFFERED)

    def for_list(self) -> Self:
        """Without the files themselves."""
        return self.defer("content", "original__content", "original__data").select_related(
            "original", "uploaded_by", "approved_by"
        )


class EditedLetter(EditedLetterLifecycle, Stateful):
    """One edited version of one letter. The letter itself never changes: the final version becomes a new one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    original = models.ForeignKey(
        IssuedDocument, on_delete=models.PROTECT, related_name="edited", verbose_name=_("letter")
    )
    state = FSMField(
        _("state"), default=EditedState.OFFERED, choices=EditedState.choices, protected=True, editable=False
    )
    content = EncryptedBytesField(_("file"))
    sha256 = models.CharField(_("fingerprint of the edited version"), max_length=64, editable=False)
    original_sha256 = models.CharField(_("fingerprint of the letter as made"), max_length=64, editable=False)
    compared = models.CharField(_("compared"), max_length=10, choices=Compared.choices, editable=False)
    note = models.CharField(_("what changed"), max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("put back by")
    )
    uploaded_at = models.DateTimeField(_("put back at"), default=clock.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    final = models.OneToOneField(
        IssuedDocument,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="edited_from",
        verbose_name=_("final version"),
    )

    objects = EditedLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("edited letter")
        verbose_name_plural = _("edited letters")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["original"],
                condition=models.Q(state=EditedState.OFFERED),
                name="one_edited_version_waits",
            ),
            models.CheckConstraint(
                condition=~models.Q(sha256=models.F("original_sha256")), name="edited_letter_differs"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("uploaded_by")),
                name="edited_letter_approved_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(final__isnull=True)
                | models.Q(state=EditedState.FINAL, approved_by__isnull=False),
                name="final_version_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return str(self.original)

    def may_be_judged_by(self, user: Any) -> bool:
        """Whether this user may make it final, as far as role and case go. Queries."""
        kind = kinds.get(self.original.kind) if self.original.kind in kinds else None
        if kind is None or not kind.may_be_edited:
            return False
        return kind.lets_approve(user, subject_of(self.original))


class EditedLetterEvent(Event):
    """What happened to an edited version."""

    subject = models.ForeignKey(EditedLetter, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("history of an edited letter")
