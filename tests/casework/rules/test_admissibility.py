"""Whether the provider was covered when it happened, and is now."""

from datetime import date

import pytest

from casework.rules.admissibility import NO_MEMBER_KNOWN, CoverOn, Finding, assess

THEN, NOW = date(2026, 1, 5), date(2026, 3, 24)
SERVICE = frozenset({"klachtenfunctionaris"})


def cover(day: date, products: frozenset[str] = SERVICE, *, is_member: bool = True) -> CoverOn:
    """What the provider had on a day."""
    return CoverOn(day=day, is_member=is_member, products=products)


@pytest.mark.parametrize(
    ("then", "now", "findings"),
    [
        (cover(THEN), cover(NOW), ()),
        (cover(THEN, frozenset({"klachtencommissie", "fg"})), cover(NOW), ()),
        (None, cover(NOW), (Finding.NO_INCIDENT_DATE,)),
        (cover(THEN, is_member=False), cover(NOW), (Finding.NO_MEMBER_THEN,)),
        (cover(THEN, frozenset({"fg"})), cover(NOW), (Finding.NOT_COVERED_THEN,)),
        (cover(THEN), cover(NOW, is_member=False), (Finding.NO_MEMBER_NOW,)),
        (cover(THEN), cover(NOW, frozenset()), (Finding.NOT_COVERED_NOW,)),
        (
            cover(THEN, is_member=False),
            cover(NOW, is_member=False),
            (Finding.NO_MEMBER_THEN, Finding.NO_MEMBER_NOW),
        ),
    ],
)
def test_what_there_is_to_say(then: CoverOn | None, now: CoverOn, findings: tuple[Finding, ...]) -> None:
    admissibility = assess(then, now)

    assert admissibility.findings == findings
    assert admissibility.is_covered is (not findings)


def test_an_unknown_provider_is_a_finding_too() -> None:
    assert NO_MEMBER_KNOWN.findings == (Finding.NO_MEMBER,)
    assert not NO_MEMBER_KNOWN.is_covered
