"""The people in a complaint: who complains, for whom, and about whom."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.queries.parties import PartyQuerySet
from casework.rules.consent import FOR_ANOTHER


class PartyRole(models.TextChoices):
    """What somebody is in a complaint."""

    COMPLAINANT = "complainant", _("complainant")
    CLIENT = "client", _("client")
    REPRESENTATIVE = "representative", _("representative")
    AGENT = "agent", _("agent")
    SURVIVOR = "survivor", _("survivor")
    RESPONDENT = "respondent", _("respondent")


class Capacity(models.TextChoices):
    """In what capacity somebody acts."""

    SELF = "self", _("for themselves")
    REPRESENTATIVE = "representative", _("as representative of the client")
    AGENT = "agent", _("as agent of the client")
    SURVIVOR = "survivor", _("as survivor of the client")
    RELATIVE = "relative", _("as relative of the client")


ONE_PER_COMPLAINT = (PartyRole.COMPLAINANT, PartyRole.CLIENT)


class Party(models.Model):
    """One person in one complaint."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    complaint = models.ForeignKey(
        "casework.Complaint",
        on_delete=models.CASCADE,
        related_name="parties",
        verbose_name=_("complaint"),
    )
    role = models.CharField(_("role"), max_length=20, choices=PartyRole)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    street = models.CharField(_("street"), max_length=120, blank=True)
    house_number = models.CharField(_("house number"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    date_of_birth = models.DateField(_("date of birth"), null=True, blank=True)
    capacity = models.CharField(_("capacity"), max_length=20, choices=Capacity, blank=True)
    has_authority = models.BooleanField(
        _("has shown to be authorised"),
        null=True,
        blank=True,
        help_text=_("Whether a representative or agent has shown proof that they may act for the client."),
    )
    authority_checked_on = models.DateField(_("authority checked on"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=5, default="nl", choices=[("nl", _("Dutch")), ("en", _("English"))]
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parties",
        verbose_name=_("portal account"),
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering: ClassVar = ["complaint_id", "role", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(role__in=PartyRole.values), name="party_role_exists"),
            models.CheckConstraint(condition=~models.Q(name=""), name="party_has_a_name"),
            models.UniqueConstraint(
                fields=["complaint", "role"],
                condition=models.Q(role__in=ONE_PER_COMPLAINT),
                name="one_complainant_and_client_per_complaint",
                violation_error_message=_("A complaint has one complainant and at most one client."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=FOR_ANOTHER) | models.Q(has_authority__isnull=False),
                name="party_authority_is_recorded",
                violation_error_message=_("Say whether the representative has shown to be authorised."),
            ),
            models.CheckConstraint(
                condition=models.Q(authority_checked_on__isnull=True) | models.Q(has_authority=True),
                name="party_authority_date_with_authority",
            ),
            # A complaint is never shown to the person whom it is about.
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) | ~models.Q(role=PartyRole.RESPONDENT),
                name="party_respondent_has_no_account",
            ),
        ]

    def __str__(self) -> str:
        return self.name
