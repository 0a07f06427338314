"""Members: what they must look like, who sees them, and what they are covered for."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban

from backoffice.accounts.models import User
from billing.models import Member, validators
from billing.queries.coverage import cover_on, missing_services
from tests.factories.billing import make_member, subscribe

DAY = date(2026, 3, 24)

RIGHT = {
    "kvk": "01234567",
    "branch": "000012345678",
    "agb": "01031310",
    "vat_number": "NL688136138B92",
    "iban": "NL02RABO9859611191",
    "postcode": "7511 AB",
    "phone": "+31 6 5774720",
    "website": "https://zorg.example",
}
WRONG = {
    "kvk": "1234567",
    "branch": "12345678",
    "agb": "123",
    "vat_number": "NL123B01",
    "iban": "NL03RABO9859611191",
    "postcode": "0511 AB",
    "phone": "bel maar",
    "email": "geen adres",
    "website": "javascript:alert(1)",
    "procedure": "bestaat-niet",
    "name": "twee\nregels",
}


@pytest.mark.django_db
def test_a_member_with_right_numbers_is_valid() -> None:
    Member(number="L1", name="Zorg", laws=("Zvw",), procedure="wkkgz", **RIGHT).full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), WRONG.items())
def test_a_wrong_value_is_refused_at_its_own_field(field: str, value: str) -> None:
    values = {"number": "L1", "name": "Zorg", field: value}

    with pytest.raises(ValidationError) as refused:
        Member(**values).full_clean()

    assert set(refused.value.message_dict) == {field}


@given(st.integers(0, 10**10 - 1), st.integers(0, 99))
def test_the_quick_check_of_dutch_accounts_agrees_with_stdnum(account: int, check: int) -> None:
    text = f"NL{check:02}ABNA{account:010}"

    assert validators._is_dutch_iban(text) == iban.is_valid(text)


@pytest.mark.django_db
def test_a_member_cannot_leave_before_joining() -> None:
    member = Member(number="L1", name="Zorg", joined_on=DAY, left_on=date(2026, 1, 1))

    with pytest.raises(ValidationError, match="weggaan"):
        member.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("coordinator", True),
        ("officer", True),
        ("secretary", True),
        ("confidant", True),
        ("finance", True),
        ("administrator", True),
        ("committee_member", False),
        ("complainant", False),
    ],
)
def test_who_sees_members_and_subscriptions(role: str, sees: bool, user_with: Any) -> None:
    member = make_member()
    subscription = subscribe(member, "fg")
    user = user_with(role)

    assert Member.objects.visible_to(user).exists() is sees
    assert type(subscription).objects.visible_to(user).exists() is sees


@pytest.mark.django_db
def test_somebody_who_left_the_office_sees_nothing(finance: User) -> None:
    make_member()
    finance.is_active = False

    assert not Member.objects.visible_to(finance).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("joined_on", "left_on", "is_member"),
    [
        (date(2020, 1, 1), None, True),
        (DAY, None, True),
        (date(2026, 3, 25), None, False),
        (date(2020, 1, 1), DAY, True),
        (date(2020, 1, 1), date(2026, 3, 23), False),
        (None, None, True),
    ],
)
def test_membership_counts_its_first_and_last_day(
    joined_on: date | None, left_on: date | None, is_member: bool
) -> None:
    member = make_member(joined_on=joined_on, left_on=left_on)

    assert cover_on(member, DAY).is_member is is_member
    assert Member.objects.members_on(DAY).exists() is is_member


@pytest.mark.django_db
def test_cover_names_what_was_in_force_on_the_day() -> None:
    member = make_member(laws=("Zvw", "Wmo"))
    subscribe(member, "klachtenfunctionaris")
    subscribe(member, "fg", state="ended", ends_on=date(2026, 3, 23))
    subscribe(member, "klachtencommissie", state="draft")

    cover = cover_on(member, DAY)

    assert cover.products == ("klachtenfunctionaris",)
    assert cover.is_covered
    assert missing_services(member, DAY) == {"klachtencommissie"}


@pytest.mark.django_db
def test_the_list_of_members_without_the_services_they_need() -> None:
    lacking = make_member(laws=("Jeugdwet", "Wlz"))
    subscribe(lacking, "klachtenfunctionaris")
    covered = make_member(laws=("Zvw",))
    subscribe(covered, "klachtenfunctionaris")
    make_member(laws=("Zvw",), left_on=date(2026, 1, 1))

    assert list(Member.objects.lacking_services(DAY)) == [lacking]
    assert list(Member.objects.with_required_services(DAY)) == [covered]


@pytest.mark.django_db
@pytest.mark.parametrize("sought", ["L0042", "brug", "BRUG ensch", "noëlle", "noelle", "ÉÉN", "een"])
def test_search_finds_number_name_and_city_without_regard_to_case_and_accents(sought: str) -> None:
    found = make_member(number="L0042", name="Één Brug van Noëlle", city="Enschede")
    make_member(number="X7", name="Ander", city="Almelo")

    assert list(Member.objects.search(sought)) == [found]
    assert not Member.objects.search("brug almelo").exists()


@pytest.mark.django_db
def test_a_percent_sign_is_searched_as_itself() -> None:
    make_member(name="Zorg")

    assert not Member.objects.search("%").exists()
