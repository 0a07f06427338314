"""Small corrections of products by a list: previewed, all or nothing, for those who may change products."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backoffice.accounts.models import User
from billing.models import Product
from tests.factories.billing import load_products

pytestmark = pytest.mark.django_db
IMPORT = "/admin/billing/product/import/"
CONFIRM = "/admin/billing/product/process_import/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client: Client, text: str) -> Any:
    """Choose a list of corrections."""
    file = SimpleUploadedFile("producten.csv", text.encode())
    return client.post(IMPORT, {"import_file": file, "format": "0", "resource": ""})


@pytest.mark.parametrize("role", ["finance", "administrator"])
def test_a_correction_is_previewed_and_done_once(role: str, user_with: Any) -> None:
    load_products()
    client = signed_in(user_with(role))

    shown = send(client, "code;name\nfg;Functionaris gegevens\n")
    answers = shown.context["confirm_form"].initial

    assert "Er is nog niets gewijzigd" in shown.content.decode()
    assert Product.objects.get(code="fg").name != "Functionaris gegevens"
    client.post(CONFIRM, answers)
    assert Product.objects.get(code="fg").name == "Functionaris gegevens"
    again = client.post(CONFIRM, answers, follow=True)
    assert "al verwerkt" in again.content.decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("code;name\nfg;Ander\nnergens;Nieuw\n", "Er is geen product “nergens”."),
        ("code;name\nfg;\n", "name"),
        ("%PDF-1.7", "PDF"),
    ],
)
def test_a_wrong_list_is_told_and_changes_nothing(text: str, told: str, finance: User) -> None:
    load_products()
    before = list(Product.objects.values_list())

    answer = send(signed_in(finance), text)

    assert told in answer.content.decode()
    assert "confirm_form" not in answer.context
    assert list(Product.objects.values_list()) == before


@pytest.mark.parametrize(("role", "status"), [("coordinator", 403), ("committee_member", 404)])
def test_who_changes_no_products_corrects_none(role: str, status: int, user_with: Any) -> None:
    client = signed_in(user_with(role))

    assert client.get(IMPORT).status_code == status
    assert client.post(CONFIRM, {}).status_code == status
