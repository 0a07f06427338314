"""What is wrong with an intake, all of it at once, and what is merely odd about it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from backoffice.kit.refusals import Refused
from casework.intake import Intake, PartyIntake
from casework.models.complaint import Channel
from casework.models.party import ONE_PER_COMPLAINT, PartyRole
from casework.rules.citizen_number import holds_citizen_number
from casework.rules.consent import acts_for_another

# The Wkkgz holds from this day on.
LAW_IN_FORCE = date(2016, 1, 1)
# A date before this one was mistyped.
LIVING_MEMORY = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and the field where it is mended."""

    field: str
    message: str


def refuse_problems(intake: Intake, today: date) -> None:
    """Raise `Refused` with everything that is wrong, also by field."""
    found = list(problems(intake, today))
    if not found:
        return
    fields: dict[str, list[str]] = {}
    for problem in found:
        fields.setdefault(problem.field, []).append(problem.message)
    raise Refused([problem.message for problem in found], fields)


def problems(intake: Intake, today: date) -> Iterator[Problem]:
    """Everything that is wrong with an intake. ``today`` is the day in Europe/Amsterdam. Does not query."""
    yield from _with_days(intake, today)
    yield from _with_content(intake)
    yield from _with_parties(intake, today)


def warnings(intake: Intake) -> list[str]:
    """What is odd, but no reason to refuse: a citizen service number, which the office does not keep."""
    texts = {
        _("what happened"): intake.narrative,
        _("what the complainant wishes"): intake.wish,
        **{
            _("part %(number)s") % {"number": number}: part.text
            for number, part in enumerate(intake.parts, start=1)
        },
    }
    return [
        _("There seems to be a citizen service number (BSN) in “%(where)s”. We do not keep it: take it out.")
        % {"where": where}
        for where, text in texts.items()
        if holds_citizen_number(text)
    ]


def _with_days(intake: Intake, today: date) -> Iterator[Problem]:
    if intake.received_on > today:
        yield Problem("received_on", _("The day of receipt is in the future."))
    if intake.received_on < LAW_IN_FORCE:
        yield Problem(
            "received_on", _("The day of receipt lies before the law (1 January 2016). Check the year.")
        )
    if intake.incident_on is None:
        return
    if intake.incident_on < LIVING_MEMORY:
        yield Problem("incident_on", _("The date of the incident lies before 1900. Check the year."))
    if intake.incident_on > today:
        yield Problem("incident_on", _("The date of the incident is in the future."))
    elif intake.incident_on > intake.received_on:
        yield Problem("incident_on", _("The incident cannot be later than the receipt of the complaint."))


def _with_content(intake: Intake) -> Iterator[Problem]:
    if intake.channel not in Channel.values:
        yield Problem("channel", _("Say how the complaint was received."))
    if not intake.narrative.strip() and not intake.parts:
        yield Problem("narrative", _("Write down what happened, or at least one part of the complaint."))
    if any(not part.text.strip() for part in intake.parts):
        yield Problem("parts", _("A part of the complaint has no text."))


def _with_parties(intake: Intake, today: date) -> Iterator[Problem]:
    counted = Counter(party.role for party in intake.parties)
    if not counted[PartyRole.COMPLAINANT]:
        yield Problem("parties", _("The complainant is missing: write down who complains."))
    if any(counted[role] > 1 for role in ONE_PER_COMPLAINT):
        yield Problem("parties", _("A complaint has one complainant and at most one client."))
    for party in intake.parties:
        yield from _with_party(party, today)


def _with_party(party: PartyIntake, today: date) -> Iterator[Problem]:
    if party.role not in PartyRole.values:
        yield Problem("parties", _("A party has an unknown role."))
    if not party.name.strip():
        yield Problem("parties", _("A party has no name."))
    if party.date_of_birth is not None and party.date_of_birth > today:
        yield Problem("parties", _("The date of birth of %(name)s is in the future.") % {"name": party.name})
    if party.date_of_birth is not None and party.date_of_birth < LIVING_MEMORY:
        yield Problem(
            "parties",
            _("The date of birth of %(name)s lies before 1900. Check the year.") % {"name": party.name},
        )
    if party.user is not None and party.role == PartyRole.RESPONDENT:
        named = {"name": party.name}
        yield Problem("parties", _("%(name)s is complained about and cannot have an account here.") % named)
    yield from _with_authority(party, today)


def _with_authority(party: PartyIntake, today: date) -> Iterator[Problem]:
    named = {"name": party.name}
    if acts_for_another(party) and party.has_authority is None:
        yield Problem("parties", _("Say whether %(name)s has shown to be authorised.") % named)
    if party.authority_checked_on is None:
        return
    if party.authority_checked_on > today:
        yield Problem("parties", _("The authority of %(name)s was checked in the future.") % named)
    if not party.has_authority:
        yield Problem("parties", _("The authority of %(name)s has a date, but was not shown.") % named)
