"""The project's own files, read once, for the tests that look at how the code is written."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("backoffice", "billing", "casework", "documents")
TEXT_ENDINGS = {
    ".cfg", ".css", ".csv", ".html", ".ini", ".js", ".json", ".lock", ".md", ".po", ".py", ".toml", ".txt", ".yml", "",
}  # fmt: skip
NOT_OURS = {
    ".git",
    ".venv",
    "var",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}

AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path

    @property
    def name(self) -> str:
        """The path as a person would write it."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return self.path.read_text("utf-8")

    @property
    def lines(self) -> int:
        """How many lines."""
        return self.text.count("\n")

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    def functions(self) -> Iterator[AnyFunction]:
        """Every function and method."""
        for node in ast.walk(self.tree):
            if isinstance(node, AnyFunction):
                yield node

    def at(self, node: ast.AST) -> str:
        """Where a node stands: ``file:line``."""
        return f"{self.name}:{getattr(node, 'lineno', 0)}"


@cache
def code() -> tuple[Source, ...]:
    """The code of the house, without tests and migrations."""
    return tuple(_python_files(*PACKAGES))


@cache
def code_of_tests() -> tuple[Source, ...]:
    """The tests."""
    return tuple(_python_files("tests"))


@cache
def texts() -> tuple[Path, ...]:
    """Every text file of the project."""
    return tuple(sorted(path for path in _walk(ROOT) if path.suffix in TEXT_ENDINGS))


def _python_files(*folders: str) -> Iterator[Source]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield Source(path)


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_OURS:
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path
