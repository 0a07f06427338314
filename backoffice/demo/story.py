"""The story as it is written down in ``fixtures/demo/complaints.json``: days count from today and from receipt."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in a complaint; ``details`` are the fields of a party beyond the name."""

    name: str
    details: Mapping[str, Any]

    @classmethod
    def read(cls, written: Mapping[str, str]) -> Self:
        """Out of the file."""
        return cls(written["name"], {key: value for key, value in written.items() if key != "name"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that happens so many days after receipt: a step, a file added, or something with a clock."""

    after: int
    does: str
    answers: Mapping[str, Any]

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """Out of the file."""
        answers = {key: value for key, value in written.items() if key not in {"after", "does"}}
        return cls(written["after"], written["does"], answers)


@dataclass(frozen=True, slots=True)
class Story:
    """One complaint from receipt to where it stands today.

    ``days_ago``, ``working_days_ago`` or ``months_ago`` says when it was received. What people do falls on working
    days, unless the story ``is_exact`` because a term must end today whatever day it is.
    """

    channel: str
    member: str
    complainant: Character
    narrative: str
    wish: str
    parts: tuple[tuple[str, str], ...]  # category and text
    coordinator: str
    days_ago: int | None = None
    working_days_ago: int | None = None
    months_ago: int | None = None
    is_exact: bool = False
    incident_before: int = 0
    login: str = ""
    officer: str = ""
    flags: tuple[str, ...] = ()
    others: Mapping[str, Character] = field(default_factory=dict)  # role → somebody
    scenes: tuple[Scene, ...] = ()

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """Out of the file."""
        plain = {key: value for key, value in written.items() if key not in _READ_APART}
        return cls(
            **plain,
            complainant=Character.read(written["complainant"]),
            parts=tuple((part["category"], part["text"]) for part in written["parts"]),
            flags=tuple(written.get("flags", ())),
            others={role: Character.read(somebody) for role, somebody in written.get("others", {}).items()},
            scenes=tuple(Scene.read(scene) for scene in written.get("scenes", ())),
        )


_READ_APART = {"complainant", "parts", "flags", "others", "scenes"}


def read_stories(path: Path) -> list[Story]:
    """Every story, in the order of the file."""
    return [Story.read(written) for written in json.loads(path.read_text("utf-8"))]
