"""Finds every way in which code could write the state of something with steps, beside `perform`.

Strict on purpose: what only might write a state is found as well, and stands in `ALLOWED` with the reason why it may.
"""

import ast
import re
from collections.abc import Iterator

STATE = "state"
# Models with steps; the test that uses this checks that none is missing.
WITH_STEPS = {"Batch", "Complaint", "Deadline", "EditedLetter", "Subscription", "TemplateVersion"}
# How far a job has come: claimed by compare-and-swap, in the row and never on an object in hand.
PROGRESS = ("BatchState.", "MailState.")
WRITES_FIELDS = {
    "update", "aupdate", "create", "acreate", "get_or_create", "update_or_create", "bulk_update", "bulk_create",
    "abulk_update", "abulk_create",
}  # fmt: skip
BULK = {"insert_rows", "update_rows"}
RAW_SQL = {"execute", "executemany", "raw"}
SETS = {"setattr", "__setattr__"}
# "file: code" → why it may.
ALLOWED: dict[str, str] = {
    # Written by the door for many: declared steps, guards and events of its own.
    "billing/actions/subscription_moves.py: "
    "update_rows(Subscription, [(move.subscription.pk, move.written) for move in moves], counts='version')": (
        "the door for lists, which takes declared steps only"
    ),
    # Rows that begin: their first state is no step.
    "billing/actions/import_relations.py: "
    "insert_rows(Subscription, NEW_SUBSCRIPTION, [new for one in added for new in _subscriptions(*one, terms)])": (
        "subscriptions of new members begin in the state that the list tells"
    ),
    "billing/actions/import_relations.py: insert_rows(Subscription, NEW_SUBSCRIPTION, added)": (
        "new subscriptions of a known member, likewise"
    ),
    # A Word file's own title and author.
    "documents/rendering/docxtpl_letter.py: setattr(self.docx.core_properties, name, text)": "no row at all",
    # Lists have no steps that a person takes: their state is claimed by compare-and-swap.
    "billing/models/import_batch.py: rows.update(**{'state': target, **fields})": "the claim itself",
    "billing/actions/import_checking.py: own.update(**values)": "the check of a list",
    "billing/models/import_batch.py: hanging.update(**fields)": "work on a list that hung begins anew",
    "billing/actions/import_checking.py: setattr(batch, f'{kind}_count', writer.counts[kind])": "counts",
    # Mail has no steps either: the row is taken and given back under its own attempt.
    "documents/actions/dispatch.py: OutgoingMail.objects.filter(pk=mail.pk, state=MailState.QUEUED, "
    "attempts=mail.attempts).update(state=_given_up(mail, state), last_error=reason[:REASON_LENGTH])": (
        "a mail that was not handed over"
    ),
    "documents/actions/dispatch.py: OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENDING, "
    "claimed_at=mail.claimed_at).update(state=_given_up(mail, state), last_error=reason[:REASON_LENGTH], "
    "sent_at=clock.now() if state is MailState.SENT else None)": "how handing it over went",
    # Names that come from a fixed list without a state.
    "casework/actions/deadlines.py: Deadline.objects.bulk_update(rows, fields, batch_size=ROWS_AT_A_TIME)": (
        "dates that are counted again"
    ),
    "casework/actions/edit.py: setattr(current, name, value)": "the fields of the correction form",
    "casework/deadline_steps.py: setattr(deadline, name, value)": "what a clock's step answers, not its state",
    # SQL that is built: into tables without steps, or for whoever calls (and is found there).
    "casework/actions/sweep.py: "
    "cursor.execute(f'INSERT INTO {table} ({columns}) {select} ON CONFLICT DO NOTHING', values)": (
        "adds reminders"
    ),
    "backoffice/kit/exchange/bulk.py: "
    "cursor.executemany(_insertion(model, [*given, *others], connection), list(written))": "its callers are found",
    "backoffice/kit/exchange/bulk.py: "
    "cursor.executemany(_statement(model, names, counts, connection), written)": "its callers are found",
    "backoffice/kit/search_index.py: cursor.execute(counted, [asked])": "counts hits",
    "backoffice/kit/search_operations.py: schema_editor.execute(statement)": "indexes of a migration",
    # Fields of the kit itself.
    "backoffice/kit/encryption.py: setattr(cls, self.attname, DecryptingAttribute(self))": "on a class",
    "backoffice/kit/schedules.py: setattr(row, name, wanted[name])": "django-q's schedules",
    "billing/models/search_text.py: setattr(model_instance, self.attname, text)": "its own field",
}


def state_writes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that writes a state, or might."""
    for node in ast.walk(tree):
        if _writes(node) and not _claims_a_job(node):
            yield node


def _claims_a_job(node: ast.AST) -> bool:
    """Whether the state that is written, wherever it stands in the call, is one of a job."""
    if not isinstance(node, ast.Call):
        return False
    given = [keyword.value for keyword in node.keywords if keyword.arg == STATE]
    return bool(given) and all(any(job in ast.unparse(value) for job in PROGRESS) for value in given)


def _writes(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return any(_is_state(part) for target in node.targets for part in ast.walk(target))
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        return _is_state(node.target)
    return isinstance(node, ast.Call) and _call_writes(node)


def _is_state(target: ast.AST) -> bool:
    """``x.state`` and ``x.__dict__["state"]``."""
    if isinstance(target, ast.Attribute):
        return target.attr == STATE
    is_key = isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant)
    return is_key and target.slice.value == STATE  # type: ignore[attr-defined]


def _call_writes(call: ast.Call) -> bool:
    name = _name(call.func)
    if name in SETS:
        return not _says_other_name(call)
    if name in WITH_STEPS:
        return _names_state(call) or _is_open(call)
    if name in WRITES_FIELDS:
        return _names_state(call) or (_is_open(call) and _is_query(call.func))
    if name in BULK:
        return bool(call.args) and ast.unparse(call.args[0]) in WITH_STEPS
    return name in RAW_SQL and not _reads_only(call)


def _name(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def _says_other_name(call: ast.Call) -> bool:
    """Whether `setattr` names a field outright, and another one."""
    named = [arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant)]
    return bool(named) and STATE not in named


def _names_state(call: ast.Call) -> bool:
    """``state=…``, ``{"state": …}`` and ``["state"]``, also within what is given."""
    if any(word.arg == STATE for word in call.keywords):
        return True
    given = [*call.args, *(word.value for word in call.keywords)]
    return any(isinstance(one, ast.Constant) and one.value == STATE for arg in given for one in ast.walk(arg))


def _is_open(call: ast.Call) -> bool:
    """Whether fields come from somewhere else (``**fields``, or a list of names), so that a state may be one."""
    bulk = _name(call.func).endswith("bulk_update") and len(call.args) > 1
    return any(word.arg is None for word in call.keywords) or (
        bulk and not isinstance(call.args[1], ast.List | ast.Tuple)
    )


def _is_query(func: ast.expr) -> bool:
    return any(model in ast.unparse(func) for model in WITH_STEPS) or "objects" not in ast.unparse(func)


def _reads_only(call: ast.Call) -> bool:
    texts = [
        part.value
        for part in ast.walk(call)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    return (
        bool(texts)
        and re.match(r"\s*(select|explain|pragma|create|drop)\b", texts[0], re.IGNORECASE) is not None
    )
