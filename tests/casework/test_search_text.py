"""What a complaint is found by follows what changes elsewhere."""

from datetime import timedelta
from typing import Any

import pytest

from backoffice.kit import clock as kit_clock
from billing.models import Member
from casework.models import Complaint
from casework.search_text import follow_changed_members
from casework.tasks import follow_members
from tests.conftest import THE_DAY
from tests.factories.casework import make_provider, make_registered

pytestmark = pytest.mark.usefixtures("clock", "db")


@pytest.fixture
def renamed() -> Member:
    """A member that was renamed a day after a complaint came in."""
    member = make_provider(name="Zorg De Brug")
    make_registered(member=member)
    make_registered()
    with kit_clock.at(THE_DAY + timedelta(days=1)):
        Member.objects.filter(pk=member.pk).update(name="Zorg De Poort", changed_at=kit_clock.now())
    return member


def test_a_renamed_member_is_found_by_its_new_name_after_the_daily_task(renamed: Member) -> None:
    before = Complaint.objects.search("poort").exists()

    with kit_clock.at(THE_DAY + timedelta(days=2)):
        changed = follow_members()

    assert (before, changed) == (False, 1)
    assert Complaint.objects.search("poort").get().member == renamed
    assert not Complaint.objects.search("brug").exists()


def test_nothing_changed_means_nothing_written(renamed: Member, django_assert_max_num_queries: Any) -> None:
    follow_changed_members(kit_clock.now())

    with django_assert_max_num_queries(2):
        assert follow_changed_members(kit_clock.now()) == 0
