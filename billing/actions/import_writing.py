"""Writes what a checked list says: new members, changed members, their contact and subscriptions, and the log."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.exchange.bulk import insert_rows, update_rows
from backoffice.kit.exchange.cells import as_date
from backoffice.kit.transitions import Refused
from billing.actions.import_relations import Terms, add_relations, change_relations
from billing.member_list.names import CONTACT, DATES, SEPARATOR, SUBSCRIPTIONS
from billing.member_list.preview import PreviewRow
from billing.member_list.store import MemberStore
from billing.models import ChangeKind, ImportBatch, Member, MemberChange
from billing.models.search_text import search_text

CHUNK = 4_000
NAMED = 20  # members named in a refusal
SEARCHED = ("number", "name", "city")
RELATED = (CONTACT, SUBSCRIPTIONS)


def write_new(batch: ImportBatch, rows: Iterable[PreviewRow], by: Any) -> None:
    """Add the new members. Raises `Refused` when one of them has come in since the check."""
    terms = Terms.now()
    for chunk in chunks(rows):
        added = [(uuid4(), row["values"]) for row in chunk]
        _add_members(added)
        add_relations(added, terms)
        log(
            batch,
            ChangeKind.CREATED,
            [(key, row, {}) for (key, _v), row in zip(added, chunk, strict=True)],
            by,
        )


def write_changed(batch: ImportBatch, rows: Iterable[PreviewRow], by: Any) -> None:
    """Change members in the columns that differ. Raises `Refused` when one was changed since the check."""
    terms = Terms.now()
    for chunk in chunks(rows):
        current = _current(chunk)
        refuse_changed(chunk, current)
        undo = change_relations(chunk, terms, by)
        written = [(UUID(row["id"]), _written(row, current[row["id"]])) for row in chunk]
        update_rows(Member, written, counts="version")
        log(batch, ChangeKind.CHANGED, [(UUID(row["id"]), row, undo.get(row["id"], {})) for row in chunk], by)


def log(
    batch: ImportBatch, kind: ChangeKind, done: Sequence[tuple[UUID, PreviewRow, dict[str, Any]]], by: Any
) -> None:
    """Write the change log: member key, row of the list and what putting back needs."""
    later = int(kind is ChangeKind.CHANGED)
    at, who = clock.now(), by.pk if by else None
    insert_rows(
        MemberChange,
        ("member", "number", "batch", "kind", "changes", "undo", "version", "at", "by"),
        [
            (key, row["number"], batch.pk, kind.value, row["changes"], undo, row["version"] + later, at, who)
            for key, row, undo in done
        ],
    )


def chunks(rows: Iterable[PreviewRow]) -> Iterator[list[PreviewRow]]:
    """The rows, as many at a time as one query may name."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


def stored_values(members: QuerySet[Member], names: Sequence[str]) -> dict[str, tuple[int, dict[str, str]]]:
    """Member id → version and the list's values for these columns, as stored now. Queries once or twice."""
    found = MemberStore().read(members, names)
    return {
        str(UUID(stored.id)): (stored.version, dict(zip(names, stored.values, strict=True)))
        for _key, stored in found
    }


def refuse_changed(rows: Sequence[PreviewRow], current: Mapping[str, tuple[int, Mapping[str, str]]]) -> None:
    """Raise `Refused`, naming every member that is no longer as it was compared."""
    changed = [row["number"] for row in rows if not _is_as_compared(row, current.get(row["id"]))]
    if changed:
        raise Refused(
            _("Changed since the list was checked: %s. Nothing was done; check the list again.")
            % named(changed)
        )


def named(numbers: Sequence[str]) -> str:
    """The numbers as text, at most `NAMED` of them."""
    shown = ", ".join(numbers[:NAMED])
    more = len(numbers) - NAMED
    return _("%(shown)s and %(more)d more") % {"shown": shown, "more": more} if more > 0 else shown


def as_field(name: str, text: str) -> Any:
    """A value of the list as the member's field takes it."""
    if name in DATES:
        return as_date(text)
    return tuple(text.split(SEPARATOR)) if name == "laws" and text else () if name == "laws" else text


def _is_as_compared(row: PreviewRow, current: tuple[int, Mapping[str, str]] | None) -> bool:
    if current is None or current[0] != row["version"]:
        return False
    return all(current[1][name] == old for name, (old, _new) in row["changes"].items())


def _current(chunk: Sequence[PreviewRow]) -> dict[str, tuple[int, dict[str, str]]]:
    """The members of a chunk as they are now, locked."""
    names = {name for row in chunk for name in row["changes"]} | set(SEARCHED)
    members = Member.objects.filter(pk__in=[row["id"] for row in chunk])
    list(members.select_for_update().order_by("pk").values_list("pk"))
    return stored_values(members, sorted(names))


def _add_members(added: Sequence[tuple[UUID, Mapping[str, str]]]) -> None:
    names = [name for name in added[0][1] if name not in RELATED]
    try:
        with transaction.atomic():
            insert_rows(Member, ("id", *names, "search_text"), (_new_member(*one, names) for one in added))
    except IntegrityError:
        _refuse_known([values["number"] for _key, values in added])
        raise


def _refuse_known(numbers: Sequence[str]) -> None:
    known = list(Member.objects.filter(number__in=numbers).values_list("number", flat=True))
    if known:
        raise Refused(
            _("Added since the list was checked: %s. Nothing was done; check the list again.") % named(known)
        )


def _new_member(key: UUID, values: Mapping[str, str], names: Sequence[str]) -> list[Any]:
    searched = search_text(values.get(name, "") for name in SEARCHED)
    return [key, *(as_field(name, values[name]) for name in names), searched]


def _written(row: PreviewRow, current: tuple[int, Mapping[str, str]]) -> dict[str, Any]:
    new = {name: pair[1] for name, pair in row["changes"].items()}
    written = {name: as_field(name, text) for name, text in new.items() if name not in RELATED}
    if not new.keys().isdisjoint(SEARCHED):
        now = {**current[1], **new}
        written["search_text"] = search_text(now[name] for name in SEARCHED)
    return {**written, "changed_at": clock.now()}
