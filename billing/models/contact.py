"""The people at a member, by what they are asked for."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from billing.models import validators
from billing.models.member import Member


class ContactRole(models.TextChoices):
    """What somebody is the contact for."""

    GENERAL = "general", _("general")
    COMPLAINTS = "complaints", _("complaints")
    BOARD = "board", _("board")
    SUPERVISORS = "supervisors", _("supervisory board")
    INVOICES = "invoices", _("invoices")


class Contact(models.Model):
    """A person at a member; there is one general contact, the one of the member list."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("member")
    )
    role = models.CharField(_("for"), max_length=20, choices=ContactRole, default=ContactRole.GENERAL)
    name = models.CharField(_("name"), max_length=200, validators=[validators.validate_one_line])
    email = models.EmailField(_("e-mail"), blank=True, validators=[validators.validate_email])
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, validators=[validators.validate_phone]
    )

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["role", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(role=ContactRole.GENERAL),
                name="one_general_contact_per_member",
                violation_error_message=_("A member has one general contact."),
            )
        ]

    def __str__(self) -> str:
        return self.name
