"""Whether the member was covered, in words, with a colour for whoever must look at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.presentation.deadlines import Level
from casework.rules.admissibility import Admissibility, CoverOn, Finding

FINDINGS: Mapping[Finding, Any] = {
    Finding.NO_MEMBER: _("No member was chosen yet."),
    Finding.NO_INCIDENT_DATE: _("The date of the incident is not known, so the cover then is not either."),
    Finding.NO_MEMBER_THEN: _("Not a member on %(then)s, the day of the incident."),
    Finding.NOT_COVERED_THEN: _("A member on %(then)s, but without a service for complaints."),
    Finding.NO_MEMBER_NOW: _("Not a member today."),
    Finding.NOT_COVERED_NOW: _("A member today, but without a service for complaints."),
}


@dataclass(frozen=True, slots=True)
class CoverWords:
    """The cover in one line, and what there is to say about it."""

    summary: str
    findings: tuple[str, ...]
    level: Level

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.findings


def cover_in_words(found: Admissibility) -> CoverWords:
    """The line for the header of the case and for the intake, in the active language."""
    then = _day(found.then.day) if found.then else ""
    findings = tuple(str(FINDINGS[finding]) % {"then": then} for finding in found.findings)
    return CoverWords(_summary(found), findings, Level.FINE if found.is_covered else Level.LATE)


def _summary(found: Admissibility) -> str:
    cover = found.then or found.now
    if cover is None:
        return gettext("member unknown")
    words = {"services": _services(cover), "day": _day(cover.day)}
    if cover.handles_complaints:
        return gettext("%(services)s, covered on %(day)s") % words
    return gettext("not covered on %(day)s") % words


def _services(cover: CoverOn) -> str:
    return ", ".join(sorted(cover.products))


def _day(day: date) -> str:
    return date_format(day)
