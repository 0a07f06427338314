"""Writes the rows of an intake: the complaint's own values, its parties and its parts. Knows no permission."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.refusals import Refused
from casework.intake import COMPLAINT_FIELDS, PARTY_FIELDS, Intake, PartIntake, PartyIntake
from casework.models import Complaint, Part, Party, Procedure


def values_of(intake: Intake) -> dict[str, Any]:
    """The complaint's own values. What was left out follows: the instant of receipt, the member's procedure."""
    values = {name: getattr(intake, name) for name in COMPLAINT_FIELDS}
    values["received_at"] = intake.received_at or _received_at(intake.received_on)
    values["procedure"] = intake.procedure or procedure_for(intake.member)
    return values


def procedure_for(member: Any) -> Procedure | None:
    """The version of the member's procedure under which a complaint begins today. Queries."""
    if member is None:
        return None
    found: Procedure | None = Procedure.objects.named(member.procedure).current().first()
    return found


def keep_parties(complaint: Complaint, parties: tuple[PartyIntake, ...]) -> None:
    """Make the parties equal to these. A party that changes its role is made anew, so that two may swap theirs."""
    existing = {party.pk: party.role for party in complaint.parties.all()}
    _refuse_foreign(existing, parties)
    kept = {party.id for party in parties if existing.get(party.id) == party.role}
    complaint.parties.filter(pk__in=[pk for pk in existing if pk not in kept]).delete()
    for party in parties:
        values = {name: getattr(party, name) for name in PARTY_FIELDS}
        row = Party(pk=party.id or uuid4(), complaint=complaint, **values)
        row.save(force_update=party.id in kept, force_insert=party.id not in kept)


def keep_parts(complaint: Complaint, parts: tuple[PartIntake, ...]) -> None:
    """Make the parts equal to these. A part keeps its number; a new one gets the next."""
    existing = {part.pk: part for part in complaint.parts.all()}
    _refuse_foreign(existing, parts)
    kept = {part.id for part in parts}
    complaint.parts.filter(pk__in=[pk for pk in existing if pk not in kept]).delete()
    last = max((part.number for part in existing.values() if part.pk in kept), default=0)
    for part in parts:
        if part.id is None:
            last += 1
            row = Part(complaint=complaint, number=last)
        else:
            row = existing[part.id]
        row.text, row.category = part.text.strip(), part.category
        row.save()


def _refuse_foreign(existing: Any, given: tuple[PartyIntake, ...] | tuple[PartIntake, ...]) -> None:
    if any(one.id is not None and one.id not in existing for one in given):
        raise Refused([_("Something on this form belongs to another complaint. Nothing was saved.")])


def _received_at(day: date) -> datetime:
    """Today means now; of an earlier day the hour is not known, and noon falls on that day in every season."""
    if day == clock.today():
        return clock.now()
    return timezone.make_aware(datetime.combine(day, time(12)), timezone.get_default_timezone())
