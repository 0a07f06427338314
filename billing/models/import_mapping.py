"""A stored mapping: how somebody else's list names our columns."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from billing.member_list.names import COLUMN_HEADERS


class ImportMapping(models.Model):
    """Header in their list → our column; an empty column means that theirs is left out."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    headers = models.JSONField(
        _("headers"),
        default=dict,
        help_text=_("Their header → our column (“” leaves theirs out)."),
    )

    class Meta:
        verbose_name = _("header mapping")
        verbose_name_plural = _("header mappings")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Every column must exist. Raises `ValidationError` that names the unknown ones."""
        if not isinstance(self.headers, dict):
            raise ValidationError({"headers": _("Write it as {“their header”: “our column”}.")})
        unknown = sorted({str(key) for key in self.headers.values() if key and key not in COLUMN_HEADERS})
        if unknown:
            text = _("Unknown columns: %(unknown)s. Choose from: %(known)s.")
            known = ", ".join(COLUMN_HEADERS)
            raise ValidationError({"headers": text % {"unknown": ", ".join(unknown), "known": known}})
