"""What happened, by whom and when: written once, never changed."""

from collections.abc import Sequence
from typing import Any, NoReturn, Protocol
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.encryption import EncryptedJSONField


class Category(models.TextChoices):
    """What kind of thing happened, for the filter of the timeline."""

    STEP = "step", _("Step")
    LETTER = "letter", _("Letter")
    TALK = "talk", _("Talk")
    DEADLINE = "deadline", _("Deadline")
    NOTE = "note", _("Note")


class HistoryIsFixed(TypeError):
    """History is added to, never changed or removed."""


class EventQuerySet(models.QuerySet[Any]):
    """Events can be read and added."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise HistoryIsFixed

    def delete(self) -> NoReturn:
        """Refused."""
        raise HistoryIsFixed


class Event(models.Model):
    """One thing that happened to a subject; a concrete model adds the subject, under related name ``events``."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("what"), max_length=60)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    by_role = models.CharField(_("role"), max_length=60, blank=True)
    at = models.DateTimeField(_("at"), default=clock.now)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    from_state = models.CharField(_("from"), max_length=50, blank=True)
    to_state = models.CharField(_("to"), max_length=50, blank=True)
    answers = EncryptedJSONField(_("answers"), default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-recorded_at"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once. Raises `HistoryIsFixed` when the event was written before."""
        if not self._state.adding:
            raise HistoryIsFixed
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise HistoryIsFixed


class HasEvents(Protocol):
    """A subject: something with a history."""

    events: Any


def record(
    subject: HasEvents,
    name: str,
    *,
    by: Any,
    category: str,
    answers: dict[str, Any] | None = None,
    from_state: str = "",
    to_state: str = "",
) -> Event:
    """Write one event in the caller's transaction. ``by`` is a user, or None for a scheduled job."""
    event = _event(subject, name, by=by, category=category)
    event.answers, event.from_state, event.to_state = answers or {}, from_state, to_state
    event.save(force_insert=True)
    return event


def record_many(
    happened: Sequence[tuple[HasEvents, dict[str, Any]]], name: str, *, by: Any, category: str
) -> None:
    """Write one event for each subject of one model, with its answers, in the caller's transaction."""
    events = []
    for subject, answers in happened:
        event = _event(subject, name, by=by, category=category)
        event.answers = answers
        events.append(event)
    if events:
        type(events[0])._base_manager.bulk_create(events)


def _event(subject: HasEvents, name: str, *, by: Any, category: str) -> Event:
    relation = subject.events
    event: Event = relation.model(
        **{relation.field.name: subject},
        name=name,
        category=category,
        by=by,
        by_role=" ".join(sorted(by.role_keys)) if by else "",
        at=clock.now(),
    )
    return event
