"""A file in a complaint: what is known of it; its content lies encrypted under a name that says nothing."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.encryption import EncryptedTextField
from casework.queries.complaints import ThroughComplaint


class Attachment(models.Model):
    """One file. It is added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    complaint = models.ForeignKey(
        "casework.Complaint",
        on_delete=models.CASCADE,
        related_name="attachments",
        verbose_name=_("complaint"),
    )
    name = EncryptedTextField(_("name"))
    content_type = models.CharField(_("type"), max_length=120)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    stored_as = models.CharField(_("stored as"), max_length=100, unique=True, editable=False)
    holds_citizen_number = models.BooleanField(_("seems to hold a citizen service number"), default=False)
    uploaded_at = models.DateTimeField(_("added at"), default=clock.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("added by"),
    )

    objects = ThroughComplaint.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering: ClassVar = ["complaint_id", "-uploaded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="attachment_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
