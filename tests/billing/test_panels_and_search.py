"""What finance sees on the start page, and how members are found from every page."""

import datetime as dt

import pytest

from backoffice.accounts.models import User
from backoffice.kit.search import search
from billing.models import ImportBatch, Member
from billing.models.import_batch import BatchState
from billing.panels import drafts, ending_soon, lacking_services, member_lists

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 24)


@pytest.fixture
def bridge(db: None) -> Member:
    """A member under the Zvw without any subscription."""
    return Member.objects.create(
        number="L1003", name="Thuiszorg De Brug", city="Wijhe", laws=("Zvw",), joined_on=dt.date(2020, 1, 1)
    )


def test_a_member_without_the_services_of_its_laws_is_shown_with_what_is_missing(
    finance: User, bridge: Member
) -> None:
    data = lacking_services(finance, DAY)

    assert data.count == 1
    assert data.items[0].title == "L1003 Thuiszorg De Brug"
    assert str(bridge.pk) in data.items[0].action_url
    assert str(data.items[0].detail)


def test_only_lists_about_which_something_must_be_decided_wait(finance: User) -> None:
    ImportBatch.objects.create(filename="nieuw.csv", state=BatchState.READY, new_count=1)
    ImportBatch.objects.create(filename="wrong.csv", state=BatchState.WRONG, wrong_count=1)
    ImportBatch.objects.create(filename="same.csv", state=BatchState.READY, unchanged_count=240)
    ImportBatch.objects.create(filename="picture.csv", state=BatchState.FAILED)

    data = member_lists(finance, DAY)

    assert {item.title for item in data.items} == {"nieuw.csv", "wrong.csv"}
    assert data.count == 2


def test_empty_panels_say_what_that_means(finance: User) -> None:
    for build in (member_lists, ending_soon, drafts, lacking_services):
        data = build(finance, DAY)

        assert (data.count, bool(str(data.empty))) == (0, True)


def test_the_search_box_finds_a_member_by_a_part_of_its_name(finance: User, bridge: Member) -> None:
    found = search(finance, "de brug")

    assert [hit.title for one in found for hit in one.hits] == ["L1003 Thuiszorg De Brug"]


def test_the_whole_number_of_a_member_is_exact(finance: User, bridge: Member) -> None:
    hits = [hit for one in search(finance, "l1003") for hit in one.hits]

    assert [hit.is_exact for hit in hits] == [True]


def test_who_may_not_see_members_finds_none(committee_member: User, bridge: Member) -> None:
    assert [hit.title for one in search(committee_member, "de brug") for hit in one.hits] == []
