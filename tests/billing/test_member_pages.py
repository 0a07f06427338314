"""The pages of members: list, search, filters, the warning, the log, exports."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from backoffice.accounts.models import User
from backoffice.kit.exchange.table import read_table
from billing.models import Member, MemberChange, Product, Subscription
from tests.factories.billing import brought_in, make_member, row, subscribe

pytestmark = pytest.mark.django_db
MEMBERS = "/admin/billing/member/"
TYPED = (
    "number", "name", "legal_form", "sector", "kvk", "branch", "agb", "street", "house_number", "postcode", "city",
    "email", "phone", "website", "procedure", "invoice_email", "vat_number", "iban",
)  # fmt: skip


def signed_in(user: User) -> Client:
    """A browser in which a user is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_list_finds_members_and_filters_those_that_lack_services(finance: User) -> None:
    make_member(name="Zonder Dienst", laws=("Zvw",))
    covered = make_member(name="Met Dienst", laws=("Zvw",))
    subscribe(covered, "klachtenfunctionaris")
    client = signed_in(finance)

    found = client.get(MEMBERS, {"q": "dienst"}).content.decode()
    lacking = client.get(MEMBERS, {"services": "missing"}).content.decode()

    assert "Zonder Dienst" in found
    assert "Met Dienst" in found
    assert "Zonder Dienst" in lacking
    assert "Met Dienst" not in lacking


@pytest.mark.parametrize(
    "query",
    [
        "membership=member",
        "membership=left",
        "law=Zvw",
        "product=fg",
        "procedure=wkkgz",
        "legal_form__exact=bv",
        "services=covered",
    ],
)
def test_every_filter_answers(query: str, coordinator: User) -> None:
    brought_in(row())

    assert signed_in(coordinator).get(f"{MEMBERS}?{query}").status_code == 200


def test_the_list_takes_the_same_queries_for_many_members(
    finance: User, django_assert_max_num_queries: Any
) -> None:
    for _number in range(30):
        make_member(laws=("Zvw",))
    client = signed_in(finance)
    client.get(MEMBERS)

    with django_assert_max_num_queries(16):
        client.get(MEMBERS)


def test_the_page_warns_that_services_do_not_cover_the_care_laws(coordinator: User) -> None:
    member = make_member(laws=("Jeugdwet",))
    subscribe(member, "klachtencommissie")

    page = signed_in(coordinator).get(f"{MEMBERS}{member.pk}/change/").content.decode()

    assert "De diensten dekken de zorgwetten niet." in page
    assert "Vertrouwenspersoon" in page
    assert 'name="_save"' not in page


def test_a_change_on_the_page_is_logged_and_shown(finance: User) -> None:
    brought_in(row())
    member = Member.objects.get()
    client = signed_in(finance)

    answer = client.post(
        f"{MEMBERS}{member.pk}/change/", _filled(member, city="Almelo", iban="nl02 rabo 9859 6111 91")
    )

    assert answer.status_code == 302, answer.context["errors"]
    member.refresh_from_db()
    assert (member.city, member.iban, member.search_text.endswith("almelo")) == (
        "Almelo",
        "NL02RABO9859611191",
        True,
    )
    assert MemberChange.objects.first().changes == {"city": ["Molenaarsgraaf", "Almelo"]}
    assert "Molenaarsgraaf → Almelo" in client.get(f"{MEMBERS}{member.pk}/change/").content.decode()


def test_a_wrong_number_on_the_page_is_refused(finance: User) -> None:
    member = make_member()

    answer = signed_in(finance).post(f"{MEMBERS}{member.pk}/change/", _filled(member, kvk="12", iban="NL00"))

    assert "8 cijfers nodig." in answer.content.decode()
    assert "IBAN klopt niet" in answer.content.decode()


@pytest.mark.parametrize("role", ["coordinator", "officer", "secretary", "confidant", "administrator"])
def test_a_role_that_only_reads_cannot_change_a_member(role: str, user_with: Any) -> None:
    member = make_member()

    answer = signed_in(user_with(role)).post(f"{MEMBERS}{member.pk}/change/", _filled(member, city="Weg"))

    assert answer.status_code == 403
    assert Member.objects.get().city == "Enschede"


@pytest.mark.parametrize("path", ["", "export/", "add/"])
def test_members_do_not_exist_for_the_committee(path: str, committee_member: User) -> None:
    assert signed_in(committee_member).get(f"{MEMBERS}{path}").status_code == 404


@pytest.mark.parametrize("position", [0, 1, 2])
def test_an_export_holds_the_filtered_rows_and_calculates_nothing(position: int, officer: User) -> None:
    brought_in(row(naam="=1+1", telefoon="+31 6 5774720"), row(lidnummer="L2", plaats="Elders"))

    answer = signed_in(officer).post(
        f"{MEMBERS}export/?q=molenaarsgraaf", {"format": position, "resource": 0}
    )

    table = read_table(BytesIO(answer.content).read())
    assert table.header[:2] == ["lidnummer", "naam"]
    assert len(table.rows) == 1
    assert table.rows[0][1][1] in ("=1+1", "'=1+1")


def _filled(member: Member, **changed: Any) -> dict[str, Any]:
    """The form as the page would send it."""
    values = {name: getattr(member, name) for name in TYPED}
    dates = {name: getattr(member, name) or "" for name in ("joined_on", "left_on")}
    contacts = list(member.contacts.all())
    forms: dict[str, Any] = {"contacts-TOTAL_FORMS": len(contacts), "contacts-INITIAL_FORMS": len(contacts)}
    for place, contact in enumerate(contacts):
        forms |= {f"contacts-{place}-id": contact.pk, f"contacts-{place}-member": member.pk,
                  f"contacts-{place}-role": contact.role, f"contacts-{place}-name": contact.name}  # fmt: skip
    count = member.subscriptions.count()
    forms |= {"subscriptions-TOTAL_FORMS": count, "subscriptions-INITIAL_FORMS": count}
    for place, subscription in enumerate(member.subscriptions.all()):
        forms |= {f"subscriptions-{place}-id": subscription.pk, f"subscriptions-{place}-member": member.pk}
    return {**values, **dates, "laws": list(member.laws), **forms, **changed}


def test_what_a_member_has_already_is_told_beside_the_product(finance: User) -> None:
    member = make_member()
    subscribe(member, "klachtenfunctionaris")
    client = signed_in(finance)
    product = Product.objects.get(code="klachtenfunctionaris")
    asked = {"member": str(member.pk), "product": str(product.pk), "starts_on": "2026-05-01"}

    refused = client.post("/admin/billing/subscription/add/", asked)
    Subscription.objects.update(state="ended", ends_on=date(2026, 4, 30))
    taken = client.post("/admin/billing/subscription/add/", asked)

    assert refused.status_code == 200
    assert "Dit lid heeft dit abonnement al." in refused.content.decode()
    assert taken.status_code == 302
    assert Subscription.objects.filter(member=member).count() == 2
