"""Limits of a session, the order of signing in, and the language of a person."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import check_for_language

from backoffice.accounts.gate import Duty, duty_of
from backoffice.accounts.way_back import way_back
from backoffice.kit import clock

Answer = Callable[[HttpRequest], HttpResponse]

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
SEEN_PRECISION = 60  # seconds: not every click is worth a write
# What may be asked whatever must still be done first.
ALWAYS_OPEN = {"admin:login", "admin:logout", "admin:language", "admin:still_signed_in"}


class SessionLimitsMiddleware:
    """Ends a session after ``SESSION_IDLE_MINUTES`` without a click, and after ``SESSION_COOKIE_AGE`` in any case.

    A page that asks whether somebody is still signed in is no click: it prolongs nothing, and gets its answer.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; or, when the session is over, lead to the sign-in."""
        now = int(clock.now().timestamp())
        is_click = request.path != reverse("admin:still_signed_in")
        if request.user.is_authenticated and (reason := over_because(request.session, now)):
            logout(request)
            if is_click:
                return HttpResponseRedirect(sign_in_address(request, reason))
        response = self.get_response(request)
        if is_click and request.user.is_authenticated:
            note_presence(request.session, now)
        return response


def over_because(session: Any, now: int) -> str:
    """Why a session is over: ``idle`` or ``long``; empty while it is not. Instants are seconds since 1970."""
    if now - session.get(SEEN_AT, now) > settings.SESSION_IDLE_MINUTES * 60:
        return "idle"
    return "long" if now - session.get(SIGNED_IN_AT, now) > settings.SESSION_COOKIE_AGE else ""


def note_presence(session: Any, now: int) -> None:
    """Remember since when, and that somebody is still there."""
    if SIGNED_IN_AT not in session:
        session[SIGNED_IN_AT] = now
    if now - session.get(SEEN_AT, 0) >= SEEN_PRECISION:
        session[SEEN_AT] = now


def sign_in_address(request: HttpRequest, reason: str) -> str:
    """The sign-in page, which says why and leads back to the page that was asked for."""
    query = {"reason": reason}
    if request.method == "GET":
        query["next"] = way_back(request)
    return f"{reverse('admin:login')}?{urlencode(query)}"


class SignInGateMiddleware:
    """Lets nobody pass who must still give a code, set up a second factor or choose an own password."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, knowing the duty."""
        request.duty = duty_of(request.user)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead to the page that comes first."""
        duty: Duty | None = request.duty  # type: ignore[attr-defined]
        match = request.resolver_match
        if duty is None or match is None or match.view_name in ALWAYS_OPEN | {f"admin:{duty}"}:
            return None
        query = urlencode({"next": way_back(request)}) if request.method == "GET" else ""
        return HttpResponseRedirect(f"{reverse(f'admin:{duty}')}?{query}".rstrip("?"))


class LanguageMiddleware:
    """Speaks the language of the person: the user's own, else what the page was switched to, else Dutch."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in that language."""
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    """The language of this request; what the browser prefers is not asked, because the office speaks Dutch."""
    chosen = (
        request.user.language
        if request.user.is_authenticated
        else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    )
    known = {code for code, _name in settings.LANGUAGES}
    return chosen if chosen in known and check_for_language(chosen) else settings.LANGUAGE_CODE
