"""The shipped procedures and categories: complete, loaded once, and never over what staff made of them."""

import pytest

from billing.procedures import known_procedures
from casework.actions.reference import load_categories, load_procedures
from casework.models import Category, Procedure
from casework.procedure_catalogue import current_procedures

pytestmark = pytest.mark.django_db


def test_loading_twice_adds_nothing_the_second_time() -> None:
    assert (load_procedures(), load_categories()) == (2, 11)
    assert (load_procedures(), load_categories()) == (0, 0)


def test_both_procedures_of_the_office_are_shipped() -> None:
    load_procedures()

    wkkgz, cooperative = Procedure.objects.get(key="wkkgz"), Procedure.objects.get(key="coöperatie")

    assert (wkkgz.own_board_first, cooperative.own_board_first) == (False, True)
    assert Procedure.objects.current().count() == 2


def test_what_staff_changed_stays() -> None:
    load_procedures()
    load_categories()
    Procedure.objects.filter(key="wkkgz").update(name="Onze eigen naam", has_committee=False)
    Category.objects.filter(code="bejegening").update(name="Omgang", is_active=False)

    load_procedures()
    load_categories()

    assert Procedure.objects.get(key="wkkgz").name == "Onze eigen naam"
    assert not Category.objects.get(code="bejegening").is_active


def test_a_later_version_of_the_office_stays_the_current_one() -> None:
    Procedure.objects.create(key="wkkgz", version=2, name="Nieuw", legal_basis="Wkkgz")

    load_procedures()

    assert Procedure.objects.current().get(key="wkkgz").version == 2
    assert Procedure.objects.named("wkkgz").count() == 2


def test_a_category_that_staff_made_under_the_same_name_is_not_doubled() -> None:
    Category.objects.create(code="eigen", name="Bejegening")

    assert load_categories() == 10


def test_members_choose_from_the_current_procedures() -> None:
    load_procedures()

    assert known_procedures() == current_procedures()
    assert set(known_procedures()) == {"wkkgz", "coöperatie"}
