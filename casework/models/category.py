"""What complaints are about, as the office sorts them; staff edit the list."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.Model):
    """One kind of subject; a category that is no longer used stays for the older complaints."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering: ClassVar = ["order", "name"]

    def __str__(self) -> str:
        return self.name
