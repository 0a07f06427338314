"""Sizes and smells: what STYLE promises about the code, checked on all of it."""

import ast
import re

from tests.architecture.sources import ROOT, Source, code, code_of_tests, texts

LONGEST_FILE = 300
LONGEST_TEST_FILE = 400
LONGEST_FUNCTION = 40
THE_DOOR = "backoffice/kit/transitions.py"
# How far a job has come: claimed by compare-and-swap, without steps that a person takes.
PROGRESS = ("BatchState.", "MailState.")

# Spelled so that this file does not contain what it looks for.
FORBIDDEN = re.compile(
    r"/w[o]rk/(main|shared)|/tmp/p[l]an|pypi\.[o]rg|pythonh[o]sted|--(extra-)?index-[u]rl|[a]nthropic|[c]laude\b|suba[g]ent",
    re.IGNORECASE,
)
NOTES_TO_SELF = re.compile(r"#.*\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b")


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {source.name: source.lines for source in code() if source.lines > LONGEST_FILE}
    long |= {source.name: source.lines for source in code_of_tests() if source.lines > LONGEST_TEST_FILE}

    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{source.at(function)} {function.name}: {length} lines"
        for source in [*code(), *code_of_tests()]
        for function in source.functions()
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]

    assert long == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        source.name
        for source in [*code(), *code_of_tests()]
        if source.text.strip() and not ast.get_docstring(source.tree)
    ]

    assert silent == []


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        source.at(node)
        for source in [*code(), *code_of_tests()]
        for function in source.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


def test_no_failure_is_swallowed_by_a_broad_except() -> None:
    broad = [
        source.at(node)
        for source in code()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type)
    ]

    assert broad == []


def test_nothing_but_the_door_writes_the_state_of_something_with_steps() -> None:
    written = [
        place
        for source in code()
        if source.name != THE_DOOR
        for node in ast.walk(source.tree)
        for place in _state_written(source, node)
    ]

    assert written == []


def test_no_comment_is_a_note_to_self() -> None:
    notes = [
        f"{source.name}:{number}"
        for source in [*code(), *code_of_tests()]
        for number, line in enumerate(source.text.splitlines(), 1)
        if NOTES_TO_SELF.search(line)
    ]

    assert notes == []


def test_no_file_names_the_machine_it_was_written_on() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in texts()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if FORBIDDEN.search(line)
    ]

    assert found == []


def test_no_model_is_changed_behind_its_back_by_a_signal_between_our_own_models() -> None:
    receivers = [
        source.at(node)
        for source in code()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.db.models.signals"
        and {"post_save", "pre_save"} & {alias.name for alias in node.names}
    ]

    assert receivers == []


def _is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(_is_broad(element) for element in caught.elts)
    return caught is None or (isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"})


def _state_written(source: Source, node: ast.AST) -> list[str]:
    """Where a node assigns ``something.state`` or updates ``state=`` in a query of a model with steps."""
    if isinstance(node, ast.Assign):
        is_progress = any(name in ast.unparse(node.value) for name in PROGRESS)
        return [source.at(node) for target in node.targets if _is_foreign_state(target) and not is_progress]
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        return [source.at(node)] if _is_foreign_state(node.target) else []
    return [source.at(node)] if isinstance(node, ast.Call) and _updates_complaint_state(node) else []


def _is_foreign_state(target: ast.expr) -> bool:
    is_state = isinstance(target, ast.Attribute) and target.attr == "state"
    return is_state and not (isinstance(target.value, ast.Name) and target.value.id == "self")  # type: ignore[attr-defined]


def _updates_complaint_state(call: ast.Call) -> bool:
    is_update = isinstance(call.func, ast.Attribute) and call.func.attr in {"update", "bulk_update"}
    names_state = any(keyword.arg == "state" for keyword in call.keywords)
    return is_update and names_state and "Complaint" in ast.unparse(call.func)
