"""The tables and permissions of the workshop, beside the tables of the house."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client

from backoffice.accounts.models import User
from tests.kit.workshop.models import MODELS, Shelf, Ticket

WORDS = ("view", "add", "change", "delete")


@pytest.fixture(scope="module")
def workshop_tables(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The workshop's tables, as long as one module runs: a table unknown to Django hinders flushing."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in MODELS:
                editor.create_model(model)
        yield
        with connection.schema_editor() as editor:
            for model in reversed(MODELS):
                editor.delete_model(model)


@pytest.fixture
def workshop(workshop_tables: None, db: None) -> None:
    """Officers and coordinators may do everything that the rows themselves allow; finance sees shelves."""
    ContentType.objects.clear_cache()  # it remembers rows that the test before has rolled back
    for model in (Shelf, Ticket):
        kind = ContentType.objects.get_for_model(model)
        for role in ("officer", "coordinator"):
            _give(role, kind, WORDS)
    _give("finance", ContentType.objects.get_for_model(Shelf), ("view",))


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which a user is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def _give(role: str, kind: ContentType, words: tuple[str, ...]) -> None:
    group, _is_new = Group.objects.get_or_create(name=role)
    for word in words:
        permission, _is_new = Permission.objects.get_or_create(
            content_type=kind, codename=f"{word}_{kind.model}", defaults={"name": f"{word} {kind.model}"}
        )
        group.permissions.add(permission)
