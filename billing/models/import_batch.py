"""A member list that somebody brought in: the file, what was found in it, and what became of it."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.exchange.rows import RowKind
from backoffice.kit.refusals import Refused
from backoffice.kit.visibility import VisibleQuerySet
from billing.models.import_mapping import ImportMapping

BRINGS_IN_LISTS = (Role.FINANCE, Role.COORDINATOR)
SEES_LISTS = (*BRINGS_IN_LISTS, Role.ADMINISTRATOR)


STALLED_AFTER = timedelta(minutes=5)  # a check writes every few seconds, and no other work takes a minute


def refuse_stranger(by: Any) -> None:
    """Raise `Refused` for a user who does not bring in lists; no user means a command on the server."""
    if by is not None and not (by.is_active and by.has_role(*BRINGS_IN_LISTS)):
        raise Refused(gettext("Only finance and the coordinators bring in member lists."))


class BatchState(models.TextChoices):
    """Where a list stands."""

    CHECKING = "checking", _("being checked")
    READY = "ready", _("ready to confirm")
    WRONG = "wrong", _("wrong")
    BRINGING_IN = "bringing_in", _("being brought in")
    DONE = "done", _("done")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("not read")
    PUT_AWAY = "put_away", _("put away")


# Nothing of it was done yet, and nobody is at work on it.
WAITING = (BatchState.READY, BatchState.WRONG, BatchState.FAILED)
# The worker has it, or is about to.
UNDERWAY = (BatchState.CHECKING, BatchState.BRINGING_IN, BatchState.UNDOING)


class ImportBatchQuerySet(VisibleQuerySet["ImportBatch"]):
    """The words in which lists are asked for."""

    def visible_to(self, user: Any) -> Self:
        """All lists for those who bring them in and the administrator, none for anybody else."""
        return self if user.is_active and user.has_role(*SEES_LISTS) else self.none()

    def stalled(self, now: datetime) -> Self:
        """In the worker's hands, but for some minutes nothing has been heard of it."""
        return self.filter(state__in=UNDERWAY, moved_at__lt=now - STALLED_AFTER)

    def undecided(self) -> Self:
        """Those that would change something, or have rows to mend: somebody must say what becomes of them."""
        changes_something = models.Q(new_count__gt=0) | models.Q(changed_count__gt=0)
        return self.filter(
            models.Q(state=BatchState.READY) & changes_something | models.Q(state=BatchState.WRONG)
        )

    def claim(self, batch: "ImportBatch", *, source: str, target: str, **fields: Any) -> bool:
        """Move a list from one state to another when it is still in the first; only one of two people succeeds."""
        rows = self.filter(pk=batch.pk, state=source)
        return bool(rows.update(**{"state": target, **fields}))

    def begin_anew(self, batch: "ImportBatch", *, state: str, now: datetime, **fields: Any) -> bool:
        """Take up work on a list that hangs in this state; only one of two people succeeds."""
        hanging = self.stalled(now).filter(pk=batch.pk, state=state)
        return bool(hanging.update(**fields))


class ImportBatch(models.Model):
    """One list. The counts are filled while it is checked; `ImportPage` holds what its rows would do."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=BatchState, default=BatchState.CHECKING)
    filename = models.CharField(_("file name"), max_length=200)
    file = models.FileField(_("list"), upload_to="member-lists/", blank=True)
    mapping = models.ForeignKey(
        ImportMapping, null=True, blank=True, on_delete=models.SET_NULL, verbose_name=_("mapping")
    )
    kind = models.CharField(_("kind of file"), max_length=10, blank=True)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    separator = models.CharField(_("separator"), max_length=1, blank=True)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    rows_checked = models.PositiveIntegerField(_("rows checked"), default=0)
    new_count = models.PositiveIntegerField(_("new"), default=0)
    changed_count = models.PositiveIntegerField(_("changed"), default=0)
    unchanged_count = models.PositiveIntegerField(_("unchanged"), default=0)
    wrong_count = models.PositiveIntegerField(_("wrong"), default=0)
    warning_count = models.PositiveIntegerField(_("rows with a warning"), default=0)
    attempt = models.PositiveIntegerField(_("times checked"), default=0, editable=False)
    moved_at = models.DateTimeField(_("last heard of"), default=clock.now, editable=False)
    reasons = models.JSONField(_("why it was not read"), default=list, blank=True)
    created_at = models.DateTimeField(_("received at"), default=clock.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("received by"),
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("done by"),
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("undone by"),
    )

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("member list")
        verbose_name_plural = _("member lists")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.filename

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind were found."""
        return {
            "new": self.new_count,
            "changed": self.changed_count,
            "unchanged": self.unchanged_count,
            "wrong": self.wrong_count,
        }

    @property
    def is_underway(self) -> bool:
        """Whether the worker is checking it, bringing it in or undoing it."""
        return self.state in UNDERWAY

    @property
    def writes(self) -> int:
        """How many members it adds or changes."""
        return self.new_count + self.changed_count

    @property
    def may_be_put_away(self) -> bool:
        """Whether nothing of it was done, so that it can be left as it is."""
        return self.state in WAITING

    @property
    def is_stalled(self) -> bool:
        """Whether the work on it hangs, so that it may be asked for again."""
        return self.is_underway and self.moved_at < clock.now() - STALLED_AFTER

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the list is known already."""
        return not (self.new_count or self.changed_count or self.wrong_count)


class ImportPage(models.Model):
    """A page of the preview: rows of one kind as plain data, see `billing.member_list.preview`."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="pages")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in RowKind])
    number = models.PositiveIntegerField()
    rows = models.JSONField(default=list)

    class Meta:
        verbose_name = _("page of a member list")
        verbose_name_plural = _("pages of member lists")
        ordering = ["batch", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind", "number"], name="one_page_per_kind_and_number")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
