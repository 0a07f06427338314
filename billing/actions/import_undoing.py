"""Takes back what a list did, as long as nobody has worked on its members since."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.exchange.bulk import insert_rows, update_rows
from backoffice.kit.exchange.cells import as_date
from backoffice.kit.transitions import Refused
from billing.actions.import_writing import CHUNK, SEARCHED, as_field, named, stored_values
from billing.actions.subscription_moves import Move, move_all
from billing.member_list.names import CONTACT, SUBSCRIPTIONS
from billing.member_list.preview import preview_rows
from billing.member_list.progress import Progress
from billing.models import (
    ChangeKind,
    Contact,
    ContactRole,
    ImportBatch,
    Member,
    MemberChange,
    Subscription,
)
from billing.models.search_text import search_text

Expected = dict[str, dict[str, str]]  # member number → column → value that the list gave it


def put_back(batch: ImportBatch, by: Any) -> None:
    """Take the whole list back in the caller's transaction. Raises `Refused`, naming who was changed since."""
    expected = _expected(batch)
    changes = list(batch.changes.filter(kind__in=[ChangeKind.CREATED, ChangeKind.CHANGED]).order_by("pk"))
    touched = [number for chunk in _chunks(changes) for number in _touched(chunk, expected)]
    if touched:
        raise Refused(
            [_("Changed since this list was brought in: %s.") % named(touched), _("So nothing was undone.")]
        )
    progress = Progress(batch.pk)
    for chunk in _chunks(progress.over(_of_kind(changes, ChangeKind.CHANGED))):
        _restore(chunk, batch, by)
    for chunk in _chunks(progress.over(_of_kind(changes, ChangeKind.CREATED))):
        _remove(chunk, batch, by)


def _of_kind(changes: Sequence[MemberChange], kind: ChangeKind) -> list[MemberChange]:
    return [change for change in changes if change.kind == kind]


def _expected(batch: ImportBatch) -> Expected:
    return {
        row["number"]: {**row["values"], **{name: new for name, (_old, new) in row["changes"].items()}}
        for row in preview_rows(batch, "new", "changed")
    }


def _chunks(changes: Iterable[MemberChange]) -> Iterator[list[MemberChange]]:
    waiting = iter(changes)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


def _touched(chunk: Sequence[MemberChange], expected: Expected) -> Iterator[str]:
    """The numbers of members that are not exactly as the list left them."""
    ids = [change.member_id for change in chunk if change.member_id]
    members = Member.objects.filter(pk__in=ids)
    list(members.select_for_update().order_by("pk").values_list("pk"))
    names = sorted({name for change in chunk for name in expected[change.number]})
    current = stored_values(members, names)
    worked_on = _with_moved_subscriptions(chunk) | _in_use(chunk)
    for change in chunk:
        found = current.get(str(change.member_id))
        if not found or str(change.member_id) in worked_on or not _is_as_left(change, found, expected):
            yield change.number


def _is_as_left(change: MemberChange, found: tuple[int, Mapping[str, str]], expected: Expected) -> bool:
    version, values = found
    return version == change.version and all(
        values[name] == value for name, value in expected[change.number].items()
    )


def _with_moved_subscriptions(chunk: Sequence[MemberChange]) -> set[str]:
    """Members whose subscriptions took a step since."""
    left_at = {moved["id"]: moved["version"] for change in chunk for moved in change.undo.get("moved", ())}
    made = [pk for change in chunk for pk in change.undo.get("created", ())]
    new = [change.member_id for change in chunk if change.kind == ChangeKind.CREATED]
    asked = Q(pk__in=[*left_at, *made]) | Q(member__in=new)
    rows = Subscription.objects.filter(asked).values_list("pk", "member_id", "version")
    return {str(member) for pk, member, version in rows if version != left_at.get(str(pk), 0)}


