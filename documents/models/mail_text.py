"""The office's own words of a kind of mail, in one language, in place of those that come with the program."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.history import Event
from backoffice.kit.visibility import VisibleQuerySet
from documents.languages import Language
from documents.mail_kinds import MailWords, mail_kinds, title_of


class MailTextQuerySet(VisibleQuerySet["MailText"]):
    """Words about the texts of mail."""

    def visible_to(self, user: Any) -> Self:
        """They hold nothing confidential; the policy says who works on them."""
        return self

    def own(self) -> Self:
        """Those that hold words; the others went back to what came with the program."""
        return self.exclude(body="")


class MailText(models.Model):
    """The words of one kind of mail in one language; both empty once it went back to the shipped ones."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("mail"), max_length=60)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.DUTCH)
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    body = models.TextField(_("text"), blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(_("changed at"), default=clock.now, editable=False)

    objects = MailTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail text")
        verbose_name_plural = _("mail texts")
        ordering = ["kind", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="mail_text_once")]

    def __str__(self) -> str:
        return f"{self.kind_title} ({self.get_language_display()})"

    @property
    def kind_title(self) -> str:
        """The kind's name in the reader's language."""
        return title_of(self.kind)

    @property
    def is_own(self) -> bool:
        """Whether it holds words of the office."""
        return bool(self.body)

    @property
    def words(self) -> MailWords:
        """The words themselves."""
        return MailWords(self.subject, self.body)

    @property
    def problems(self) -> Mapping[str, list[str]]:
        """Why mail cannot use these words, by field; a later version of the program may promise other names."""
        if not self.is_own or self.kind not in mail_kinds:
            return {}
        return mail_kinds.get(self.kind).problems_in(self.words)


class MailTextEvent(Event):
    """Who changed the words of a mail, and what stood there before."""

    subject = models.ForeignKey(MailText, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("history of a mail text")
