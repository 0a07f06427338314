"""Reference data: everything a new office needs, and safe to load again."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from billing.models import Product
from casework.models import Category, ClockRule, Procedure
from documents.models import TemplateVersion


def load() -> dict[str, int]:
    """The machine-readable last line."""
    said = StringIO()
    call_command("load_reference", "--json", stdout=said)
    added: dict[str, int] = json.loads(said.getvalue().splitlines()[-1])
    return added


@pytest.mark.django_db
def test_an_empty_office_gets_procedures_clocks_categories_products_and_letters() -> None:
    added = load()

    assert all(number > 0 for number in added.values())
    assert Procedure.objects.current().count() == 2
    assert Category.objects.count() == 11
    assert Product.objects.filter(code="klachtenfunctionaris").exists()
    assert set(TemplateVersion.objects.active().values_list("kind", flat=True)) >= {
        "acknowledgement",
        "consent_form",
    }
    assert ClockRule.objects.filter(key="officer_handling").exists()


@pytest.mark.django_db
def test_loading_again_adds_nothing_and_keeps_what_the_office_changed() -> None:
    load()
    Category.objects.filter(code="bejegening").update(name="Omgangsvormen")

    again = load()

    assert set(again.values()) == {0}
    assert Category.objects.get(code="bejegening").name == "Omgangsvormen"
