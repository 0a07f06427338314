"""The procedures and categories that ship with the house; what staff made of them stays as it is."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from casework.models import Category, Procedure

FOLDER = Path("fixtures") / "reference"


def load_procedures() -> int:
    """Add the shipped versions of procedures that are missing; returns how many were added. One transaction.

    A new version becomes the current one, unless the office already has a later version of that procedure.
    """
    known = set(Procedure.objects.values_list("key", "version"))
    missing = [row for row in _shipped("procedures.json") if (row["key"], row["version"]) not in known]
    with transaction.atomic():
        for row in missing:
            _add_version(row)
    return len(missing)


def load_categories() -> int:
    """Add the shipped categories that are missing; returns how many were added."""
    codes = set(Category.objects.values_list("code", flat=True))
    names = set(Category.objects.values_list("name", flat=True))
    shipped = _shipped("categories.json")
    missing = [Category(**row) for row in shipped if row["code"] not in codes and row["name"] not in names]
    Category.objects.bulk_create(missing)
    return len(missing)


def _add_version(row: dict[str, Any]) -> None:
    versions = Procedure.objects.named(row["key"])
    is_latest = not versions.filter(version__gt=row["version"]).exists()
    if is_latest:
        versions.update(is_current=False)
    Procedure.objects.create(**row, is_current=is_latest)


def _shipped(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((settings.BASE_DIR / FOLDER / name).read_text("utf-8"))
    return rows
