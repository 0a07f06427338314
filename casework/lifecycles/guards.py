"""The conditions of a complaint's steps; each can say why not."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.kit.transitions import Guard
from casework.queries.consents import givers_of
from casework.rules import consent


def _now(complaint: Any) -> dict[consent.Purpose, consent.Standing]:
    return consent.standing(complaint.consents.all())


def _consent_that(rule: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda complaint: rule(_now(complaint))


has_member = Guard(
    "has_member",
    lambda complaint: complaint.member_id is not None,
    _("The member is missing: choose the care provider that the complaint is about."),
)
has_complainant = Guard(
    "has_complainant",
    lambda complaint: complaint.complainant is not None,
    _("The complainant is missing: write down who complains."),
)
has_part = Guard(
    "has_part",
    lambda complaint: complaint.parts.exists(),
    _("There is no part yet: write down at least one thing that is complained of."),
)
consent_is_awaited = Guard(
    "consent_is_awaited",
    _consent_that(lambda now: bool(consent.open_purposes(now))),
    _("No consent has been asked that still waits for an answer."),
)
giver_has_authority = Guard(
    "giver_has_authority",
    lambda complaint: any(consent.may_give(giver) for giver in givers_of(complaint)),
    _(
        "A representative or agent answers for the client, but their authority has not been seen. "
        "Ask for the proof and write down that it was shown (Correct)."
    ),
)
something_to_ask = Guard(
    "something_to_ask",
    _consent_that(lambda now: bool(consent.may_be_asked(now))),
    _("The complainant has already consented to every purpose."),
)
consent_to_share = Guard(
    "consent_to_share",
    _consent_that(consent.may_share_with_provider),
    _(
        "Consent (a) is missing: the complainant has not allowed us to share the complaint with the care provider."
    ),
)
comes_with_casework_release = Guard(
    "comes_with_casework_release",
    lambda _complaint: False,
    _("This step is not available yet: it comes with the casework release."),
    is_shut=True,
)
