"""Tickets with a lifecycle, and shelves; its tables exist only while the tests of the kit run."""

from typing import Any, Self
from uuid import uuid4

from django import forms
from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition

from backoffice.accounts.permissions import by_roles
from backoffice.kit.history import Event
from backoffice.kit.stateful import Stateful
from backoffice.kit.transitions import Guard, StepForm, StepSpec, steps
from backoffice.kit.visibility import VisibleQuerySet


class ShelfQuerySet(VisibleQuerySet["Shelf"]):
    """Shelves; the secret ones are for coordinators."""

    def visible_to(self, user: Any) -> Self:
        """Coordinators see all."""
        return self.all() if user.has_role("coordinator") else self.filter(is_secret=False)


class Shelf(models.Model):
    """A shelf."""

    name = models.CharField(max_length=40)
    is_secret = models.BooleanField(default=False)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        app_label = "workshop"

    def __str__(self) -> str:
        return self.name


class TicketQuerySet(VisibleQuerySet["Ticket"]):
    """Tickets; an officer sees the own ones."""

    def visible_to(self, user: Any) -> Self:
        """Coordinators see all, others what is theirs."""
        return self.all() if user.has_role("coordinator") else self.filter(owner=user)


has_note = Guard("has_note", lambda ticket: bool(ticket.note), "Write a note first.")


class Ticket(Stateful):
    """Something to repair."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True)
    secret = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shelf = models.ForeignKey(Shelf, null=True, blank=True, on_delete=models.PROTECT)
    other_shelf = models.ForeignKey(
        Shelf, null=True, blank=True, on_delete=models.PROTECT, related_name="other_tickets"
    )
    state = FSMField(
        default="new", choices=[("new", "New"), ("busy", "Busy"), ("done", "Done")], protected=True
    )

    events: Any  # of `TicketEvent`; a model outside the installed apps is not known to the type checker
    objects = TicketQuerySet.as_manager()

    class Meta:
        app_label = "workshop"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def is_handled_by(self, user: Any) -> bool:
        """Only the owner works on it."""
        return bool(self.owner == user)

    @transition(
        field=state,
        source="new",
        target="busy",
        conditions=[has_note],
        permission=by_roles("officer"),
        custom={"label": "Start", "rank": 10},
    )
    def start(self) -> None:
        """Begin."""

    @transition(
        field=state,
        source=["new", "busy"],
        target="done",
        permission=by_roles("officer"),
        custom={"label": "Finish", "rank": 20},
    )
    def finish(self) -> None:
        """End."""


class TicketEvent(Event):
    """What happened to a ticket."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        abstract = False
        app_label = "workshop"


class FinishForm(StepForm):
    """What finishing asks."""

    result = forms.CharField(min_length=5)
    finished_on = forms.DateField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.note == "fragile":
            self.fields["wrapped_in"] = forms.CharField()


steps.register(Ticket, {"finish": StepSpec(form=FinishForm, follows="The customer gets a letter.")})
MODELS = (Shelf, Ticket, TicketEvent)
