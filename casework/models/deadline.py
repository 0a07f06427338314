"""A clock that runs on a complaint: its date, the terms it began under, and the lines that explain the date."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from backoffice.kit.calendar import IsFree
from backoffice.kit.history import Event
from backoffice.kit.stateful import Stateful
from casework.deadline_states import DeadlineState
from casework.lifecycles.deadline import DeadlineLifecycle
from casework.queries.deadlines import DeadlineEventQuerySet, DeadlineQuerySet
from casework.rules.deadline_words import Line, from_stored
from casework.rules.deadlines import Due, Rule, agreed_on, due_on


class Deadline(DeadlineLifecycle, Stateful):
    """One run of one clock. At most one run of a clock is open per complaint."""

    complaint = models.ForeignKey(
        "casework.Complaint", on_delete=models.CASCADE, related_name="deadlines", verbose_name=_("complaint")
    )
    rule = models.ForeignKey(
        "casework.ClockRule",
        on_delete=models.PROTECT,
        related_name="deadlines",
        db_index=False,
        verbose_name=_("clock"),
    )
    key = models.SlugField(_("clock"), max_length=40, db_index=False)
    state = FSMField(_("state"), default=DeadlineState.RUNNING, choices=DeadlineState.choices, protected=True)
    started_on = models.DateField(_("started on"))
    due_on = models.DateField(_("date"))
    is_extended = models.BooleanField(_("extended"), default=False)
    paused_days = models.PositiveSmallIntegerField(_("days paused"), default=0)
    paused_on = models.DateField(_("paused since"), null=True, blank=True)
    agreed_until = models.DateField(_("agreed until"), null=True, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    terms = models.JSONField(_("terms"), default=dict, editable=False)
    why = models.JSONField(_("why this date"), default=list, editable=False)
    reminders_given = models.PositiveSmallIntegerField(_("reminders given"), default=0, editable=False)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["complaint", "key"],
                condition=Q(state__in=["running", "paused"]),
                name="one_open_run_per_clock",
            ),
            models.CheckConstraint(condition=Q(state__in=DeadlineState.values), name="deadline_state_exists"),
            models.CheckConstraint(
                condition=Q(agreed_until__isnull=True, agreed_on__isnull=True)
                | Q(agreed_until__isnull=False, agreed_on__isnull=False),
                name="agreement_has_a_day_and_an_end",
            ),
            # A term that counts back has its date before its start, and ends before that too.
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True)
                | Q(stopped_on__gte=F("started_on"))
                | Q(due_on__lt=F("started_on")),
                name="deadline_stops_after_its_start",
            ),
        ]
        indexes: ClassVar = [
            # What the sweep reads: only open ones, by clock, because plans differ, by how far they are and by date.
            models.Index(
                fields=["rule", "reminders_given", "due_on"],
                condition=Q(state="running"),
                name="deadline_sweep",
            ),
            models.Index(fields=["due_on"], condition=Q(state="running"), name="deadline_running"),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} · {self.rule.title}"

    @property
    def began_under(self) -> Rule:
        """The terms this run began under."""
        return Rule(**self.terms)

    @property
    def explanation(self) -> list[Line]:
        """The lines that explain the date, as they were when it was last counted."""
        return [from_stored(stored) for stored in self.why]

    def counted(self, is_free: IsFree) -> Due:
        """The date as it should be now, by the terms this run began under."""
        terms = self.began_under
        due = due_on(
            self.started_on,
            terms,
            extended=self.is_extended,
            paused_days=self.paused_days,
            is_free=terms.free_days(is_free),
        )
        if self.agreed_until is None or self.agreed_on is None:
            return due
        return agreed_on(due, self.agreed_until, self.agreed_on)

    def is_handled_by(self, user: Any) -> bool:
        """Whether the complaint is in the hands of this user. May query."""
        handled: bool = self.complaint.is_handled_by(user)
        return handled


class DeadlineEvent(Event):
    """What happened to one clock; the case's own history has a line of it too."""

    deadline = models.ForeignKey(
        Deadline, on_delete=models.CASCADE, related_name="events", verbose_name=_("deadline")
    )

    objects: ClassVar[Any] = DeadlineEventQuerySet.as_manager()

    class Meta(Event.Meta):
        abstract = False
        verbose_name = _("event of a deadline")
        verbose_name_plural = _("events of deadlines")
