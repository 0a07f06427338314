"""The letters about one subject as lines of a box: what became of each and its mail, and whether one can be sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from documents.actions.mail import AGAIN, reasons_not_to_send_new
from documents.kinds import kinds
from documents.models import IssuedDocument, OutgoingMail


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter, whether a newer one came in its place, and the last mail about it.

    ``may_send`` is whether this user sends letters of this kind; ``hindrance`` is why this one cannot go by mail now.
    """

    letter: IssuedDocument
    mail: OutgoingMail | None
    may_send: bool
    is_replaced: bool
    hindrance: str = ""

    @property
    def is_once_more(self) -> bool:
        """Whether a mail about it is out already."""
        return self.mail is not None and self.mail.state in AGAIN

    @property
    def is_underway(self) -> bool:
        """Whether a mail about it is not finished."""
        return self.mail is not None and self.mail.state not in AGAIN


def lines_of(letters: Iterable[IssuedDocument], subject: Any, user: Any) -> list[LetterLine]:
    """The lines of the letters about one subject, in their order. Queries, no more for many letters than for one.

    A replaced letter is not offered: its line would only repeat what the newer one says.
    """
    listed = list(letters)
    keys = [letter.pk for letter in listed]
    replaced = set(IssuedDocument.objects.filter(supersedes__in=keys).values_list("supersedes", flat=True))
    mails = OutgoingMail.objects.visible_to(user).filter(document__in=keys).for_list()
    last = {mail.document_id: mail for mail in mails.order_by("queued_at", "pk")}
    hindrances = _hindrances({letter.kind for letter in listed}, subject, user)
    return [
        LetterLine(
            letter,
            last.get(letter.pk),
            may_send=letter.kind in hindrances and letter.pk not in replaced,
            is_replaced=letter.pk in replaced,
            hindrance=hindrances.get(letter.kind, ""),
        )
        for letter in listed
    ]


def _hindrances(keys: Iterable[str], subject: Any, user: Any) -> dict[str, str]:
    """Per kind of letter that this user makes here, why it cannot be mailed now; an empty text when it can."""
    mine = [kinds.get(key) for key in keys if key in kinds]
    return {
        kind.key: " ".join(reasons_not_to_send_new(kind, subject, user))
        for kind in mine
        if kind.may_issue(user, subject)
    }
