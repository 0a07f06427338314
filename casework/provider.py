"""What goes to the care provider: nothing, as long as consent (a) is not given; each letter asks again.

A kind of letter or mail that is for the provider goes through here, so that it cannot be ordered, made or sent in any
way while consent is missing or withdrawn: also not when it was ordered while there still was consent.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from backoffice.kit.refusals import Refused
from casework.queries.consents import provider_may_know
from documents.kinds import DocumentKind, Missing


def for_provider(kind: DocumentKind) -> DocumentKind:
    """A kind of letter that may only be made while consent (a) stands."""
    return replace(kind, may_issue=_with_consent(kind.may_issue), missing=_or_consent(kind.missing))


def refuse_without_consent(complaint: Any) -> None:
    """Raise `Refused` when nothing about this complaint may reach the provider now. Queries."""
    if not provider_may_know(complaint):
        raise Refused([no_consent()])


def no_consent() -> str:
    """Why the provider hears nothing."""
    return _("consent (a): the complainant has not allowed us to share the complaint with the care provider")


def _with_consent(may_issue: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda user, complaint: provider_may_know(complaint) and may_issue(user, complaint)


def _or_consent(missing: Callable[[Any], list[Missing]]) -> Callable[[Any], list[Missing]]:
    # Ordered letters are made by the worker, which asks only what is missing: so consent is asked here too.
    return lambda complaint: (
        missing(complaint) if provider_may_know(complaint) else [Missing(words=no_consent())]
    )
