"""Under which name wrong passwords are counted."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def counted_as(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """A digest of the address that was typed, in any case and spacing.

    Not the address itself: people type passwords in that box by mistake, and the count is kept and logged.
    """
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return salted_hmac("accounts.lock_out", str(typed).strip().lower(), algorithm="sha256").hexdigest()
