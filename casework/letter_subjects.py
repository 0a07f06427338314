"""Which complaint a letter is about, who may make it, whom it is for, and what it still lacks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit.history import Category, record_many
from casework import letter_context, letter_of_step
from casework.models import Complaint, Deadline
from casework.states import State
from documents.kinds import Missing, Recipient

ISSUERS = (Role.COORDINATOR, Role.OFFICER)
MODEL_LABEL = "casework.complaint"


def find(number: str) -> Complaint:
    """The complaint with this case number. Raises LookupError. Queries."""
    try:
        return Complaint.objects.for_detail().get(number=number)
    except Complaint.DoesNotExist as error:
        raise LookupError(_("There is no complaint with number %(number)s.") % {"number": number}) from error


def visible_to(user: Any) -> models.QuerySet[Complaint]:
    """The complaints whose letters a user may read."""
    return Complaint.objects.visible_to(user)


def may_issue(user: Any, complaint: Complaint) -> bool:
    """Coordinators and officers, for the complaints in their hands."""
    return user.has_role(*ISSUERS) and complaint.is_handled_by(user)


def may_approve(user: Any, complaint: Complaint) -> bool:
    """Coordinators and officers who see the complaint: the second pair of eyes need not handle it. Queries."""
    return user.has_role(*ISSUERS) and visible_to(user).filter(pk=complaint.pk).exists()


def may_issue_in(*states: State) -> Any:
    """The same, while the complaint is in one of these states: before, the letter would make no sense."""
    return lambda user, complaint: complaint.state in states and may_issue(user, complaint)


def recipient(complaint: Complaint) -> Recipient:
    """The complainant."""
    party = complaint.complainant
    if party is None:
        return Recipient(name="")
    return Recipient(party.name, party.email, tuple(letter_context.address_of(party)), party.language)


def missing(complaint: Complaint) -> list[Missing]:
    """What every letter about a complaint in hand needs and this complaint lacks."""
    lacks = (
        (complaint.member is None, _("care provider"), "edit", "#id_member"),
        (complaint.procedure is None, _("procedure"), "edit", "#id_member"),
    )
    return [*missing_for_any_answer(complaint), *_listed(complaint, lacks)]


def missing_for_any_answer(complaint: Complaint) -> list[Missing]:
    """What even a letter needs that says the complaint does not belong here."""
    lacks = (
        (
            not complaint.number,
            _("case number (register the complaint first)"),
            "change",
            "?step=register#step",
        ),
        (complaint.complainant is None, _("complainant"), "edit", "#id_complainant_name"),
        (
            letter_context.handler(complaint) is None,
            _("coordinator or officer who handles the complaint"),
            "change",
            "",
        ),
    )
    return _listed(complaint, lacks)


def missing_for_acknowledgement(complaint: Complaint) -> list[Missing]:
    """The acknowledgement also sums up the parts and the dates."""
    lacks = (
        (not complaint.parts.all(), _("at least one part of the complaint"), "edit", "#parts"),
        (
            not letter_context.promised_dates(complaint),
            _("the dates (no clock of this complaint has started)"),
            "change",
            "",
        ),
    )
    return [*missing(complaint), *_listed(complaint, lacks)]


def missing_for_notice(complaint: Complaint) -> list[Missing]:
    """The notice to the provider says what is complained of."""
    lacks = ((not complaint.parts.all(), _("at least one part of the complaint"), "edit", "#parts"),)
    return [*missing(complaint), *_listed(complaint, lacks)]


def missing_for_decline(complaint: Complaint) -> list[Missing]:
    """The letter that declines says why, and where to go instead."""
    lacks = (
        (
            not (complaint.declined_reason and complaint.declined_refer_to),
            _("the reason, and where to go instead (decline the complaint first)"),
            "change",
            "",
        ),
    )
    return [*missing_for_any_answer(complaint), *_listed(complaint, lacks)]


def missing_for_extension(complaint: Complaint) -> list[Missing]:
    """The letter about an extension says why and until when."""
    is_missing = not letter_of_step.answers_of_last(complaint, letter_of_step.EXTENDED)
    words = _("the extension (extend the term of the handling first)")
    return [*missing(complaint), *_listed(complaint, ((is_missing, words, "change", ""),))]


def missing_for_closing(complaint: Complaint) -> list[Missing]:
    """The closing letter says what became of each part."""
    is_missing = not letter_of_step.answers_of_last(complaint, letter_of_step.CLOSED)
    words = _("the outcome (close the complaint first)")
    return [*missing(complaint), *_listed(complaint, ((is_missing, words, "change", ""),))]


def for_letters(complaints: models.QuerySet[Complaint]) -> models.QuerySet[Complaint]:
    """Complaints with what their letters tell; what many of them share (a member, a handler) is made once."""
    clocks = Prefetch("deadlines", Deadline.objects.defer("terms", "why"))
    shared = ("member__contacts", "procedure", "coordinator", "officer")
    return complaints.prefetch_related(*shared, "parties", "parts__category", "consents", clocks)


def write_event(complaint: Complaint, document: Any, by: Any) -> None:
    """The letter stands in the history of the complaint."""
    write_events([(complaint, document)], by)


def write_events(letters: Sequence[tuple[Complaint, Any]], by: Any) -> None:
    """Each letter stands in the history of its complaint."""
    told = [(complaint, _told_of(document)) for complaint, document in letters]
    record_many(told, "letter_issued", by=by, category=Category.LETTER)


def _told_of(document: Any) -> dict[str, str]:
    return {"document": str(document.pk), "kind": document.kind, "title": document.title}


def _listed(complaint: Complaint, lacks: Iterable[tuple[bool, Any, str, str]]) -> list[Missing]:
    """Those that are missing, each with the place where it can be filled in."""
    return [
        Missing(words, reverse(f"admin:casework_complaint_{page}", args=[complaint.pk]) + place)
        for is_missing, words, page, place in lacks
        if is_missing
    ]
