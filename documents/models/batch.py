"""Letters of one kind about many subjects, made together by the worker."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.history import Event
from backoffice.kit.stateful import Stateful
from backoffice.kit.visibility import VisibleQuerySet
from documents.kinds import DocumentKind, kinds, title_of
from documents.lifecycles.batch import BatchLifecycle, LettersState
from documents.models.batch_item import BatchItem
from documents.models.template_version import TemplateVersion

# A worker writes after every handful of letters; one that is silent this long is no longer there.
SILENT_AFTER = timedelta(minutes=2)
FORGOTTEN_AFTER = timedelta(days=1)


class BatchQuerySet(VisibleQuerySet["Batch"]):
    """Words about batches."""

    def visible_to(self, user: Any) -> Self:
        """One's own batches and those of a colleague for whom one stands in, coordinators all; never more than that.

        A batch of which the user may see no subject at all does not exist for them.
        """
        if not getattr(user, "is_active", False):
            return self.none()
        theirs = BatchItem.objects.visible_to(user).filter(batch=models.OuterRef("pk"))
        seen = self.filter(models.Exists(theirs))
        return seen if user.has_role(Role.COORDINATOR) else seen.filter(created_by__in=user.hands())

    def running(self) -> Self:
        """Those that the worker has to make."""
        return self.filter(state=LettersState.RUNNING)

    def free(self, now: datetime) -> Self:
        """Running, and no worker that is still heard of has them."""
        is_silent = models.Q(moved_at__lt=now - SILENT_AFTER)
        return self.running().filter(models.Q(claim__isnull=True) | is_silent)

    def forgotten(self, now: datetime) -> Self:
        """Put together and never started."""
        return self.filter(state=LettersState.PREPARED, created_at__lt=now - FORGOTTEN_AFTER)

    def asking_attention(self) -> Self:
        """Running, or with letters that could not be made."""
        return self.filter(state__in=(LettersState.RUNNING, LettersState.PARTLY_DONE))


class Batch(BatchLifecycle, Stateful):
    """One kind, a fixed set of subjects, and how far it is. ``claim`` is the sign of the worker that has it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True, editable=False)
    kind = models.CharField(_("letter"), max_length=60)
    state = FSMField(
        _("state"),
        default=LettersState.PREPARED,
        choices=LettersState.choices,
        protected=True,
        editable=False,
    )
    templates = models.ManyToManyField(TemplateVersion, related_name="+", editable=False)
    total = models.PositiveIntegerField(_("letters"), default=0, editable=False)
    made = models.PositiveIntegerField(_("made"), default=0, editable=False)
    failed = models.PositiveIntegerField(_("failed"), default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("put together at"), default=clock.now)
    started_at = models.DateTimeField(_("started at"), null=True, editable=False)
    claim = models.UUIDField(null=True, editable=False)
    moved_at = models.DateTimeField(_("last heard of"), default=clock.now, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of letters")
        verbose_name_plural = _("batches of letters")
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["moved_at"],
                condition=models.Q(state=LettersState.RUNNING),
                name="batches_running",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_title} {date_format(localtime(self.created_at), 'd-m-Y H:i')}"

    def is_handled_by(self, user: Any) -> bool:
        """Whether it is this user's, or of a colleague for whom they stand in. May query."""
        return self.created_by_id in user.hands()

    @property
    def kind_title(self) -> str:
        """The kind's name in the reader's language."""
        return title_of(self.kind)

    @property
    def letter(self) -> DocumentKind:
        """The kind. Raises LookupError when it is no longer registered."""
        return kinds.get(self.kind)

    @property
    def is_silent(self) -> bool:
        """Whether it should be going on and nothing was heard of it for some minutes."""
        return self.state == LettersState.RUNNING and self.moved_at < clock.now() - SILENT_AFTER


class BatchEvent(Event):
    """What happened to a batch."""

    subject = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("history of a batch")