def _in_use(chunk: Sequence[MemberChange]) -> set[str]:
    """New members that something else refers to by now, such as a complaint or an umbrella's member."""
    new = [change.member_id for change in chunk if change.kind == ChangeKind.CREATED]
    own = (Contact, Subscription, MemberChange)
    used: set[str] = set()
    for relation in Member._meta.related_objects:
        if relation.related_model not in own:
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": new})
            used.update(str(pk) for pk in rows.values_list(relation.field.attname, flat=True))
    return used


def _restore(chunk: Sequence[MemberChange], batch: ImportBatch, by: Any) -> None:
    current = stored_values(Member.objects.filter(pk__in=[change.member_id for change in chunk]), SEARCHED)
    written = [(change.member_id, _old_fields(change, current[str(change.member_id)][1])) for change in chunk]
    update_rows(Member, written)
    _restore_contacts(chunk)
    _restore_subscriptions(chunk, by)
    _log(chunk, ChangeKind.RESTORED, batch, by)


def _old_fields(change: MemberChange, current: Mapping[str, str]) -> dict[str, Any]:
    old = {name: pair[0] for name, pair in change.changes.items()}
    written = {
        name: as_field(name, text) for name, text in old.items() if name not in (CONTACT, SUBSCRIPTIONS)
    }
    if not old.keys().isdisjoint(SEARCHED):
        before = {**current, **old}
        written["search_text"] = search_text(before[name] for name in SEARCHED)
    # The version goes back too, so that an earlier list can then be undone in its turn.
    return {**written, "version": change.version - 1, "changed_at": clock.now()}


def _restore_contacts(chunk: Sequence[MemberChange]) -> None:
    """The general contact as it was, addresses included."""
    before = {
        change.member_id: change.undo["contact"]
        for change in chunk
        if change.member_id and "contact" in change.undo
    }
    Contact.objects.filter(role=ContactRole.GENERAL, member__in=list(before)).delete()
    Contact.objects.bulk_create(
        Contact(**{**plain, "id": UUID(plain["id"])}, role=ContactRole.GENERAL, member_id=member)
        for member, plain in before.items()
        if plain
    )


def _restore_subscriptions(chunk: Sequence[MemberChange], by: Any) -> None:
    made = [pk for change in chunk for pk in change.undo.get("created", ())]
    moved = {one["id"]: one for change in chunk for one in change.undo.get("moved", ())}
    Subscription.objects.filter(pk__in=made).delete()
    rows = Subscription.objects.filter(pk__in=list(moved))
    move_all([_back(row, moved[str(row.pk)]) for row in rows], by)


def _back(subscription: Subscription, before: Mapping[str, str]) -> Move:
    starts_on = as_date(before["starts_on"]) or subscription.starts_on
    return Move(subscription, before["state"], starts_on, as_date(before["ends_on"]))


def _remove(chunk: Sequence[MemberChange], batch: ImportBatch, by: Any) -> None:
    """Remove members that the list added; the log keeps their numbers."""
    try:
        Member.objects.filter(pk__in=[change.member_id for change in chunk if change.member_id]).delete()
    except ProtectedError as error:
        raise Refused(
            _("Something was added to these members in this very moment. Nothing was undone.")
        ) from error
    _log(chunk, ChangeKind.REMOVED, batch, by)


def _log(chunk: Sequence[MemberChange], kind: ChangeKind, batch: ImportBatch, by: Any) -> None:
    """Write in the log what was turned back: of a member that was removed without the member."""
    back = int(kind is ChangeKind.RESTORED)
    at, who = clock.now(), by.pk if by else None
    insert_rows(
        MemberChange,
        ("member", "number", "batch", "kind", "changes", "undo", "version", "at", "by"),
        [
            (
                change.member_id if back else None,
                change.number,
                batch.pk,
                kind.value,
                {name: [new, old] for name, (old, new) in change.changes.items()},
                {},
                change.version - back,
                at,
                who,
            )
            for change in chunk
        ],
    )
