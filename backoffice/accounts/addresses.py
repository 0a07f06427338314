"""Where a request came from."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the person at the other end; empty when there is none.

    Behind ``TRUSTED_PROXIES`` proxies of our own it stands that many places from the right in X-Forwarded-For; what
    stands further left was written by the other end and is not believed.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    if settings.TRUSTED_PROXIES < 1 or len(forwarded) < settings.TRUSTED_PROXIES:
        return direct
    return forwarded[-settings.TRUSTED_PROXIES][:45]
