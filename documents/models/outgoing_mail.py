"""A mail that must leave the house: written in the same transaction as its cause, sent afterwards, kept as proof."""

from datetime import datetime
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.encryption import EncryptedTextField
from backoffice.kit.history import Event
from backoffice.kit.visibility import VisibleQuerySet
from documents.mail_kinds import title_of
from documents.models.issued_document import IssuedDocument
from documents.queries.subjects import named_visible_subjects


class MailState(models.TextChoices):
    """Where a mail stands. Unsure: the mail server fell silent when it had the text; a person must look."""

    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    UNSURE = "unsure", _("Unsure whether it was sent")
    SET_ASIDE = "set_aside", _("Set aside")


IN_TROUBLE = "trouble"  # in the address of the list: mail that asks for a person
STUCK = (MailState.FAILED, MailState.UNSURE)
UNFINISHED = (MailState.QUEUED, MailState.SENDING, MailState.FAILED, MailState.UNSURE)


class OutgoingMailQuerySet(VisibleQuerySet["OutgoingMail"]):
    """Words about mail."""

    def visible_to(self, user: Any) -> Self:
        """The administrator sees that mail waits (never its text); others see mail about what they may see."""
        return self if user.has_role(Role.ADMINISTRATOR) else self.understood_by(user)

    def understood_by(self, user: Any) -> Self:
        """Mail about what this user may see.

        Mail within the house, about no subject (the reminders of a colleague), is the coordinators' to look after.
        """
        mine = named_visible_subjects(user)
        return self.filter(mine | models.Q(model_label="") if user.has_role(Role.COORDINATOR) else mine)

    def about(self, letter: IssuedDocument) -> Self:
        """The mails about one letter, the newest first."""
        return self.filter(document=letter).order_by("-queued_at", "-pk")

    def for_list(self) -> Self:
        """Without the texts themselves."""
        return self.defer("subject_line", "body")

    def unfinished(self) -> Self:
        """Whatever has not certainly been sent, and what nobody has set aside."""
        return self.filter(state__in=UNFINISHED)

    def in_trouble(self) -> Self:
        """What asks for a person: failed, unsure, or tried more than once in vain."""
        tried = models.Q(state=MailState.QUEUED, attempts__gt=1)
        return self.filter(models.Q(state__in=STUCK) | tried)

    def due(self, at: datetime) -> Self:
        """Those that may be sent now."""
        return self.filter(state=MailState.QUEUED, next_attempt_at__lte=at)

    def abandoned(self, since: datetime) -> Self:
        """Those that a worker took before this moment and never finished."""
        return self.filter(state=MailState.SENDING, claimed_at__lt=since)


class OutgoingMail(models.Model):
    """One mail to one address."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True, editable=False)
    kind = models.CharField(_("mail"), max_length=60)
    to = models.EmailField(_("to"))
    subject_line = EncryptedTextField(_("subject"))
    body = EncryptedTextField(_("text"))
    message_id = models.CharField(max_length=200, unique=True, editable=False)
    model_label = models.CharField(max_length=100, blank=True)
    subject_id = models.UUIDField(null=True)
    subject_name = models.CharField(_("about"), max_length=60, blank=True)
    document = models.ForeignKey(
        IssuedDocument, null=True, on_delete=models.PROTECT, related_name="mails", verbose_name=_("letter")
    )
    attaches = models.BooleanField(_("the letter is attached"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    queued_at = models.DateTimeField(_("queued at"), default=clock.now)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=clock.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    last_error = models.CharField(_("what went wrong"), max_length=300, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-queued_at"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(state=MailState.QUEUED),
                name="mail_waiting",
            ),
            models.Index(fields=["model_label", "subject_id"], name="mail_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attaches=False) | models.Q(document__isnull=False),
                name="mail_attaches_a_letter",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_title} {self.queued_at:%d-%m-%Y}"

    @property
    def kind_title(self) -> str:
        """The kind's name in the reader's language."""
        return title_of(self.kind)

    @property
    def is_stuck(self) -> bool:
        """Whether it stays where it is until a person decides."""
        return self.state in STUCK

    @property
    def is_underway(self) -> bool:
        """Whether it goes out by itself."""
        return self.state in (MailState.QUEUED, MailState.SENDING)

    @property
    def state_words(self) -> str:
        """Where it stands, as one reads it beside a letter."""
        if self.sent_at is not None and self.state == MailState.SENT:
            return gettext("mailed on %(day)s") % {
                "day": date_format(timezone.localtime(self.sent_at), "MONTH_DAY_FORMAT")
            }
        return gettext("mail: %(state)s") % {"state": self.get_state_display().lower()}

    @property
    def masked_to(self) -> str:
        """Enough of the address to recognise it, not enough to know who it is."""
        name, _at, domain = self.to.partition("@")
        return f"{name[:1]}…@{domain}"


class MailEvent(Event):
    """What people did with a mail: who queued it, gave it another address, or set it aside."""

    subject = models.ForeignKey(OutgoingMail, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("history of a mail")
