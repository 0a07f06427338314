"""Production: the system checks find nothing to say, and what is missing is named."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

OFFICE = {
    "DEFAULT_FROM_EMAIL": "klachten@kantoor.example",
    "OFFICE_NAME": "Klachtenkantoor Oost",
    "OFFICE_STREET": "Lindelaan 3",
    "OFFICE_CITY": "7511 AB Enschede",
    "OFFICE_PHONE": "053 765 43 21",
    "OFFICE_EMAIL": "klachten@kantoor.example",
    "OFFICE_WEBSITE": "www.kantoor.example",
}
SAID = {*OFFICE, "ALLOWED_HOSTS", "EMAIL_URL"}
UNSET = {
    "SECRET_KEY",
    "FIELD_KEYS",
    "DEBUG",
    "DATABASE_URL",
    "REQUIRE_TWO_FACTOR",
    "TRUSTED_PROXIES",
    "DJANGO_ALLOW_ASYNC_UNSAFE",  # the browser's fixture sets it
    *SAID,
}


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
        **OFFICE,
    }


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as an administrator would."""
    return run([sys.executable, "manage.py", *arguments], environment)


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program in an environment of its own."""
    return subprocess.run(
        command,
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


@pytest.mark.parametrize("missing", [("OFFICE_PHONE",), tuple(sorted(SAID))])
def test_deployment_checks_name_what_only_the_office_can_say(
    production: dict[str, str], missing: tuple[str, ...]
) -> None:
    environment = {name: value for name, value in production.items() if name not in missing}

    done = manage(environment, "check", "--deploy")

    assert done.returncode != 0
    assert all(f"{name} is niet ingesteld" in done.stderr for name in missing)
    assert done.stderr.count("(kit.E001)") == len(missing)


def test_deployment_checks_refuse_mail_that_goes_to_files(production: dict[str, str], tmp_path: Path) -> None:
    done = manage({**production, "EMAIL_URL": f"filemail:///{tmp_path}"}, "check", "--deploy")

    assert done.returncode != 0
    assert "(kit.E002)" in done.stderr


@pytest.mark.parametrize(("proxies", "is_believed"), [("0", False), ("1", True)])
def test_only_a_proxy_of_our_own_is_believed_about_https(
    production: dict[str, str], proxies: str, is_believed: bool
) -> None:
    asked = (
        "import django; django.setup();"
        "from django.test import RequestFactory;"
        "print(RequestFactory().get('/', headers={'X-Forwarded-Proto': 'https'}).is_secure())"
    )
    environment = {**production, "TRUSTED_PROXIES": proxies, "DJANGO_SETTINGS_MODULE": "backoffice.settings"}

    done = run([sys.executable, "-c", asked], environment)

    assert done.stdout.strip() == str(is_believed), done.stderr
