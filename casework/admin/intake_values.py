"""From the form to an intake and back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from casework.intake import Intake, PartIntake, PartyIntake
from casework.models import PartyRole
from casework.models.complaint import FLAGS
from casework.rules.consent import FOR_ANOTHER
from casework.step_forms import NO, YES

OF_COMPLAINT = ("channel", "received_on", "member", "incident_on", "narrative", "wish", *FLAGS)
ADDRESS = ("email", "phone", "street", "house_number", "postcode", "city", "date_of_birth")


def intake_from(
    form: Mapping[str, Any], parts: Iterable[Mapping[str, Any]], before: Intake | None = None
) -> Intake:
    """The intake that a filled form means. What the form does not show stays as it was ``before``."""
    parties = tuple(_parties(form, before))
    known = before or Intake(channel="", received_on=form["received_on"], parties=())
    received_at = known.received_at if known.received_on == form["received_on"] else None
    values = {name: form[name] for name in OF_COMPLAINT}
    return replace(known, **values, received_at=received_at, parties=parties, parts=tuple(_parts(parts)))


def initial_from(intake: Intake) -> dict[str, Any]:
    """What the form shows of a complaint that exists."""
    values = {name: getattr(intake, name) for name in OF_COMPLAINT}
    values["member"] = intake.member.pk if intake.member else None
    if complainant := _first(intake, PartyRole.COMPLAINANT):
        values |= _shown("complainant", complainant, (*ADDRESS, "capacity"))
    if client := _first(intake, PartyRole.CLIENT):
        values |= _shown("client", client, ("date_of_birth",))
    if helper := _first(intake, *FOR_ANOTHER):
        values |= _shown("helper", helper, ("email", "phone", "role"))
    if respondent := _first(intake, PartyRole.RESPONDENT):
        values |= _shown("respondent", respondent, ())
    return values


def parts_initial(intake: Intake) -> list[dict[str, Any]]:
    """The rows of the parts of a complaint that exists."""
    return [
        {"id": part.id, "text": part.text, "category": part.category.code if part.category else None}
        for part in intake.parts
    ]


def _parties(form: Mapping[str, Any], before: Intake | None) -> Iterable[PartyIntake]:
    asked = {
        (PartyRole.COMPLAINANT.value,): _complainant(form),
        (PartyRole.CLIENT.value,): _client(form),
        FOR_ANOTHER: _helper(form),
        (PartyRole.RESPONDENT.value,): _respondent(form),
    }
    shown = [found for roles in asked if before and (found := _first(before, *roles))]
    for roles, values in asked.items():
        if values["name"]:
            known = _first(before, *roles) if before else None
            yield replace(known, **values) if known else PartyIntake(**values)
    if before:
        yield from (party for party in before.parties if party not in shown)


def _complainant(form: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: form[f"complainant_{name}"] for name in ("name", *ADDRESS, "capacity")}
    return {"role": PartyRole.COMPLAINANT.value, **values, **_authority(form["complainant_has_authority"])}


def _client(form: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: form[f"client_{name}"] for name in ("name", "date_of_birth")}
    return {"role": PartyRole.CLIENT.value, **values}


def _helper(form: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: form[f"helper_{name}"] for name in ("name", "email", "phone", "role")}
    return {**values, **_authority(form["helper_has_authority"])}


def _respondent(form: Mapping[str, Any]) -> dict[str, Any]:
    return {"role": PartyRole.RESPONDENT.value, "name": form["respondent_name"]}


def _authority(answer: str) -> dict[str, Any]:
    has_authority = {YES: True, NO: False}.get(answer)
    return {"has_authority": has_authority, **({} if has_authority else {"authority_checked_on": None})}


def _shown(prefix: str, party: PartyIntake, names: Iterable[str]) -> dict[str, Any]:
    values = {f"{prefix}_{name}": getattr(party, name) for name in ("name", *names)}
    if party.has_authority is not None:
        values[f"{prefix}_has_authority"] = YES if party.has_authority else NO
    return values


def _first(intake: Intake, *roles: str) -> PartyIntake | None:
    return next((party for party in intake.parties if party.role in roles), None)


def _parts(rows: Iterable[Mapping[str, Any]]) -> Iterable[PartIntake]:
    for row in rows:
        if row.get("text"):
            yield PartIntake(text=row["text"], category=row.get("category"), id=row.get("id"))
