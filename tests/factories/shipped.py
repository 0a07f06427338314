"""What ships with the house: letter templates, procedures, categories and clocks; brought in once, then copied.

The first time in a process they come in by the office's own loaders, which try every template. Later tests get the
rows that those left. The loaders themselves are tested where they are called by their own names.
"""

import hashlib
from copy import copy
from typing import Any

from backoffice.kit import clock
from casework.actions.clock_rules import load_clock_rules
from casework.actions.reference import load_categories, load_procedures
from casework.models import Category, ClockRule, Procedure
from documents.actions.shipped import load_shipped_templates
from documents.kinds import kinds
from documents.models import TemplateVersion
from documents.models.template_version import TemplateEvent

_reference: list[list[Any]] = []
_brought_in: dict[str, tuple[TemplateVersion, list[TemplateEvent]]] = {}


def templates_in_use() -> None:
    """The shipped template of every kind that is registered now. Writes."""
    known = {kind.key: hashlib.sha256(kind.template.read_bytes()).hexdigest() for kind in kinds}
    if not TemplateVersion.objects.exists():
        _copy(known)
    if TemplateVersion.objects.order_by().values("kind").distinct().count() < len(known):
        load_shipped_templates()
        _keep()


def reference() -> None:
    """The shipped procedures, categories and clocks, when they are not there. Writes."""
    if Procedure.objects.exists():
        return
    if not _reference:
        for load in (load_procedures, load_categories, load_clock_rules):
            load()
        _reference[:] = [list(model.objects.order_by("pk")) for model in (Procedure, Category, ClockRule)]
        return
    procedures, categories, rules = ([_new(row) for row in rows] for rows in _reference)
    Procedure.objects.bulk_create(procedures)
    Category.objects.bulk_create(categories)
    now = {old.pk: new for old, new in zip(_reference[0], procedures, strict=True)}
    for rule in rules:
        rule.procedure = now[rule.procedure_id]
    ClockRule.objects.bulk_create(rules)


def _new(row: Any) -> Any:
    copied = copy(row)
    copied.pk = None
    return copied


def _copy(known: dict[str, str]) -> None:
    now = clock.now()
    kept = [rows for key, sha in known.items() if (rows := _brought_in.get(key)) and rows[0].sha256 == sha]
    versions, events = [copy(version) for version, _ in kept], [copy(one) for _, made in kept for one in made]
    for version in versions:
        version.uploaded_at = version.approved_at = now
    for event in events:
        event.at = now
    TemplateVersion.objects.bulk_create(versions)
    TemplateEvent.objects.bulk_create(events)


def _keep() -> None:
    for version in TemplateVersion.objects.active().filter(is_shipped=True).prefetch_related("events"):
        _brought_in[version.kind] = (version, list(version.events.all()))
