"""Dutch unless somebody chose English."""

import pytest
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def test_the_office_speaks_dutch_whatever_the_browser_prefers(client: Client) -> None:
    response = client.get(reverse("admin:login"), headers={"accept-language": "en"})

    assert response["Content-Language"] == "nl"
    assert "Inloggen" in response.content.decode()


def test_a_stranger_switches_the_sign_in_page_to_english(client: Client) -> None:
    client.post(reverse("admin:language"), {"language": "en", "next": reverse("admin:login")})

    assert "Sign in" in client.get(reverse("admin:login")).content.decode()


def test_the_language_chosen_on_the_sign_in_page_becomes_the_users_own(client: Client, officer: User) -> None:
    client.post(reverse("admin:language"), {"language": "en", "next": reverse("admin:login")})

    client.post(reverse("admin:login"), {"username": officer.email, "password": PASSWORD})

    officer.refresh_from_db()
    assert officer.language == "en"
    assert "My settings" in client.get(reverse("admin:my_settings")).content.decode()


def test_the_language_of_a_colleague_at_the_same_browser_is_not_taken_over(
    client: Client, officer: User, finance: User
) -> None:
    client.force_login(finance)
    client.post(reverse("admin:language"), {"language": "en"})
    client.post(reverse("admin:logout"))

    client.post(reverse("admin:login"), {"username": officer.email, "password": PASSWORD})

    officer.refresh_from_db()
    assert officer.language == "nl"


def test_a_user_keeps_the_language_for_good(client: Client, officer: User) -> None:
    client.force_login(officer)

    response = client.post(
        reverse("admin:language"), {"language": "en", "next": reverse("admin:my_settings")}
    )

    officer.refresh_from_db()
    assert response["Location"] == reverse("admin:my_settings")
    assert officer.language == "en"
    assert "My settings" in client.get(reverse("admin:my_settings")).content.decode()


def test_an_unknown_language_or_another_house_is_refused(client: Client, officer: User) -> None:
    client.force_login(officer)

    response = client.post(reverse("admin:language"), {"language": "xx", "next": "https://evil.example/"})

    officer.refresh_from_db()
    assert officer.language == "nl"
    assert response["Location"] == reverse("admin:index")
