"""The second factor: an authenticator app that shows a new code every half minute, and recovery codes on paper."""

from base64 import b32encode
from typing import Any

import qrcode
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

from backoffice.accounts.recovery import RecoveryCodes, plain

DIGITS = 6
NAME = "authenticator"


def has_second_factor(user: Any) -> bool:
    """Whether the user has set up an authenticator. Queries."""
    return bool(TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).exists())


def begin(user: Any) -> TOTPDevice:
    """The authenticator that the user is setting up; worth nothing until it is confirmed. Writes the first time."""
    waiting = TOTPDevice.objects.filter(user_id=user.pk, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user_id=user.pk, confirmed=False, name=NAME)


@transaction.atomic
def confirm(user: Any, code: str) -> list[str] | None:
    """Confirm the authenticator with a code that it shows; it takes the place of an older one.

    Returns the new recovery codes, to be shown once; None when the code was wrong.
    """
    device = begin(user)
    if verify_token(user, device.persistent_id, plain(code)) is None:
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    return new_recovery_codes(user)


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Ten new recovery codes in place of the old ones. Writes."""
    codes, _is_new = RecoveryCodes.objects.get_or_create(user=user, defaults={"name": "recovery"})
    return codes.replace()


def recovery_codes_left(user: Any) -> int:
    """How many recovery codes are left. Queries."""
    codes = RecoveryCodes.objects.filter(user=user).first()
    return codes.left if codes else 0


def authenticator_of(user: Any) -> TOTPDevice | None:
    """The confirmed authenticator. Queries."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def check_code(user: Any, code: str) -> Device | None:
    """The device that accepts this code and spends it; None when it is wrong, used or tried too fast. Writes."""
    typed = plain(code)
    is_digits = len(typed) == DIGITS and typed.isascii() and typed.isdigit()
    device = authenticator_of(user) if is_digits else RecoveryCodes.objects.filter(user=user).first()
    return verify_token(user, device.persistent_id, typed) if device else None


@transaction.atomic
def forget(user: Any) -> None:
    """Take away authenticator and recovery codes: the user sets up new ones at the next sign-in. Writes."""
    TOTPDevice.objects.filter(user=user).delete()
    RecoveryCodes.objects.filter(user=user).delete()


def secret_of(device: TOTPDevice) -> str:
    """The secret in letters, for whoever cannot scan."""
    letters = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def qr_code(device: TOTPDevice) -> SafeString:
    """The QR code of an authenticator as inline SVG; no other machine is asked."""
    image = qrcode.make(device.config_url, image_factory=SvgPathImage, box_size=12, border=2)
    return mark_safe(image.to_string(encoding="unicode"))  # drawn by us, from black squares only
