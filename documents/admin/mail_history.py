"""What people did with a mail, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.models import OutgoingMail

HAPPENED: Mapping[str, Any] = {
    "queued": _("Queued"),
    "sent_again": _("Tried again"),
    "sent_elsewhere": _("Sent to another address"),
    "set_aside": _("Set aside"),
    "shipped_words": _(
        "The office's own text could not be used; the text that came with the program went out"
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that somebody did; ``detail`` is empty for who may not see what the mail is about."""

    at: datetime
    who: str
    what: str
    detail: str = ""


def told(mail: OutgoingMail, *, is_open: bool) -> list[Told]:
    """The history of a mail, the newest first. Queries."""
    return [
        Told(
            at=event.at,
            who=event.by.name if event.by else gettext("the system"),
            what=str(HAPPENED.get(event.name, event.name)),
            detail=_detail(event.answers) if is_open else "",
        )
        for event in mail.events.select_related("by")
    ]


def _detail(answers: Mapping[str, Any]) -> str:
    if "to" in answers:
        return gettext("from %(old)s to %(new)s") % {"old": answers["from"], "new": answers["to"]}
    if answers.get("attached"):
        return gettext("the letter is attached")
    return str(answers.get("reason", ""))
