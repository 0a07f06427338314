"""A clock of a procedure: how long it runs, what starts and stops it, and when somebody is reminded.

The rows are the administrator's. A running deadline keeps the terms it began under until somebody asks to recount it.
"""

from dataclasses import asdict
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.rules.deadlines import Rule, Unit
from casework.rules.reminders import FURTHEST_WORKING_DAYS, Plan, parse_days_before


class CountedIn(models.TextChoices):
    """What a term is counted in, in words."""

    WORKING_DAYS = Unit.WORKING_DAYS.value, _("working days")
    DAYS = Unit.DAYS.value, _("days")
    WEEKS = Unit.WEEKS.value, _("weeks")
    MONTHS = Unit.MONTHS.value, _("months")


class Moment(models.TextChoices):
    """What happens to a complaint that starts or stops a clock."""

    RECEIVED = "received", _("complaint received")
    CONTACT_RECORDED = "contact_recorded", _("first contact recorded")
    CONSENT_REQUESTED = "consent_requested", _("consent requested")
    CONSENT_ANSWERED = "consent_answered", _("consent answered")
    OUTCOME_SENT = "outcome_sent", _("written outcome sent")
    DEFENCE_REQUESTED = "defence_requested", _("defence requested")
    DEFENCE_RECEIVED = "defence_received", _("defence received")
    HEARING_PLANNED = "hearing_planned", _("hearing planned")
    INVITATION_SENT = "invitation_sent", _("invitation to the hearing sent")
    HEARING_HELD = "hearing_held", _("hearing held")
    JUDGEMENT_SENT = "judgement_sent", _("judgement sent")
    REACTION_RECEIVED = "reaction_received", _("reaction of the provider received")
    CLOSED = "closed", _("complaint closed")


class Actor(models.TextChoices):
    """Who must act before the date."""

    OFFICE = "office", _("the office")
    COMPLAINANT = "complainant", _("the complainant")
    PROVIDER = "provider", _("the provider")


# Of whatever a term is counted in; no term of this law comes near, and a slip of the hand is told at once.
LONGEST = 520


def validate_reminders(text: str) -> None:
    """Raises ValidationError when the text is not a list of working days such as 5,2."""
    try:
        parse_days_before(text)
    except ValueError as error:
        raise ValidationError(
            _("Write whole numbers from 1 to 200 with commas between them, for example 5,2."),
            code="reminders",
        ) from error


class ClockRule(models.Model):
    """One clock of one version of a procedure."""

    procedure = models.ForeignKey(
        "casework.Procedure",
        on_delete=models.PROTECT,
        related_name="clock_rules",
        verbose_name=_("procedure"),
    )
    key = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("name"), max_length=120)
    length = models.PositiveSmallIntegerField(
        _("length"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    unit = models.CharField(_("counted in"), max_length=20, choices=CountedIn)
    backwards = models.BooleanField(
        _("counts back"),
        default=False,
        help_text=_("The date lies before the start, as for an invitation before a hearing."),
    )
    is_statutory = models.BooleanField(
        _("statutory"),
        default=False,
        help_text=_("Set by law: it cannot be paused, and it moves off a free day as the law says."),
    )
    shifts = models.BooleanField(
        _("moves off a free day"),
        default=False,
        help_text=_("When the date is a free day, the next working day counts."),
    )
    moves_when_closed = models.BooleanField(
        _("moves when the office is closed"),
        default=True,
        help_text=_(
            "Our own closing days count as free days for this term. Switch it off when only weekends and recognised "
            "holidays may count, as in the Algemene termijnenwet: then a day off of ours makes nobody wait longer."
        ),
    )
    may_pause = models.BooleanField(_("may be paused"), default=True)
    extension_length = models.PositiveSmallIntegerField(
        _("extension"),
        default=0,
        validators=[MaxValueValidator(LONGEST)],
        help_text=_("0 means that it cannot be extended."),
    )
    extension_unit = models.CharField(_("extension counted in"), max_length=20, choices=CountedIn, blank=True)
    starts_at = models.CharField(_("starts at"), max_length=40, choices=Moment)
    stops_at = models.CharField(_("stops at"), max_length=40, choices=Moment)
    waits_for = models.CharField(_("who must act"), max_length=20, choices=Actor, default=Actor.OFFICE)
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    reminders = models.CharField(
        _("reminders before the date"),
        max_length=60,
        default="5,2",
        blank=True,
        validators=[validate_reminders],
        help_text=_("Working days before the date, with commas between them."),
    )
    escalate_after = models.PositiveSmallIntegerField(
        _("to the coordinator after"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(FURTHEST_WORKING_DAYS)],
        help_text=_("Working days after the date."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("A clock that is not in use does not start any more.")
    )

    class Meta:
        verbose_name = _("clock rule")
        verbose_name_plural = _("clock rules")
        ordering: ClassVar = ["procedure", "order", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "key"], name="one_rule_per_clock"),
            models.CheckConstraint(condition=Q(length__gte=1), name="clock_rule_has_a_length"),
            models.CheckConstraint(
                condition=Q(may_pause=False) | Q(is_statutory=False, backwards=False),
                name="statutory_clocks_cannot_be_paused",
                violation_error_message=_("A statutory term or a term that counts back cannot be paused."),
            ),
            models.CheckConstraint(
                condition=Q(extension_length=0) | ~Q(extension_unit=""),
                name="extension_has_a_unit",
                violation_error_message=_("Say what the extension is counted in."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def terms(self) -> Rule:
        """What a deadline that starts now is counted by."""
        return Rule(
            length=self.length,
            unit=self.unit,
            backwards=self.backwards,
            is_statutory=self.is_statutory,
            shifts=self.shifts,
            extension_length=self.extension_length,
            extension_unit=self.extension_unit,
            basis=self.basis,
            moves_when_closed=self.moves_when_closed,
        )

    @property
    def plan(self) -> Plan:
        """When somebody is reminded."""
        return Plan(parse_days_before(self.reminders), self.escalate_after)

    def stored_terms(self) -> dict[str, object]:
        """The terms as a deadline keeps them."""
        stored = asdict(self.terms)
        if self.moves_when_closed:
            # Deadlines that began before there was a choice do not have it either: they have the same terms.
            del stored["moves_when_closed"]
        return stored
