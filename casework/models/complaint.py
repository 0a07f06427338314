"""A complaint: what was received, about whom, who handles it and where it stands."""

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from backoffice.kit import clock
from backoffice.kit.encryption import EncryptedTextField
from backoffice.kit.stateful import Stateful
from casework.lifecycles.complaint import ComplaintLifecycle
from casework.models.part import OUTCOMES
from casework.queries.complaints import ComplaintQuerySet, is_in_hands_of
from casework.states import OPEN, State

if TYPE_CHECKING:
    from casework.models.party import Party


FLAGS = ("is_calamity", "is_violence", "is_about_director", "is_possible_crime")


class Channel(models.TextChoices):
    """The way in which a complaint, or word about it, reached the office."""

    TELEPHONE = "telephone", _("telephone")
    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail")
    PORTAL = "portal", _("portal")


class Complaint(ComplaintLifecycle, Stateful):
    """One complaint about one provider. Its text is encrypted; its state changes through steps only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.CharField(
        _("case number"), max_length=20, null=True, blank=True, unique=True, editable=False
    )
    state = FSMField(_("state"), default=State.RECEIVED, choices=State.choices, protected=True)
    member = models.ForeignKey(
        "billing.Member",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaints",
        verbose_name=_("member"),
    )
    procedure = models.ForeignKey(
        "casework.Procedure",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaints",
        verbose_name=_("procedure"),
    )
    channel = models.CharField(_("received by"), max_length=20, choices=Channel)
    received_on = models.DateField(_("received on"))
    received_at = models.DateTimeField(_("received at"), default=clock.now)
    incident_on = models.DateField(_("date of the incident"), null=True, blank=True)
    narrative = EncryptedTextField(_("what happened"), blank=True)
    wish = EncryptedTextField(_("what the complainant wishes"), blank=True)

    is_calamity = models.BooleanField(_("calamity"), default=False)
    is_violence = models.BooleanField(_("violence in the care relationship"), default=False)
    is_about_director = models.BooleanField(_("about a director"), default=False)
    is_possible_crime = models.BooleanField(_("possible crime"), default=False)

    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coordinated_complaints",
        verbose_name=_("coordinator"),
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assigned_complaints",
        verbose_name=_("complaints officer"),
    )

    registered_on = models.DateField(_("registered on"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=20, blank=True, choices=OUTCOMES, editable=False)
    result = EncryptedTextField(_("result"), blank=True, editable=False)
    declined_reason = EncryptedTextField(_("reason for declining"), blank=True, editable=False)
    declined_refer_to = EncryptedTextField(_("where to go instead"), blank=True, editable=False)

    # Kept by `casework.next_dates`, so that a list of a million rows need not look at every clock.
    next_due_on = models.DateField(_("next date"), null=True, blank=True, editable=False)
    waits_for = models.CharField(_("who must act"), max_length=20, blank=True, editable=False)
    search_text = models.TextField(_("search text"), blank=True, editable=False)
    created_at = models.DateTimeField(_("entered at"), default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering: ClassVar = ["-received_on", "-created_at"]
        indexes: ClassVar = [
            # The list walks these in its own order; what filters on the way stands in them, so that no row is read.
            models.Index(fields=["-received_on", "-id", "state"], name="complaint_by_receipt"),
            models.Index(fields=["state", "-received_on", "-id"], name="complaint_by_state"),
            models.Index(
                fields=["next_due_on", "id", "state", "waits_for"],
                condition=models.Q(next_due_on__isnull=False),
                name="complaint_by_next_date",
            ),
            models.Index(fields=["officer", "-received_on", "-id"], name="complaint_by_officer"),
            # What an officer asks is asked of their own complaints only.
            models.Index(
                fields=["officer", "state", "-received_on", "-id"], name="complaint_by_officer_state"
            ),
            models.Index(
                fields=["officer", "next_due_on", "id", "state", "waits_for"],
                condition=models.Q(next_due_on__isnull=False),
                name="complaint_by_officer_date",
            ),
            models.Index(
                Coalesce("officer", "coordinator"),
                models.F("received_on").desc(),
                models.F("id").desc(),
                name="complaint_by_handler",
            ),
            models.Index(fields=["channel", "-received_on", "-id"], name="complaint_by_channel"),
            models.Index(fields=["procedure", "-received_on", "-id", "state"], name="complaint_by_procedure"),
            *(
                models.Index(
                    fields=["-received_on", "-id"],
                    condition=models.Q(**{flag: True}),
                    name=f"complaint_{flag}",
                )
                for flag in FLAGS
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="complaint_state_exists"),
            models.CheckConstraint(
                condition=models.Q(number__isnull=True, registered_on__isnull=True)
                | models.Q(number__isnull=False, registered_on__isnull=False),
                name="complaint_numbered_when_registered",
            ),
            models.CheckConstraint(
                condition=models.Q(incident_on__isnull=True)
                | models.Q(incident_on__lte=models.F("received_on")),
                name="complaint_incident_before_receipt",
                violation_error_message=_("The incident cannot be later than the receipt of the complaint."),
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("received_on")),
                name="complaint_closed_after_receipt",
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="complaint_channel_exists"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(_("new complaint"))

    def is_handled_by(self, user: Any) -> bool:
        """Whether the complaint is in the hands of this user, who may then work on it. May query."""
        return is_in_hands_of(self, user)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN

    @property
    def complainant(self) -> "Party | None":
        """Who complains; uses what `for_detail` has fetched."""
        return self.party("complainant")

    @property
    def client(self) -> "Party | None":
        """Whom the care was for: the client, or the complainant when nobody else is named as such."""
        return self.party("client") or self.complainant

    def party(self, role: str) -> "Party | None":
        """The first party with a role; uses what `for_detail` has fetched."""
        return next((party for party in self.parties.all() if party.role == role), None)
