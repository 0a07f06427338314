"""The cover of the member of a complaint, on the day of the incident and today."""

from datetime import date
from typing import Any

import pytest

from casework.queries.admissibility import admissibility
from casework.rules.admissibility import Finding
from tests.conftest import THE_DAY
from tests.factories.billing import subscribe
from tests.factories.casework import make_complaint, make_provider

pytestmark = pytest.mark.usefixtures("clock", "db")
INCIDENT = date(2026, 3, 2)


def findings(member: Any, incident_on: date | None = INCIDENT) -> tuple[Finding, ...]:
    """What the first assessment of a complaint about this member says."""
    return admissibility(make_complaint(member=member, incident_on=incident_on), THE_DAY).findings


def test_a_member_with_a_complaints_officer_is_covered() -> None:
    member = make_provider()
    subscribe(member, "klachtenfunctionaris")

    assert findings(member) == ()


def test_cover_that_began_after_the_incident_is_cover_now_only() -> None:
    member = make_provider()
    subscribe(member, "klachtenfunctionaris", starts_on=date(2026, 3, 10))

    assert findings(member) == (Finding.NOT_COVERED_THEN,)


def test_another_service_is_no_cover_for_complaints() -> None:
    member = make_provider()
    subscribe(member, "fg")

    assert findings(member) == (Finding.NOT_COVERED_THEN, Finding.NOT_COVERED_NOW)


def test_a_provider_that_left_is_no_member_now() -> None:
    member = make_provider(left_on=date(2026, 3, 15))
    subscribe(member, "klachtenfunctionaris", ends_on=date(2026, 3, 15))

    assert findings(member) == (Finding.NO_MEMBER_NOW,)


def test_what_is_not_known_is_said() -> None:
    member = make_provider()
    subscribe(member, "klachtenfunctionaris")

    assert findings(None) == (Finding.NO_MEMBER,)
    assert findings(member, incident_on=None) == (Finding.NO_INCIDENT_DATE,)
