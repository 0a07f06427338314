"""The languages that letters are written in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """What a letter is written in; where a letter has no template in the receiver's language, it is Dutch."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")
