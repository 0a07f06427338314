"""The one way to correct what was written down about a complaint, while it is open."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.history import Category, record
from backoffice.kit.locking import locked
from backoffice.kit.refusals import Refused
from casework.actions.intake_checks import refuse_problems
from casework.actions.intake_rows import keep_parties, keep_parts, procedure_for, values_of
from casework.clocks import follow_receipt
from casework.intake import COMPLAINT_FIELDS, Intake, PartIntake, PartyIntake, intake_of
from casework.models import Complaint
from casework.queries.consents import standing_of
from casework.rules.consent import Standing
from casework.search_text import refresh_search_text

EDITED = "edited"
FROM_RECEIPT = ("received_on", "procedure", "member")
LEANT_ON = {Standing.ASKED, Standing.GIVEN}


def edit(complaint: Complaint, intake: Intake, by: Any) -> list[str]:
    """Replace what was written down by what is right. One transaction; the complaint is refreshed in place.

    ``intake`` is the whole of it: `dataclasses.replace(intake_of(complaint), …)`. Returns the names of the fields that
    changed, none when nothing did; the history keeps what stood there before. Raises `Refused` with everything that is
    wrong, also when somebody else was first.
    """
    with transaction.atomic():
        current = locked(complaint, by=by)
        _refuse_stranger(current, by)
        before = intake_of(current)
        after = _completed(before, intake)
        _refuse_wrong(current, before, after)
        changed = _changed(before, after)
        if changed:
            _replace(current, after, changed, by)
            _tell(current, {name: _plain(getattr(before, name)) for name in changed}, by)
    complaint.refresh_from_db()
    return changed


def _refuse_stranger(current: Complaint, by: Any) -> None:
    is_handler = by.is_active and by.has_role(Role.COORDINATOR, Role.OFFICER, Role.SECRETARY)
    if not (is_handler and current.is_handled_by(by)):
        raise Refused([_("You may not change this complaint. Nothing was saved.")])
    if not current.is_open:
        raise Refused([_("The complaint is finished; it can no longer be corrected.")])


def _refuse_wrong(current: Complaint, before: Intake, after: Intake) -> None:
    refuse_problems(after, clock.today())
    kept = {part.id for part in after.parts}
    if current.number and any(part.id not in kept for part in before.parts):
        raise Refused([_("A part of a registered complaint stays: its number stands in letters.")])
    if current.number and after.member is None:
        raise Refused([_("A registered complaint keeps a member.")], {"member": [_("Choose the member.")]})
    if before.member not in (None, after.member) and LEANT_ON & set(standing_of(current).values()):
        raise Refused([_("Consent was asked or given for the other care provider: withdraw it first.")])


def _completed(before: Intake, after: Intake) -> Intake:
    """What was left out stays as it was; with another member comes that member's procedure, unless one was chosen."""
    if after.received_at is None and after.received_on == before.received_on:
        after = replace(after, received_at=before.received_at)
    if after.member != before.member and after.procedure in (None, before.procedure):
        return replace(after, procedure=procedure_for(after.member))
    return replace(after, procedure=after.procedure or before.procedure)


def _changed(before: Intake, after: Intake) -> list[str]:
    names = (*COMPLAINT_FIELDS, "parties", "parts")
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _replace(current: Complaint, intake: Intake, changed: list[str], by: Any) -> None:
    values = values_of(intake)
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=[*values, "version"])
    keep_parties(current, intake.parties)
    keep_parts(current, intake.parts)
    refresh_search_text(current)
    if not set(changed).isdisjoint(FROM_RECEIPT):
        follow_receipt(current, by=by)


def _tell(current: Complaint, before: dict[str, Any], by: Any) -> None:
    record(
        current,
        EDITED,
        by=by,
        category=Category.NOTE,
        answers={"before": before},
        from_state=current.state,
        to_state=current.state,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, PartyIntake | PartIntake):
        names = [name for name in value.__dataclass_fields__ if name != "id"]
        return {name: _plain(getattr(value, name)) for name in names}
    return value if value is None or isinstance(value, str | int | bool) else str(value)
