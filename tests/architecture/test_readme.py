"""What README tells a person to type exists, and what it shows is there."""

import re

from django.core.management import get_commands

from tests.architecture.sources import ROOT

README = (ROOT / "README.md").read_text()
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_every_make_target_that_readme_names_exists() -> None:
    named = set(re.findall(r"(?:^|`)(?:[A-Z_]+=\S+ )?make ([a-z]+)", README, re.MULTILINE))

    assert {"run", "test"} <= named
    assert named <= TARGETS


def test_every_command_that_readme_names_exists() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))

    assert named
    assert named <= set(get_commands())


def test_every_file_that_readme_links_exists() -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", README)
    mentioned = re.findall(
        r"`((?:backoffice|billing|casework|documents|fixtures|tests|docs)/[\w./-]*)`", README
    )

    assert linked
    assert [path for path in {*linked, *mentioned} if not (ROOT / path).exists()] == []


def test_readme_names_every_setting_of_the_environment() -> None:
    settings = (ROOT / "backoffice" / "settings.py").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings))
    stated = set(re.findall(r"`([A-Z][A-Z_]+)`", README))

    assert read <= stated
