"""What an exported list is called on the disk of whoever asked for it."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.utils import translation

from backoffice.kit.exchange.admin import ListExport
from backoffice.kit.exchange.formats import SAFE_FORMATS
from billing.models import Member

pytestmark = pytest.mark.usefixtures("clock")


@pytest.mark.parametrize(
    ("language", "name"), [("nl", "leden-2026-03-24.csv"), ("en", "members-2026-03-24.csv")]
)
def test_a_file_is_called_after_what_it_holds_in_the_language_of_the_user(language: str, name: str) -> None:
    of_members: Any = admin.site._registry[Member]
    [csv] = [one() for one in SAFE_FORMATS if one().get_extension() == "csv"]

    with translation.override(language):
        said = of_members.get_export_filename(RequestFactory().get("/"), None, csv)

    assert said == name


def test_every_list_that_can_be_exported_is_called_so() -> None:
    exported = [one for one in admin.site._registry.values() if hasattr(one, "get_export_filename")]

    assert exported
    assert all(type(one).get_export_filename is ListExport.get_export_filename for one in exported)
