"""What goes to the care provider: nothing, as long as consent (a) is not given; each letter asks again.

A kind of letter or mail that is for the provider goes through here, so that it cannot be ordered, made or sent in any
way while consent is missing or withdrawn: also not when it was ordered while there still was consent. And as long as
consent (b) is not given, a letter whose own words name the complainant or the client is not made.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from backoffice.kit.refusals import Text
from casework.queries.consents import provider_may_know, standing_of
from casework.rules.consent import Purpose, Standing, may_name_complainant, may_share_with_provider
from casework.rules.naming import is_named_in, named_in
from documents.hand_words import first_made, words_of
from documents.kinds import DocumentKind, Missing

RESPONDENT = "respondent"
# What a letter takes over from what was written down, under the words for where it stands.
Texts = Mapping[str, str]


def says_nothing(_complaint: Any) -> Texts:
    """For a letter that takes over nothing that was typed."""
    return {}


def for_provider(kind: DocumentKind, says: Callable[[Any], Texts] = says_nothing) -> DocumentKind:
    """A kind of letter that is made and sent only while consent (a) stands, and names nobody without consent (b)."""
    return replace(
        kind,
        may_issue=_with_consent(kind.may_issue),
        missing=_or_consent(kind.missing, says),
        not_to_send=more_than_allowed,
        not_to_add=named_by_hand,
    )


def named_by_hand(complaint: Any, made: str, edited: str) -> list[Text]:
    """Whom somebody named by hand in a letter to the provider, without consent (b). Queries.

    What the letter said already is not theirs: a handler may bear the name of who complains. But a piece of a name
    that stands in it more often than before was written by hand.
    """
    if may_name_complainant(standing_of(complaint)):
        return []
    names = _not_to_be_named(complaint)
    if not named_in(edited, names) - named_in(made, names):
        return []
    return [_("The letter names somebody whom the provider may not know of: consent (b) is missing.")]


def more_than_allowed(complaint: Any, letter: Any) -> list[Text]:
    """Why a letter that was made for the provider may not go there now: consent was withdrawn since. Queries.

    Whether the letter names anybody, or draws on the medical file, stands in its values (`toestemming`).
    """
    now = standing_of(complaint)
    if not may_share_with_provider(now):
        return [_("This letter is for the care provider, and consent (a) is missing. It may not be sent.")]
    said = letter.data.get("toestemming", {})
    reasons: list[Text] = []
    if said.get("naam") and not may_name_complainant(now):
        reasons.append(_("This letter names the complainant, and consent (b) is missing. Make a new letter."))
    if said.get("dossier") and now[Purpose.USE_MEDICAL_FILE] is not Standing.GIVEN:
        reasons.append(
            _(
                "This letter says that the medical file may be used, and consent (c) is missing. Make a new letter."
            )
        )
    return reasons or _names_by_hand(complaint, letter)


def _names_by_hand(complaint: Any, letter: Any) -> list[Text]:
    """The same for what somebody wrote in the letter by hand, of which its values do not tell. Queries."""
    if not letter.was_edited_by_hand:
        return []
    return named_by_hand(complaint, words_of(first_made(letter)), words_of(letter))


def no_consent() -> str:
    """Why the provider hears nothing."""
    return _("consent (a): the complainant has not allowed us to share the complaint with the care provider")


def given_away_in(complaint: Any, texts: Texts) -> list[str]:
    """Where these texts name who may not be named to the provider: everybody who complains, or for whom. Queries."""
    if may_name_complainant(standing_of(complaint)):
        return []
    names = _not_to_be_named(complaint)
    return [where for where, text in texts.items() if is_named_in(text, names)]


def _not_to_be_named(complaint: Any) -> list[str]:
    """Everybody who complains, or for whom. Queries."""
    return [party.name for party in complaint.parties.all() if party.role != RESPONDENT]


def complaint_in_words(complaint: Any) -> dict[str, str]:
    """The texts of the complaint itself that a letter to the provider repeats. Queries."""
    parts = {_("part %(number)s") % {"number": part.number}: part.text for part in complaint.parts.all()}
    return {**parts, _("the wish"): complaint.wish}


def name_given_away(where: str) -> str:
    """Why a text may not go to the provider as it is."""
    return _("%(where)s names somebody whom the provider may not know of: consent (b) is missing") % {
        "where": where[:1].upper() + where[1:]
    }


def _with_consent(may_issue: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda user, complaint: provider_may_know(complaint) and may_issue(user, complaint)


def _or_consent(
    missing: Callable[[Any], list[Missing]], says: Callable[[Any], Texts]
) -> Callable[[Any], list[Missing]]:
    # Ordered letters are made by the worker, which asks only what is missing: so consent is asked here too.
    def lacks(complaint: Any) -> list[Missing]:
        if not provider_may_know(complaint):
            return [Missing(words=no_consent())]
        named = given_away_in(complaint, says(complaint))
        return [*missing(complaint), *(Missing(words=name_given_away(where)) for where in named)]

    return lacks
