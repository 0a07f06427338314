"""Whether the office may handle a complaint: was the provider a member with cover when it happened, and is it now?

Pure: knows no model, no language. A finding is for the coordinator to weigh at the first assessment, not a refusal.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

# The services under which the office handles complaints (product codes).
COMPLAINT_SERVICES = frozenset({"klachtenfunctionaris", "klachtencommissie"})


class Finding(StrEnum):
    """What the first assessment should look at."""

    NO_MEMBER = auto()
    NO_INCIDENT_DATE = auto()
    NO_MEMBER_THEN = auto()
    NOT_COVERED_THEN = auto()
    NO_MEMBER_NOW = auto()
    NOT_COVERED_NOW = auto()


@dataclass(frozen=True, slots=True)
class CoverOn:
    """What the provider had on a day: membership, and product codes of its running subscriptions."""

    day: date
    is_member: bool
    products: frozenset[str]

    @property
    def handles_complaints(self) -> bool:
        """Whether one of the services for complaints was among them."""
        return self.is_member and not self.products.isdisjoint(COMPLAINT_SERVICES)


@dataclass(frozen=True, slots=True)
class Admissibility:
    """The cover on both days, and what there is to say about it. ``then`` is None without an incident date."""

    then: CoverOn | None
    now: CoverOn | None
    findings: tuple[Finding, ...]

    @property
    def is_covered(self) -> bool:
        """Whether there is nothing to say: covered on the day of the incident and today."""
        return not self.findings


NO_MEMBER_KNOWN = Admissibility(then=None, now=None, findings=(Finding.NO_MEMBER,))


def assess(then: CoverOn | None, now: CoverOn) -> Admissibility:
    """The findings for a provider that is known to the office."""
    return Admissibility(then=then, now=now, findings=(*_about_then(then), *_about_now(now)))


def _about_then(then: CoverOn | None) -> list[Finding]:
    if then is None:
        return [Finding.NO_INCIDENT_DATE]
    if not then.is_member:
        return [Finding.NO_MEMBER_THEN]
    return [] if then.handles_complaints else [Finding.NOT_COVERED_THEN]


def _about_now(now: CoverOn) -> list[Finding]:
    if not now.is_member:
        return [Finding.NO_MEMBER_NOW]
    return [] if now.handles_complaints else [Finding.NOT_COVERED_NOW]
