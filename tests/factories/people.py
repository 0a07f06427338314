"""Users with roles, as the office would make them."""

from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password

from backoffice.accounts.models import User

PASSWORD = "lang-genoeg-en-geheim"
_numbers = count(1)


@cache
def hashed_password() -> str:
    """One password for all, hashed once: argon2 is slow on purpose."""
    return make_password(PASSWORD)


def make_user(*roles: str, **fields: Any) -> User:
    """A user that can sign in with `PASSWORD` and has these roles; complainants are no staff."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "email": f"{'-'.join(roles) or 'user'}-{number}@example.org",
        "name": f"{' '.join(roles) or 'user'} {number}",
        "is_staff": bool(roles) and "complainant" not in roles,
        "password": hashed_password(),
        **fields,
    }
    user = User.objects.create(**values)
    user.set_roles(roles)
    return user
