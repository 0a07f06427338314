"""The change log of members: what changed, from what to what, by whom and with which list."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from billing.models.import_batch import ImportBatch
from billing.models.member import Member


class ChangeKind(models.TextChoices):
    """What happened with a member."""

    CREATED = "created", _("added")
    CHANGED = "changed", _("changed")
    REMOVED = "removed", _("removed again")
    RESTORED = "restored", _("put back")


class MemberChange(models.Model):
    """One line of the log. It outlives the member, which is why it keeps the number.

    ``changes`` is {column: [old, new]}. ``undo`` holds what putting back needs of contacts and subscriptions.
    ``version`` is the member's version after the change.
    """

    member = models.ForeignKey(
        Member, null=True, on_delete=models.SET_NULL, related_name="changes", verbose_name=_("member")
    )
    number = models.CharField(_("member number"), max_length=20)
    batch = models.ForeignKey(
        ImportBatch,
        null=True,
        on_delete=models.PROTECT,
        related_name="changes",
        verbose_name=_("member list"),
    )
    kind = models.CharField(_("what"), max_length=10, choices=ChangeKind)
    changes = models.JSONField(_("changes"), default=dict)
    undo = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(_("at"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("change of a member")
        verbose_name_plural = _("changes of members")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"
