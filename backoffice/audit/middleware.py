"""Logs refused access, and gives the change log the person and the address we believe."""

from collections.abc import Callable
from typing import Any

from auditlog.middleware import AuditlogMiddleware
from django.http import HttpRequest, HttpResponse

from backoffice.accounts.addresses import client_address
from backoffice.audit.actions import log
from backoffice.audit.models import Action, Outcome

REFUSALS = {403, 404}
MAX_KEY = 64


class RefusedAccessMiddleware:
    """Whoever is signed in and gets 403 or 404 for a page of an object leaves a line in the read log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and log a refusal by the name of the page and the key that was asked for."""
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code in REFUSALS and match and match.url_name and request.user.is_authenticated:
            key = str(match.kwargs.get("object_id", ""))[:MAX_KEY]
            label = f"{match.url_name} {key}".strip()
            action = Action.CHANGE if request.method == "POST" else Action.READ
            log(action, by=request.user, label=label, request=request, outcome=Outcome.REFUSED)
        return response


class ChangeLogMiddleware(AuditlogMiddleware):
    """Tells the change log who is at work; the library's own would believe any X-Forwarded-For."""

    @staticmethod
    def _get_remote_addr(request: HttpRequest) -> str | None:
        return client_address(request) or None

    @staticmethod
    def _get_remote_port(_request: HttpRequest) -> Any:
        return None
