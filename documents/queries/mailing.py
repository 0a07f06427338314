"""Whether a letter may go out by mail now: asked when it is queued, and again at the moment of sending."""

from typing import Any

from django.utils.translation import gettext as _

from documents.kinds import kinds


def reasons_not_to_mail(document: Any, subject: Any, address: str) -> list[str]:
    """What stands in the way, each in a sentence: a newer letter, or what the owner of the subject says. Queries."""
    kind = kinds.get(document.kind)
    objections = [*kind.not_to_send(subject, document), *kind.not_to_mail(subject, address)]
    reasons = list(dict.fromkeys(map(str, objections)))
    if document.superseded_by.exists():
        reasons.insert(0, _("A newer letter takes the place of this one. Send the newer one."))
    return reasons
