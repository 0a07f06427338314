"""A way of handling complaints, as data: a complaint keeps the version that it began under."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.queries.procedures import ProcedureQuerySet


class Procedure(models.Model):
    """One version of a procedure that members choose."""

    key = models.SlugField(_("key"), max_length=40, allow_unicode=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=120)
    legal_basis = models.CharField(_("legal basis"), max_length=200)
    own_board_first = models.BooleanField(
        _("the provider's own board comes first"),
        default=False,
        help_text=_("The complainant has turned to the board of the provider before coming to us."),
    )
    has_committee = models.BooleanField(
        _("complaints committee available"),
        default=True,
        help_text=_("A complaint under this procedure can be referred to the complaints committee."),
    )
    is_current = models.BooleanField(
        _("current version"), default=True, help_text=_("New complaints begin under this version.")
    )

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["key", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "version"], name="one_row_per_procedure_version"),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(is_current=True),
                name="one_current_version_per_procedure",
                violation_error_message=_("Another version of this procedure is current."),
            ),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="procedure_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (v{self.version})"
