"""What the office offers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductKind(models.TextChoices):
    """How a product is sold."""

    SUBSCRIPTION = "subscription", _("per year")
    HOURS = "hours", _("per hour")
    ONCE = "once", _("once")


class Product(models.Model):
    """A service or a thing with a code that lists and contracts name it by."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("sold"), max_length=20, choices=ProductKind, default=ProductKind.SUBSCRIPTION)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_active = models.BooleanField(_("is offered"), default=True)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name
