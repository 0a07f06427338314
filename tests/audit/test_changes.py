"""The change log keeps old → new of ordinary fields, and never a secret."""

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.db import models

from backoffice.accounts.models import User

CANARY = "canary-geheim-7702"
pytestmark = pytest.mark.django_db


def test_a_changed_name_is_kept_with_its_old_value(officer: User) -> None:
    old = officer.name
    officer.name = "Nieuwe Naam"
    officer.save()

    assert LogEntry.objects.first().changes["name"] == [old, "Nieuwe Naam"]


def test_changed_roles_are_kept(officer: User) -> None:
    officer.set_roles(["coordinator"])

    assert "groups" in "".join(str(entry.changes) for entry in LogEntry.objects.all())


def test_a_password_is_kept_nowhere(officer: User) -> None:
    officer.set_password(CANARY)
    officer.save()

    kept = "".join(str(entry.changes) for entry in LogEntry.objects.all())
    assert officer.password not in kept
    assert "password" not in kept.replace("has_first_password", "")


def test_no_registered_model_lets_an_encrypted_field_or_password_through() -> None:
    for model in auditlog.get_models():
        left_out = set(auditlog.get_model_fields(model)["exclude_fields"])
        closed = {
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, models.BinaryField) or field.name == "password"
        }
        assert closed <= left_out, model
