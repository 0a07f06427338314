"""The care laws a member can work under."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CareLaw(models.TextChoices):
    """Stored by the name the member list uses, in this order."""

    ZVW = "Zvw", _("Zvw (health insurance)")
    WLZ = "Wlz", _("Wlz (long-term care)")
    WMO = "Wmo", _("Wmo (social support)")
    JEUGDWET = "Jeugdwet", _("Jeugdwet (youth care)")
    WVGGZ = "Wvggz", _("Wvggz (compulsory mental care)")
    WZD = "Wzd", _("Wzd (care and compulsion)")
    MEDICAL_AIDS = "hulpmiddelen", _("medical aids")
