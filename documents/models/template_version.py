"""A Word template of one kind of letter, in one version; its content never changes."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.history import Event
from backoffice.kit.stateful import Stateful
from backoffice.kit.visibility import VisibleQuerySet
from documents.kinds import title_of
from documents.languages import Language
from documents.lifecycles.template_version import TemplateLifecycle, TemplateState


class TemplateQuerySet(VisibleQuerySet["TemplateVersion"]):
    """Words about templates."""

    def visible_to(self, user: Any) -> Self:
        """Templates are the administrator's."""
        return self if user.has_role(Role.ADMINISTRATOR) else self.none()

    def active(self) -> Self:
        """Those that letters are made with."""
        return self.filter(state=TemplateState.ACTIVE)

    def offered(self) -> Self:
        """Those that wait for somebody's approval."""
        return self.filter(state=TemplateState.OFFERED)

    def of_kind(self, key: str) -> Self:
        """All versions of one kind of letter, the newest first."""
        return self.filter(kind=key).order_by("-number")

    def for_reader(self, key: str, language: str) -> "TemplateVersion | None":
        """The template that a letter is made with: in the receiver's language, else the Dutch one. Queries."""
        readable = self.of_kind(key).active().filter(language__in={language, Language.DUTCH})
        usable = {one.language: one for one in readable}
        return usable.get(language) or usable.get(Language.DUTCH)

    def for_list(self) -> Self:
        """Without the files themselves."""
        return self.defer("content").select_related("uploaded_by", "approved_by")


class TemplateVersion(TemplateLifecycle, Stateful):
    """One version of the template of a kind of letter."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("letter"), max_length=60)
    language = models.CharField(_("language"), max_length=5, choices=Language.choices, default=Language.DUTCH)
    number = models.PositiveIntegerField(_("version"), editable=False)
    state = FSMField(
        _("state"), default=TemplateState.DRAFT, choices=TemplateState.choices, protected=True, editable=False
    )
    content = models.BinaryField(editable=False)
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64, editable=False)
    file_name = models.CharField(_("file"), max_length=200, editable=False)
    is_shipped = models.BooleanField(_("came with the program"), default=False, editable=False)
    problems = models.JSONField(_("check"), default=list, editable=False)
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=clock.now, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="one_template_per_number"),
            models.UniqueConstraint(
                fields=["kind", "language"],
                condition=models.Q(state=TemplateState.ACTIVE),
                name="one_active_template_per_language",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("uploaded_by")),
                name="template_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        name = f"{self.kind_title} v{self.number}"
        return name if self.language == Language.DUTCH else f"{name} ({self.get_language_display()})"

    @property
    def kind_title(self) -> str:
        """The letter's name; its key when the kind is no longer registered."""
        return title_of(self.kind)

    def has_active_sibling(self) -> bool:
        """Whether another version of this letter in this language is active. Queries."""
        return self.siblings().active().exists()

    def siblings(self) -> TemplateQuerySet:
        """The other versions of this letter in this language, the newest first."""
        versions = TemplateVersion.objects.of_kind(self.kind).filter(language=self.language)
        return versions.exclude(pk=self.pk)


class TemplateEvent(Event):
    """What happened to a template."""

    subject = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("history of a template")
