"""Which passwords are good enough; argon2 keeps them."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from backoffice.accounts.models import User
from tests.factories.people import make_user


@pytest.mark.parametrize(
    "password",
    [
        "kort",
        "elf-tekens!",
        "wachtwoord2026!!",
        "W4chtw00rd!!!!!",
        "Welkom12345678",
        "welkomwelkomwelkom",
        "Zomer2026!!!!",
        "aaaaaaaaaaaaaa",
        "ababababababab",
        "Klachtenkantoor1",
        "123456789012345",
        "qwertyuiop1234567",
    ],
)
def test_a_password_that_everybody_tries_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["vier paarden eten hooi", "Zomers-fietsen-naar-7-sloten", "xk3-Wq9_vLm2e"]
)
def test_a_sentence_or_a_random_string_is_accepted(password: str) -> None:
    validate_password(password)


def test_a_password_like_the_own_address_is_refused() -> None:
    with pytest.raises(ValidationError):
        validate_password(
            "hanneke.loohuis1", User(email="hanneke.loohuis@example.org", name="Hanneke Loohuis")
        )


@pytest.mark.django_db
def test_passwords_are_kept_with_argon2() -> None:
    user = make_user("officer")
    user.set_password("vier paarden eten hooi")

    assert user.password.startswith("argon2$argon2id$")
