"""What happened in a complaint, by whom and when."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit.history import Event
from casework.queries.complaints import ComplaintEventQuerySet


class ComplaintEvent(Event):
    """One thing that happened in one complaint."""

    complaint = models.ForeignKey(
        "casework.Complaint",
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("complaint"),
    )

    objects: ClassVar[Any] = ComplaintEventQuerySet.as_manager()

    class Meta(Event.Meta):
        abstract = False
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes: ClassVar = [models.Index(fields=["complaint", "-at"], name="events_of_a_complaint")]
