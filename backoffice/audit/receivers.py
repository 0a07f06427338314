"""What the log hears from the sign-in, and the models of ours whose changes are kept."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from backoffice.accounts.models import User
from backoffice.accounts.signals import account_changed, second_factor_given
from backoffice.audit.actions import log
from backoffice.audit.changes import keep_changes
from backoffice.audit.models import Action, Outcome


def log_sign_in(request: Any, user: User, **_kwargs: Any) -> None:
    """The password was right."""
    log(Action.SIGN_IN, by=user, request=request)


def log_second_factor(request: Any, user: User, **_kwargs: Any) -> None:
    """The code was right."""
    log(Action.SECOND_FACTOR, by=user, request=request)


def log_sign_out(request: Any, user: User | None, **_kwargs: Any) -> None:
    """Signed out, or a session that ran out."""
    if user is not None:
        log(Action.SIGN_OUT, by=user, request=request)


def log_failed_sign_in(credentials: dict[str, Any], request: Any = None, **_kwargs: Any) -> None:
    """A wrong password or code. An address that nobody has is not kept: people type passwords there by mistake."""
    known = User.objects.filter(email=str(credentials.get("username", "")).strip().lower()).first()
    log(Action.SIGN_IN, by=known, request=request, outcome=Outcome.REFUSED)


def log_account_change(request: Any, by: User, user: User, **_kwargs: Any) -> None:
    """An administrator changed who may do what."""
    log(Action.CHANGE, by=by, subject=user, request=request)


def listen() -> None:
    """Connect once."""
    for signal, receiver in (
        (user_logged_in, log_sign_in),
        (second_factor_given, log_second_factor),
        (user_logged_out, log_sign_out),
        (user_login_failed, log_failed_sign_in),
        (account_changed, log_account_change),
    ):
        signal.connect(receiver, dispatch_uid=f"audit.{receiver.__name__}")


listen()
keep_changes(User, relations=["groups"])
