"""Production: the system checks find nothing to say, and what is missing is named."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

UNSET = {"SECRET_KEY", "FIELD_KEYS", "DEBUG", "ALLOWED_HOSTS", "DATABASE_URL", "REQUIRE_TWO_FACTOR"}


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """An environment as README's table asks for it."""
    bare = {name: value for name, value in os.environ.items() if name not in UNSET}
    return {
        **bare,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": "2026:" + secrets.token_urlsafe(32),
        "ALLOWED_HOSTS": "kantoor.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'office.sqlite3'}",
        "EMAIL_URL": "consolemail://",
    }


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as an administrator would."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_deployment_checks_find_nothing_under_production_settings(production: dict[str, str]) -> None:
    done = manage(production, "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", ["FIELD_KEYS", "SECRET_KEY"])
def test_a_missing_key_is_named_when_debug_is_off(production: dict[str, str], missing: str) -> None:
    del production[missing]

    done = manage({**production, "DEBUG": "off"}, "check")

    assert done.returncode != 0
    assert f"Set {missing}" in done.stderr


def test_demo_is_refused_in_production(production: dict[str, str]) -> None:
    done = manage(production, "demo")

    assert done.returncode == 1
    assert "DEBUG" in done.stderr
