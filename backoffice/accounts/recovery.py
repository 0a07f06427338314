"""Recovery codes: ten words on paper for the day the telephone is lost; each opens the door once.

Only their digests are kept, under ``SECRET_KEY``: whoever reads the database cannot use them.
"""

import secrets
from typing import Any

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, ThrottlingMixin

HOW_MANY = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
LENGTH = 12  # 59 bits


def plain(code: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(code.split()).replace("-", "").lower()


def digest(code: str) -> str:
    """What is kept of a code."""
    return salted_hmac("accounts.recovery", plain(code), algorithm="sha256").hexdigest()


def make_codes() -> list[str]:
    """Ten new codes, in groups of four for the eye."""
    return ["-".join(_letters(4) for _group in range(LENGTH // 4)) for _code in range(HOW_MANY)]


def _letters(how_many: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(how_many))


class RecoveryCodes(ThrottlingMixin, Device):
    """The codes that a user has left."""

    digests = models.JSONField(_("digests"), default=list)

    class Meta:
        verbose_name = _("recovery codes")
        verbose_name_plural = _("recovery codes")

    def __str__(self) -> str:
        return f"{self.user_id}"

    def get_throttle_factor(self) -> int:
        """Seconds to wait after the first wrong code; doubles with each."""
        return 1

    def verify_token(self, token: str) -> bool:
        """Spend a code. Writes; the caller has locked the row (`django_otp.verify_token` does)."""
        if not self.verify_is_allowed()[0]:
            return False
        given = digest(token)
        left = [kept for kept in self.digests if not constant_time_compare(kept, given)]
        if len(left) == len(self.digests):
            self.throttle_increment()
            return False
        self.digests = left
        self.throttle_reset()
        return True

    def replace(self) -> list[str]:
        """Ten new codes; the old ones open nothing any more. Writes; the codes are shown now or never."""
        codes = make_codes()
        self.digests = [digest(code) for code in codes]
        self.throttle_reset()
        return codes

    @property
    def left(self) -> int:
        """How many codes are left."""
        kept: list[Any] = self.digests
        return len(kept)
