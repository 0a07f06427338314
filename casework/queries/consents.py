"""How the consents of a complaint stand now."""

from typing import Any

from casework.rules.consent import Purpose, Standing, may_share_with_provider, standing


def standing_of(complaint: Any) -> dict[Purpose, Standing]:
    """How each purpose stands; uses what `for_detail` has fetched."""
    return standing(complaint.consents.all())


def provider_may_know(complaint: Any) -> bool:
    """Whether anything at all about the complaint may reach the provider now."""
    return may_share_with_provider(standing_of(complaint))
