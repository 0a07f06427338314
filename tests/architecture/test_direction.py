"""The one direction: import-linter proves it in ``make lint``; these tests prove that nothing stands outside of it."""

import ast
import sys
import tomllib

from tests.architecture.sources import ROOT, Source, code

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
PURE_PARTS_OF_THE_KIT = {f"backoffice.kit.{name}" for name in ("calendar", "day_names", "holidays", "money")}
HIDDEN_CLOCKS = {"today", "now", "utcnow"}


def rules() -> list[Source]:
    """The files of the pure rules."""
    return [source for source in code() if "rules" in source.path.parts]


def test_every_root_module_of_the_house_stands_in_the_layers() -> None:
    listed = {name.strip() for layer in CONTRACTS[0]["layers"] for name in layer.split(":")}
    present = {
        f"backoffice.{path.stem}"
        for path in (ROOT / "backoffice").iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    }

    assert present - listed == set()


def test_rules_import_only_the_standard_library_and_pure_parts_of_the_kit() -> None:
    foreign = [
        f"{source.at(node)} {module}"
        for source in rules()
        for node in ast.walk(source.tree)
        for module in _modules(node)
        if not _is_pure(module, source)
    ]

    assert rules()
    assert foreign == []


def test_rules_have_no_hidden_clock() -> None:
    clocks = [
        source.at(node)
        for source in rules()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in HIDDEN_CLOCKS
    ]

    assert clocks == []


def test_nobody_asks_the_machine_what_day_it_is() -> None:
    asking = [
        source.at(node)
        for source in code()
        if source.name != "backoffice/kit/clock.py"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and _asks_the_machine(node)
    ]

    assert asking == []


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def _is_pure(module: str, source: Source) -> bool:
    own_rules = ".".join(source.path.relative_to(ROOT).parts[:2])
    return (
        module.partition(".")[0] in sys.stdlib_module_names
        or module in PURE_PARTS_OF_THE_KIT
        or module.startswith(own_rules)
    )


def _asks_the_machine(call: ast.Call) -> bool:
    asked = ast.unparse(call.func)
    always = {
        "date.today", "dt.date.today", "datetime.date.today", "datetime.now", "dt.datetime.now", "datetime.utcnow",
        "timezone.now",
    }  # fmt: skip
    return asked in always or (asked in {"timezone.localdate", "timezone.localtime"} and not call.args)
