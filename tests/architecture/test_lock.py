"""What is installed: pinned, hashed, from nowhere in particular, and nothing that nobody uses."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT, code, code_of_tests

LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINNED = dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*])?==(\S+)", LOCK, flags=re.MULTILINE))

# Used without being imported, and by what.
USED_BY = {
    "argon2-cffi": "PASSWORD_HASHERS",
    "charset-normalizer": "the import of member lists",
    "django-stubs": "[tool.django-stubs]",
    "croniter": "schedules of django-q2",
    "graphviz": "manage.py graph_transitions",
    "psycopg": "DATABASE_URL",
    "redis": "REDIS_URL",
    "tablib": "django-import-export",
}


def direct_requirements() -> Iterator[Requirement]:
    """What pyproject asks for."""
    for line in [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]:
        yield Requirement(line)


REQUIREMENTS = list(direct_requirements())


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.name)
def test_lock_pins_a_version_that_pyproject_allows(requirement: Requirement) -> None:
    version = PINNED[canonicalize_name(requirement.name)]

    assert requirement.specifier.contains(version)


def test_every_pinned_library_has_its_hashes() -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]

    assert len(entries) == len(PINNED)
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_names_no_place_to_download_from() -> None:
    assert "://" not in LOCK
    assert not [line for line in LOCK.splitlines() if line.startswith("-")]


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.name)
def test_every_direct_dependency_is_used(requirement: Requirement) -> None:
    name = canonicalize_name(requirement.name)
    modules = [
        module
        for module, owners in packages_distributions().items()
        if name in {canonicalize_name(owner) for owner in owners}
    ]

    assert name in USED_BY or _is_imported(modules) or _is_run(requirement.name)


def test_no_reason_is_given_for_a_dependency_that_is_gone() -> None:
    assert set(USED_BY) <= {canonicalize_name(requirement.name) for requirement in REQUIREMENTS}


def _is_imported(modules: list[str]) -> bool:
    used = "\n".join(source.text for source in [*code(), *code_of_tests()])
    return any(
        re.search(
            rf"^\s*(?:from|import) {re.escape(module)}\b|\"{re.escape(module)}[.\"]", used, re.MULTILINE
        )
        for module in modules
    )


def _is_run(program: str) -> bool:
    menus = [ROOT / "Makefile", ROOT / "Procfile", ROOT / "pyproject.toml"]
    commands = [
        line for path in menus for line in path.read_text().splitlines() if not line.lstrip().startswith('"')
    ]
    aliases = {
        "import-linter": "lint-imports",
        "pytest-xdist": "-n auto",
        "pytest-django": "DJANGO_SETTINGS_MODULE",
    }
    return any(aliases.get(program, program) in line for line in commands)
