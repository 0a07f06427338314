"""The log of who read or did what, as NEN 7513 asks: added to, never changed, each line bound to the one before.

A line names who, which object, what, when, from where and with which outcome; never what stood in the object.
"""

import hashlib
import json
from datetime import UTC
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit.history import HistoryIsFixed
from backoffice.kit.visibility import VisibleQuerySet

FIRST_LINK = "0" * 64


class Action(models.TextChoices):
    """What was done."""

    READ = "read", _("Read")
    DOWNLOAD = "download", _("Downloaded")
    EXPORT = "export", _("Exported")
    STEP = "step", _("Step taken")
    CHANGE = "change", _("Changed")
    SIGN_IN = "sign_in", _("Signed in")
    SECOND_FACTOR = "second_factor", _("Second factor given")
    SIGN_OUT = "sign_out", _("Signed out")


class Outcome(models.TextChoices):
    """How it ended."""

    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


class AuditQuerySet(VisibleQuerySet["AuditEvent"]):
    """Lines can be read and added."""

    def visible_to(self, user: Any) -> Self:
        """The administrator alone."""
        return self if user.has_role(Role.ADMINISTRATOR.value) else self.none()

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise HistoryIsFixed

    def delete(self) -> NoReturn:
        """Refused."""
        raise HistoryIsFixed


class AuditEvent(models.Model):
    """One line of the log; ``number`` counts without gaps, ``link`` binds the line to the one before."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("at"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    by_role = models.CharField(_("role"), max_length=120, blank=True)
    action = models.CharField(_("action"), max_length=20, choices=Action)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.DONE)
    object_type = models.CharField(_("kind of object"), max_length=100, blank=True)
    object_id = models.CharField(_("key of the object"), max_length=64, blank=True)
    object_label = models.CharField(_("object"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=45, blank=True)
    previous_link = models.CharField(_("previous link"), max_length=64)
    link = models.CharField(_("link"), max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the read log")
        verbose_name_plural = _("read log")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "-number"], name="audit_by_object"),
            models.Index(fields=["by", "-number"], name="audit_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once. Raises `HistoryIsFixed` when the line was written before."""
        if not self._state.adding:
            raise HistoryIsFixed
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise HistoryIsFixed

    def computed_link(self) -> str:
        """The SHA-256 over everything this line says and the link before it."""
        said = [
            self.number,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.by_id,
            self.by_role,
            self.action,
            self.outcome,
            self.object_type,
            self.object_id,
            self.object_label,
            self.address,
            self.previous_link,
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


class ChainHead(models.Model):
    """The end of the chain, in one row: locking it puts writers in a queue, and it betrays lines cut off the end."""

    number = models.PositiveBigIntegerField(default=0)
    link = models.CharField(max_length=64, default=FIRST_LINK)

    def __str__(self) -> str:
        return f"{self.number}"
