"""What the letters to the provider take over from what people typed, for the look whether it names anybody."""

from typing import Any

from django.utils.translation import gettext as _

from casework.letter_of_step import CLOSED, EXTENDED, answers_of_last
from casework.provider import complaint_in_words


def in_extension(complaint: Any) -> dict[str, str]:
    """Why the term was extended. Queries."""
    return {_("the reason"): answers_of_last(complaint, EXTENDED).get("reason", "")}


def in_closing(complaint: Any) -> dict[str, str]:
    """The complaint, and all that was written down when it was closed. Queries."""
    return {**complaint_in_words(complaint), **closed_in_words(answers_of_last(complaint, CLOSED))}


def closed_in_words(answers: Any) -> dict[str, str]:
    """What was written down when a complaint was closed."""
    agreements = answers.get("agreements") or []
    return {
        _("the result"): answers.get("result", ""),
        _("the position of the provider"): answers.get("provider_position", ""),
        _("an agreement"): "\n".join(word for one in agreements for word in one.values()),
    }
