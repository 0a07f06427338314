"""The one way in for a complaint."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.history import Category, record
from backoffice.kit.refusals import Refused
from casework.actions.intake_checks import refuse_problems, warnings
from casework.actions.intake_rows import keep_parties, keep_parts, values_of
from casework.clocks import ensure_intake_clocks
from casework.intake import Intake, PartIntake, PartyIntake, intake_of
from casework.models import Complaint
from casework.search_text import refresh_search_text
from casework.states import State

__all__ = ["Intake", "PartIntake", "PartyIntake", "intake_of", "take_in", "warnings"]

RECEIVED = "received"


def take_in(intake: Intake, by: Any, *, key: UUID | None = None) -> Complaint:
    """Write down a complaint that came in and start the clocks that run from receipt. One transaction.

    A coordinator takes complaints in and coordinates them from then on; a complainant takes in their own, which waits
    for a coordinator. A form sent twice under one ``key`` gives one complaint. Raises `Refused` with everything that
    is wrong; what is only odd is in `warnings`.
    """
    _refuse_stranger(intake, by)
    refuse_problems(intake, clock.today())
    with transaction.atomic():
        complaint, is_new = _written(intake, by, key or uuid4())
        if not is_new:
            return _sent_before(complaint, by)
        ensure_intake_clocks(complaint, by=by)
        record(
            complaint,
            RECEIVED,
            by=by,
            category=Category.STEP,
            answers={"channel": intake.channel, "warnings": warnings(intake)},
            to_state=State.RECEIVED,
        )
    return complaint


def _written(intake: Intake, by: Any, key: UUID) -> tuple[Complaint, bool]:
    values = {
        **values_of(intake),
        "coordinator": by if by.has_role(Role.COORDINATOR) else None,
        "created_by": by,
        "created_at": clock.now(),
    }
    complaint, is_new = Complaint.objects.get_or_create(pk=key, defaults=values)
    if is_new:
        keep_parties(complaint, intake.parties)
        keep_parts(complaint, intake.parts)
        refresh_search_text(complaint)
    return complaint, is_new


def _sent_before(complaint: Complaint, by: Any) -> Complaint:
    if complaint.created_by_id != by.pk:
        raise Refused([_("This form was used before. Nothing was saved; open a new one.")])
    return complaint


def _refuse_stranger(intake: Intake, by: Any) -> None:
    if by.is_active and by.has_role(Role.COORDINATOR):
        return
    is_own = by.is_active and any(party.user == by for party in intake.parties)
    if not (is_own and by.has_role(Role.COMPLAINANT)):
        raise Refused([_("You may not take in complaints. Nothing was saved.")])
