"""Sizes and smells: what STYLE promises about the code, checked on all of it."""

import ast
import re

import pytest
from django.apps import apps
from django_fsm import FSMField

from tests.architecture.sources import PACKAGES, ROOT, code, code_of_tests, texts
from tests.architecture.state_writes import ALLOWED, WITH_STEPS, state_writes

LONGEST_FILE = 300
LONGEST_TEST_FILE = 400
LONGEST_FUNCTION = 40
THE_DOOR = "backoffice/kit/transitions.py"

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
    found = {
        f"{source.name}: {ast.unparse(node)}": source.at(node)
        for source in code()
        if source.name != THE_DOOR
        for node in state_writes(source.tree)
    }

    assert [place for text, place in found.items() if text not in ALLOWED] == []
    assert ALLOWED.keys() - found.keys() == set(), "no longer there"


def test_every_model_with_steps_is_watched() -> None:
    with_steps = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.split(".")[0] in PACKAGES
        and any(isinstance(field, FSMField) for field in model._meta.fields)
    }

    assert with_steps == WITH_STEPS


@pytest.mark.parametrize(
    "sample",
    [
        "complaint.state = State.CLOSED",
        "one.state, other = State.CLOSED, 1",
        "complaint.state: str = 'closed'",
        "complaint.state += 'x'",
        "self.state = 'closed'",
        "batch.state = BatchState.READY",
        "complaint.__dict__['state'] = 'closed'",
        "setattr(complaint, 'state', 'closed')",
        "setattr(complaint, name, value)",
        "object.__setattr__(complaint, 'state', 'closed')",
        "Complaint.objects.update(state='closed')",
        "complaints.filter(pk=1).update(state='closed')",
        "deadlines.update(**{'state': 'met'})",
        "deadlines.update(**fields)",
        "Deadline.objects.bulk_update(rows, ['state'])",
        "Deadline.objects.bulk_update(rows, fields)",
        "Complaint(state='closed')",
        "Complaint(**fields)",
        "Complaint.objects.bulk_create([Complaint(state='closed')])",
        "Complaint.objects.create(state='closed')",
        "Complaint.objects.update_or_create(pk=1, defaults={'state': 'closed'})",
        "update_rows(Subscription, rows)",
        "insert_rows(Subscription, names, rows)",
        "cursor.execute('UPDATE casework_complaint SET state = %s', ['closed'])",
        "cursor.executemany(statement, rows)",
    ],
)
def test_a_state_written_past_the_door_is_found(sample: str) -> None:
    assert list(state_writes(ast.parse(sample)))


@pytest.mark.parametrize(
    "sample",
    [
        "batches.filter(state=BatchState.CHECKING).update(state=BatchState.READY)",
        "mails.update(state=MailState.SENT)",
        "deadlines.update(due_on=day)",
        "setattr(complaint, 'number', 1)",
        "Complaint.objects.filter(state='closed')",
        "cursor.execute('SELECT state FROM casework_complaint')",
    ],
)
def test_what_writes_no_state_of_steps_is_left_alone(sample: str) -> None:
    assert not list(state_writes(ast.parse(sample)))


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
