"""Headers that every answer carries."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

# Only this machine, and no script or style that stands in the page itself. `img-src data:` is for the little
# arrows that the skin's stylesheets carry within them.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# What a browser could do beside showing pages; an office needs none of it.
SWITCHED_OFF = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
                "microphone", "midi", "payment", "usb")  # fmt: skip
PERMISSIONS = ", ".join(f"{feature}=()" for feature in SWITCHED_OFF)


class SecurityHeadersMiddleware:
    """Sets the Content-Security-Policy and the headers around it; keeps pages of who is signed in out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; ``request.csp_nonce`` lets a template mark a script of its own, when it is used."""
        nonce = Nonce()
        request.csp_nonce = SimpleLazyObject(nonce.take)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(nonce.value))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if hasattr(request, "user") and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        return response


class Nonce:
    """A number used once, made when somebody asks for it."""

    def __init__(self) -> None:
        self.value = ""

    def take(self) -> str:
        """The number of this answer."""
        self.value = self.value or secrets.token_urlsafe(16)
        return self.value


def policy(nonce: str = "") -> str:
    """The Content-Security-Policy, for a page whose own scripts carry the nonce."""
    directives = POLICY if not nonce else {**POLICY, "script-src": f"'self' 'nonce-{nonce}'"}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
