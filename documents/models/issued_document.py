"""A letter as it was made: the file, its hash, the template and the values used. It never changes."""

from typing import Any, NoReturn, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.encryption import EncryptedBytesField, EncryptedJSONField
from backoffice.kit.visibility import VisibleQuerySet
from documents import file_names
from documents.kinds import title_of
from documents.models.template_version import TemplateVersion
from documents.queries.subjects import about_visible_subjects

KEY_LENGTH = 200
# How the key of a letter begins that somebody edited by hand.
BY_HAND = "edited:"
# And of one that an event ordered.
ORDERED = "order:"


class DocumentIsFixed(TypeError):
    """An issued letter is not changed or removed; a new one supersedes it."""


class IssuedDocumentQuerySet(VisibleQuerySet["IssuedDocument"]):
    """Words about issued letters; they can be read and added."""

    def visible_to(self, user: Any) -> Self:
        """The letters about subjects that this user may see."""
        return self.filter(about_visible_subjects(user))

    def in_force(self) -> Self:
        """Those in whose place no newer one came."""
        return self.filter(superseded_by__isnull=True)

    def not_ordered(self) -> Self:
        """Those that a person made, and no event asked for."""
        return self.exclude(key__startswith=ORDERED, key__isnull=False)

    def of(self, subject: models.Model) -> Self:
        """The letters about one subject, the newest first."""
        return self.filter(model_label=subject._meta.label_lower, subject_id=subject.pk)

    def for_list(self) -> Self:
        """Without the files and values themselves."""
        return self.defer("content", "data").select_related("template_version", "issued_by")

    def for_log(self) -> Self:
        """Only what names them."""
        return self.only("title", "subject_name")

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise DocumentIsFixed

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise DocumentIsFixed

    def delete(self) -> NoReturn:
        """Refused."""
        raise DocumentIsFixed


class IssuedDocument(models.Model):
    """One letter about one subject."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(max_length=KEY_LENGTH, unique=True, null=True, editable=False)  # noqa: DJ001 - absent is not empty
    kind = models.CharField(_("letter"), max_length=60, db_index=True)
    template_version = models.ForeignKey(
        TemplateVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("template")
    )
    model_label = models.CharField(max_length=100)
    subject_id = models.UUIDField()
    subject_name = models.CharField(_("about"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=200)
    content = EncryptedBytesField(_("file"))
    sha256 = models.CharField(max_length=64)
    data = EncryptedJSONField(_("values"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("issued by"),
    )
    issued_at = models.DateTimeField(_("issued at"), default=clock.now)
    supersedes = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-issued_at"]
        constraints = [models.UniqueConstraint(fields=["supersedes"], name="letter_superseded_once")]
        indexes = [
            models.Index(fields=["model_label", "subject_id", "-issued_at"], name="letters_of_subject")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.subject_name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once. Raises `DocumentIsFixed` when the letter was written before."""
        if not self._state.adding:
            raise DocumentIsFixed
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise DocumentIsFixed

    @property
    def was_edited_by_hand(self) -> bool:
        """Whether somebody wrote in it after the program had made it."""
        return (self.key or "").startswith(BY_HAND)

    @property
    def successor(self) -> "IssuedDocument | None":
        """The letter that came in place of this one. Queries."""
        return self.superseded_by.defer("content", "data").first()

    @property
    def file_name(self) -> str:
        """A name for its file, without the ending and without anything personal in it."""
        return file_names.of_letter(self.kind, self.subject_name)

    @property
    def kind_title(self) -> str:
        """The kind's name in the reader's language."""
        return title_of(self.kind, self.title)
