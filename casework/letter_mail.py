"""When a letter about a complaint may go by mail, and what the history tells of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.kit.history import Category, record
from backoffice.kit.transitions import Text
from casework.models import Complaint
from casework.queries.consents import provider_may_know
from documents.kinds import kinds


def not_to_mail(complaint: Complaint, address: str) -> list[Text]:
    """Nothing reaches an address of the provider before the complainant's yes to purpose (a). Queries."""
    if provider_may_know(complaint) or address.strip().lower() not in _addresses_of_provider(complaint):
        return []
    return [
        _(
            "This is an address of the care provider, and the complainant has not consented (a) to sharing the "
            "complaint with the provider. Nothing may be mailed there."
        )
    ]


def write_mail_event(complaint: Complaint, mail: Any, by: Any) -> None:
    """The mail stands in the history: whom it is for and about which letter, never what it says."""
    letter = mail.document
    answers = {
        "document": str(letter.pk),
        "title": letter.title,
        "for_whom": kinds.get(letter.kind).recipient(complaint).name,
        "enclosed": mail.attaches,
    }
    record(complaint, "letter_mailed", by=by, category=Category.LETTER, answers=answers)


def _addresses_of_provider(complaint: Complaint) -> set[str]:
    member = complaint.member
    if member is None:
        return set()
    contacts = member.contacts.values_list("email", flat=True)
    return {one.strip().lower() for one in (member.email, member.invoice_email, *contacts) if one}
