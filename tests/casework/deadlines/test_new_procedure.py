"""A new version of a procedure in the admin: with the clocks of the version before, or with a warning."""

from typing import Any

import pytest
from django.test import Client

from backoffice.accounts.models import User
from casework.models import Procedure
from tests.factories.casework import load_casework_reference

pytestmark = pytest.mark.usefixtures("clock", "db")
PROCEDURES = "/admin/casework/procedure/"


def typed(**changes: Any) -> dict[str, Any]:
    """The form of a second version as somebody fills it in."""
    return {
        "key": "wkkgz",
        "version": "2",
        "name": "Reglement 2026",
        "legal_basis": "Wkkgz",
        "is_current": "on",
        "takes_over_clocks": "on",
        **changes,
    }


@pytest.fixture
def desk(administrator: User) -> Client:
    load_casework_reference()
    Procedure.objects.filter(key="wkkgz").update(is_current=False)
    client = Client()
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_new_version_takes_over_the_clocks_of_the_version_before(desk: Client) -> None:
    page = desk.post(f"{PROCEDURES}add/", typed(), follow=True).content.decode()

    old, new = Procedure.objects.filter(key="wkkgz").order_by("version")
    assert set(new.clock_rules.values_list("key", "length")) == set(
        old.clock_rules.values_list("key", "length")
    )
    assert "8 termijnen zijn overgenomen van versie 1" in page
    assert "heeft geen termijnen" not in page


def test_the_form_offers_it_ticked_for_a_new_version_only(desk: Client) -> None:
    old = Procedure.objects.get(key="wkkgz")

    form = desk.get(f"{PROCEDURES}add/").context["adminform"].form
    later = desk.get(f"{PROCEDURES}{old.pk}/change/").context["adminform"].form

    assert form["takes_over_clocks"].value() is True
    assert "takes_over_clocks" not in later.fields


@pytest.mark.parametrize("changes", [{"takes_over_clocks": ""}, {"key": "heel-nieuw", "version": "1"}])
def test_a_current_version_without_clocks_is_saved_with_a_warning(
    changes: dict[str, str], desk: Client
) -> None:
    page = desk.post(f"{PROCEDURES}add/", typed(**changes), follow=True).content.decode()

    new = Procedure.objects.get(name="Reglement 2026")
    assert not new.clock_rules.exists()
    assert "heeft geen termijnen" in page
    assert f"clockrule/add/?procedure={new.pk}" in page


def test_a_version_that_is_not_current_yet_may_still_be_without_clocks(desk: Client) -> None:
    page = desk.post(f"{PROCEDURES}add/", typed(is_current="", takes_over_clocks=""), follow=True)

    assert "heeft geen termijnen" not in page.content.decode()
