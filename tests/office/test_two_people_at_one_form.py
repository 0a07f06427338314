"""Two people at one page of the admin: the second one is told what the first one changed, and nothing is undone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from backoffice.accounts.models import User
from billing.models import Contact, Member
from tests.factories.billing import make_member

pytestmark = pytest.mark.django_db
IBAN, OTHER_IBAN = "NL91ABNA0417164300", "NL20INGB0001234567"


def opened(client: Client, address: str) -> list[tuple[str, str]]:
    """The fields of the page as a browser would send them back."""
    return fields_of(client.get(address))


def fields_of(answer: Any) -> list[tuple[str, str]]:
    """The fields of the form in an answer."""
    page = html.fromstring(answer.content.decode())
    [form] = [form for form in page.forms if "office-form" in (form.get("class") or "")]
    return list(form.form_values())


def sent(client: Client, address: str, fields: list[tuple[str, str]], **typed: Any) -> Any:
    """The answer to the page when it is sent back with these fields typed over."""
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    return client.post(address, {**values, **typed}, follow=True)


@pytest.fixture
def as_finance(client: Client, finance: User) -> Client:
    """Signed in as finance."""
    client.force_login(finance)
    return client


@pytest.fixture
def member(db: None) -> Member:
    """A member with a bank account and a contact."""
    made = make_member(number="L1", city="Enschede", iban=IBAN)
    Contact.objects.create(member=made, name="Jo Pietersen")
    return made


def page_of(thing: Any) -> str:
    """The address of its page."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def test_nobody_gets_a_role_back_that_was_taken_away_meanwhile(
    client: Client, administrator: User, officer: User
) -> None:
    client.force_login(administrator)
    page = opened(client, page_of(officer))
    officer.set_roles([])
    User.objects.filter(pk=officer.pk).update(is_active=False)

    answer = sent(client, page_of(officer), page, absent_from="2026-03-25")

    officer.refresh_from_db()
    assert (officer.is_active, officer.absent_from) == (False, None)
    assert not officer.groups.exists()
    said = answer.content.decode()
    assert "Iemand anders heeft dit gewijzigd nadat u het opende:" in said
    assert "25-03-2026" in said or "2026-03-25" in said


def test_a_bank_account_that_was_changed_meanwhile_stays(as_finance: Client, member: Member) -> None:
    page = opened(as_finance, page_of(member))
    Member.objects.filter(pk=member.pk).update(iban=OTHER_IBAN)

    answer = sent(as_finance, page_of(member), page, city="Hengelo")
    again = sent(as_finance, page_of(member), fields_of(answer), city="Hengelo")

    member.refresh_from_db()
    assert (member.iban, member.city) == (OTHER_IBAN, "Enschede")
    for said in (answer, again):
        assert "nadat u het opende: IBAN." in said.content.decode()
        assert 'value="Hengelo"' in said.content.decode()


def test_a_page_opened_in_another_language_is_no_other_page(
    as_finance: Client, finance: User, member: Member
) -> None:
    page = opened(as_finance, page_of(member))
    User.objects.filter(pk=finance.pk).update(language="en")

    sent(as_finance, page_of(member), page, city="Hengelo")

    member.refresh_from_db()
    assert member.city == "Hengelo"


def test_a_contact_that_was_changed_meanwhile_stays(as_finance: Client, member: Member) -> None:
    page = opened(as_finance, page_of(member))
    Contact.objects.update(email="nieuw@example.org")

    answer = sent(as_finance, page_of(member), page, city="Hengelo")

    assert Contact.objects.get().email == "nieuw@example.org"
    assert "nadat u het opende" in answer.content.decode()
    member.refresh_from_db()
    assert member.city == "Enschede"


def test_a_page_that_nobody_else_touched_is_saved_and_a_second_click_does_no_harm(
    as_finance: Client, member: Member
) -> None:
    page = opened(as_finance, page_of(member))

    answers = [sent(as_finance, page_of(member), page, city="Hengelo") for _ in range(2)]

    member.refresh_from_db()
    assert member.city == "Hengelo"
    assert all("nadat u het opende" not in answer.content.decode() for answer in answers)
