"""The office of these tests: built once for a module, and as it was for every test."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.access.scene import PDF, Scene, build_scene

SOFFICE = (
    '#!/bin/sh\nfor one in "$@"; do case "$one" in *.docx) cp {pdf} "${{one%.docx}}.pdf" ;; esac; done\n'
)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Scene, Path]]:
    """The scene and the folder of its files; taken back after the module."""
    files = tmp_path_factory.mktemp("scene")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=str(files)), transaction.atomic():
        yield build_scene(), files
        transaction.set_rollback(True)


@pytest.fixture
def scene(built: tuple[Scene, Path], db: None, settings: Any) -> Scene:
    """The office, as no test has touched it."""
    office, files = built
    settings.MEDIA_ROOT = str(files)
    return deepcopy(office)


@pytest.fixture
def quick_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every letter is the same PDF at once: who may open it is asked here, not what it looks like."""
    pdf, program = tmp_path / "letter.pdf", tmp_path / "soffice"
    pdf.write_bytes(PDF)
    program.write_text(SOFFICE.format(pdf=pdf))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
