"""Users with roles, as the office would make them."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password

from backoffice.accounts.models import User

PASSWORD = "lang-genoeg-en-geheim"


@cache
def hashed_password() -> str:
    """One password for all, hashed once: argon2 is slow on purpose."""
    return make_password(PASSWORD)


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A user that can sign in with `PASSWORD`; ``roles`` gives the roles. Complainants are no staff."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"user-{number}@example.org")
    name = factory.Sequence(lambda number: f"User {number}")
    password = factory.LazyFunction(hashed_password)

    @factory.post_generation
    def roles(self: Any, create: bool, extracted: Iterable[str] | None, **_kwargs: Any) -> None:
        """Give the roles."""
        self.set_roles(extracted or ())


def make_user(*roles: str, **fields: Any) -> User:
    """A user with these roles."""
    is_staff = bool(roles) and "complainant" not in roles
    user: User = UserFactory.create(roles=roles, **{"is_staff": is_staff, **fields})
    return user
