"""What does not exist is answered in plain words, in the demonstration too."""

import pytest
from django.test import Client

from backoffice.accounts.models import User


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nowhere/", "/admin/casework/complaint/nothing/change/"])
def test_the_demonstration_shows_no_list_of_addresses(
    address: str, coordinator: User, client: Client, settings: object
) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    client.force_login(coordinator)

    answer = client.get(address)

    assert answer.status_code == 404
    assert b"URLconf" not in answer.content
    assert "Mijn werk" in answer.content.decode()
